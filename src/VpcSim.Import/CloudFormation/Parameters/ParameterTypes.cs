namespace VpcSim.Import.CloudFormation.Parameters;

/// <summary>CloudFormation's parameter types. (CloudFormation guide, "Parameters", "CloudFormation-supplied parameter types")</summary>
internal static class ParameterTypes
{
    private const string SsmValue = "AWS::SSM::Parameter::Value<";
    private const string ListOf = "List<";

    public static bool IsKnown(string type) =>
        type is "String" or "Number" or "CommaDelimitedList" || type.StartsWith(ListOf, StringComparison.Ordinal) || type.StartsWith("AWS::", StringComparison.Ordinal);

    /// <summary>Whether the value is the name of a Systems Manager parameter, whose content no one knows before deployment.</summary>
    public static bool IsSsm(string type) => type.StartsWith(SsmValue, StringComparison.Ordinal);

    public static bool IsList(string type) => Content(type) is "CommaDelimitedList" || Content(type).StartsWith(ListOf, StringComparison.Ordinal);

    public static bool IsNumber(string type) => type is "Number" or "List<Number>";

    /// <summary>Whether no packet depends on it: key pairs and machine images.</summary>
    public static bool IsWithoutInfluence(string type) => Content(type) is "AWS::EC2::KeyPair::KeyName" or "AWS::EC2::Image::Id";

    /// <summary>What stands in for a value of such a type.</summary>
    public static string Placeholder(string type) => Content(type) == "AWS::EC2::Image::Id" ? "ami-00000000000000000" : "key-pair";

    private static string Content(string type) => IsSsm(type) ? type[SsmValue.Length..^1] : type;
}
