using VpcSim.Model.Naming;

namespace VpcSim.Model.Endpoints;

/// <summary>The ids of AWS-managed prefix lists, the same in every account of a region; where none is documented, one derived by hash.</summary>
/// <remarks>As <c>aws ec2 describe-prefix-lists</c> answers in each region; two regions may share an id for different services.</remarks>
public static class ManagedPrefixListIds
{
    private static readonly Dictionary<string, string> _documented = new(StringComparer.Ordinal)
    {
        ["com.amazonaws.us-east-1.s3"] = "pl-63a5400a",
        ["com.amazonaws.us-east-2.s3"] = "pl-7ba54012",
        ["com.amazonaws.us-west-1.s3"] = "pl-6ba54002",
        ["com.amazonaws.us-west-2.s3"] = "pl-68a54001",
        ["com.amazonaws.ap-northeast-1.s3"] = "pl-61a54008",
        ["com.amazonaws.ap-northeast-2.s3"] = "pl-78a54011",
        ["com.amazonaws.ap-northeast-3.s3"] = "pl-a4a540cd",
        ["com.amazonaws.ap-south-1.s3"] = "pl-78a54011",
        ["com.amazonaws.ap-southeast-1.s3"] = "pl-6fa54006",
        ["com.amazonaws.ap-southeast-2.s3"] = "pl-6ca54005",
        ["com.amazonaws.ca-central-1.s3"] = "pl-7da54014",
        ["com.amazonaws.eu-central-1.s3"] = "pl-6ea54007",
        ["com.amazonaws.eu-north-1.s3"] = "pl-c3aa4faa",
        ["com.amazonaws.eu-west-1.s3"] = "pl-6da54004",
        ["com.amazonaws.eu-west-2.s3"] = "pl-7ca54015",
        ["com.amazonaws.eu-west-3.s3"] = "pl-23ad484a",
        ["com.amazonaws.sa-east-1.s3"] = "pl-6aa54003",
        ["com.amazonaws.us-east-1.dynamodb"] = "pl-02cd2c6b",
        ["com.amazonaws.us-east-2.dynamodb"] = "pl-4ca54025",
        ["com.amazonaws.us-west-1.dynamodb"] = "pl-6ea54007",
        ["com.amazonaws.us-west-2.dynamodb"] = "pl-00a54069",
        ["com.amazonaws.ap-northeast-1.dynamodb"] = "pl-78a54011",
        ["com.amazonaws.ap-northeast-2.dynamodb"] = "pl-48a54021",
        ["com.amazonaws.ap-south-1.dynamodb"] = "pl-66a7420f",
        ["com.amazonaws.ap-southeast-1.dynamodb"] = "pl-67a5400e",
        ["com.amazonaws.ap-southeast-2.dynamodb"] = "pl-62a5400b",
        ["com.amazonaws.eu-central-1.dynamodb"] = "pl-66a5400f",
        ["com.amazonaws.eu-north-1.dynamodb"] = "pl-adae4bc4",
        ["com.amazonaws.eu-west-1.dynamodb"] = "pl-6fa54006",
        ["com.amazonaws.eu-west-2.dynamodb"] = "pl-b3a742da",
    };

    /// <summary>The id of a list by its name, such as <c>com.amazonaws.us-east-1.s3</c>.</summary>
    public static string Of(string prefixListName, string region) =>
        _documented.TryGetValue(prefixListName, out string? id) ? id : AwsIds.DeriveShort("pl", "AWS", region, prefixListName);
}
