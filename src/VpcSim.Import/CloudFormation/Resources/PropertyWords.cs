using System.Text.RegularExpressions;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>Messages about a resource of another form, in the words of that form: <c>cidr_block</c> for <c>CidrBlock</c>.</summary>
internal static partial class PropertyWords
{
    /// <param name="message">With the names of properties as a template has them.</param>
    /// <param name="words">What the file calls each property; what it does not hold keeps its name.</param>
    public static string In(string message, IReadOnlyDictionary<string, string>? words) =>
        words is null ? message : PropertyPattern().Replace(message, match => words.GetValueOrDefault($"{char.ToUpperInvariant(match.Value[0])}{match.Value.AsSpan(1)}", match.Value));

    // A name of one hump is also a word of English: there it is a property only where the message says so. Some of AWS's messages begin names with a small letter.
    [GeneratedRegex(@"(?<![\w.:$""])(?:[A-Z]+[a-z0-9]+[A-Z][A-Za-z0-9]*|(?<=')[a-z][a-z0-9]*[A-Z][A-Za-z0-9]*(?=')|(?<=(?:property|parameter) (?:[\w/]+/)?)[A-Z][A-Za-z0-9]*)\b", RegexOptions.CultureInvariant)]
    private static partial Regex PropertyPattern();
}
