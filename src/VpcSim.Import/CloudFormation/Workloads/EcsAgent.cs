using System.Text;
using System.Text.RegularExpressions;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>What the user data of an instance tells the container agent of ECS. (ECS guide, "Bootstrapping Amazon ECS Linux container instances to pass data", "Bootstrapping Amazon ECS Windows
/// container instances to pass data", "Using Bottlerocket with Amazon ECS")</summary>
internal static partial class EcsAgent
{
    /// <summary>The name of the cluster that the instance joins; null where its user data names none.</summary>
    /// <param name="userData">Plain or in Base64; null for none.</param>
    public static string? ClusterOf(string? userData)
    {
        if (string.IsNullOrWhiteSpace(userData)) return null;
        string text = Plain(userData);
        return Last(Linux().Matches(text)) ?? Last(Windows().Matches(text)) ?? Last(Bottlerocket().Matches(text));
    }

    // What is written later overrides what was.
    private static string? Last(MatchCollection found) => found.Count > 0 ? found[^1].Groups["name"].Value : null;

    private static string Plain(string text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int count) ? Encoding.UTF8.GetString(bytes, 0, count) : text;
    }

    [GeneratedRegex("""\bECS_CLUSTER\s*=\s*["']?(?<name>[A-Za-z0-9_-]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex Linux();

    [GeneratedRegex("""\bInitialize-ECSAgent\b[^\r\n]*-Cluster\s+["']?(?<name>[A-Za-z0-9_-]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex Windows();

    [GeneratedRegex("""\[settings\.ecs\][^\[]*\bcluster\s*=\s*["'](?<name>[A-Za-z0-9_-]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex Bottlerocket();
}
