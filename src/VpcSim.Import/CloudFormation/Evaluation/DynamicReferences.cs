using System.Text;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary>Dynamic references, such as <c>{{resolve:ssm:/net/cidr:2}}</c>: what another service stores. (CloudFormation guide, "Get values stored in other
/// services using dynamic references")</summary>
internal static class DynamicReferences
{
    private const string Open = "{{resolve:";
    private const string Close = "}}";
    private const string Plain = "ssm:";

    public static bool AreIn(string text) => text.Contains(Open, StringComparison.Ordinal);

    /// <summary>The text with the given contents in place; unknown where one of them is not given.</summary>
    /// <param name="text">A property's text.</param>
    /// <param name="stored">The content of a parameter of Systems Manager by its name; null where it is not given.</param>
    public static Node Resolve(ScalarNode text, Func<string, string?> stored)
    {
        StringBuilder resolved = new();
        string rest = text.Text;
        for (int at = rest.IndexOf(Open, StringComparison.Ordinal); at >= 0; at = rest.IndexOf(Open, StringComparison.Ordinal))
        {
            int end = rest.IndexOf(Close, at, StringComparison.Ordinal);
            if (end < 0) break;
            string reference = rest[(at + Open.Length)..end];
            if (Content(reference, stored) is not { } content) return new UnknownNode(text.Place, Unknown(reference));
            resolved.Append(rest, 0, at).Append(content);
            rest = rest[(end + Close.Length)..];
        }
        return new ScalarNode(text.Place, resolved.Append(rest).ToString());
    }

    /// <summary>A version at the end of the name may be left out where the content is given.</summary>
    private static string? Content(string reference, Func<string, string?> stored)
    {
        if (!reference.StartsWith(Plain, StringComparison.Ordinal)) return null;
        string name = reference[Plain.Length..];
        return stored(name) ?? (Version(name) is > 0 and int colon ? stored(name[..colon]) : null);
    }

    private static int Version(string name)
    {
        int colon = name.LastIndexOf(':');
        return colon > 0 && colon < name.Length - 1 && !name.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9') ? colon : -1;
    }

    private static string Unknown(string reference) => reference.StartsWith(Plain, StringComparison.Ordinal)
        ? $"the dynamic reference {Open}{reference}{Close}; give its content with --parameter {reference}=CONTENT"
        : $"the dynamic reference {Open}{reference}{Close}, a secret";
}
