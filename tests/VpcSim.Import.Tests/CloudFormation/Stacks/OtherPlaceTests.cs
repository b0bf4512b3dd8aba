using System.Globalization;

namespace VpcSim.Import.Tests.CloudFormation.Stacks;

/// <summary>Stacks of a CDK app that go to several regions and accounts: each has its own quotas.</summary>
public sealed class OtherPlaceTests : IDisposable
{
    private readonly TemplateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory] // VPC guide, "Amazon VPC quotas": Elastic IP addresses per Region; Site-to-Site VPN guide, "Quotas": customer gateways per Region
    [InlineData("{Type: AWS::EC2::EIP}", 5, "AddressLimitExceeded")]
    [InlineData("{Type: AWS::EC2::CustomerGateway, Properties: {Type: ipsec.1, IpAddress: 198.51.100.NUMBER}}", 50, "CustomerGatewayLimitExceeded")]
    [InlineData("{Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.NUMBER.0.0/16}}", 5, "VpcLimitExceeded")]
    public void A_quota_of_a_region_is_for_each_region_and_account(string resource, int quota, string code)
    {
        Assert.Empty(Load(resource, quota, "111111111111/eu-west-1", "111111111111/us-east-1").Errors);
        Assert.Empty(Load(resource, quota, "111111111111/eu-west-1", "222222222222/eu-west-1").Errors);
        Assert.Equal(code, Assert.Single(Load(resource, quota, "111111111111/eu-west-1", "111111111111/eu-west-1").Errors).Code);
    }

    [Fact]
    public void An_Elastic_IP_of_another_region_draws_an_address_of_that_region()
    {
        ImportResult result = Load("{Type: AWS::EC2::EIP}", 1, "111111111111/eu-west-1", "111111111111/us-east-1");
        Assert.Equal(["eu-west-1", "us-east-1"], Templates.Succeeded(result).Design.ElasticIps.Select(address => address.Region));
        Assert.Equal(2, result.Design.ElasticIps.Select(address => address.PublicAddress).Distinct().Count());
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void Block_Public_Access_of_one_place_counts_for_all_and_a_finding_says_so()
    {
        const string options = "{Type: AWS::EC2::VPCBlockPublicAccessOptions, Properties: {InternetGatewayBlockMode: block-ingress}}";
        Assert.Contains(Load(options, 1, "111111111111/eu-west-1", "111111111111/us-east-1").Findings, finding => finding is { Code: "assumed", Resource: "B0" });
    }

    private ImportResult Load(string resource, int count, string first, string second)
    {
        _folder.Write("cdk.out/manifest.json", $$$"""
            {"artifacts": {
              "A": {"type": "aws:cloudformation:stack", "environment": "aws://{{{first}}}", "properties": {"templateFile": "a.yaml"}},
              "B": {"type": "aws:cloudformation:stack", "environment": "aws://{{{second}}}", "properties": {"templateFile": "b.yaml"}}
            }}
            """);
        _folder.Write("cdk.out/a.yaml", Template("A", resource, count, 0));
        _folder.Write("cdk.out/b.yaml", Template("B", resource, count, count));
        return _folder.Load("cdk.out");
    }

    private static string Template(string name, string resource, int count, int from) => "Resources:\n" + string.Join('\n',
        Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"  {name}{i}: {resource.Replace("NUMBER", (from + i).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}")));
}
