namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary>Where and as what a template is deployed: the source of the pseudo parameters and of derived ids.</summary>
internal sealed record Deployment(string Region, string AccountId, string StackName)
{
    public string Partition => Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";

    public string UrlSuffix => Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    public string StackId =>
        $"arn:{Partition}:cloudformation:{Region}:{AccountId}:stack/{StackName}/00000000-0000-0000-0000-000000000000";

    /// <summary>A stack name that CloudFormation takes, made from a file's name.</summary>
    public static string StackNameOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        char[] letters = [.. name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')];
        string stack = new string(letters).Trim('-');
        return stack.Length > 0 && char.IsAsciiLetter(stack[0]) ? stack : $"stack-{stack}".TrimEnd('-');
    }
}
