namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary>The availability zones that <c>Fn::GetAZs</c> gives. (EC2 guide, "Regions and Zones"; which letters an account sees differs in old regions)</summary>
internal static class RegionZones
{
    private const string Usual = "abc";

    public static IEnumerable<string> Of(string region) => Letters(region).Select(letter => $"{region}{letter}");

    private static string Letters(string region) => region switch
    {
        "us-east-1" => "abcdef",
        "us-west-1" => "ac",
        "us-west-2" or "ap-northeast-2" => "abcd",
        "ap-northeast-1" => "acd",
        "ca-central-1" => "abd",
        "cn-north-1" => "abd",
        _ => Usual,
    };
}
