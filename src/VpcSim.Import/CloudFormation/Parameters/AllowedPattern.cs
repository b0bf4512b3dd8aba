using System.Text.RegularExpressions;

namespace VpcSim.Import.CloudFormation.Parameters;

/// <summary>A parameter's <c>AllowedPattern</c>, which a value has to match as a whole.</summary>
/// <remarks>
/// Two matchers give the same answer: the backtracking one is ready at once and may take for ever, the other takes time in proportion to the
/// value and a tenth of a second to get ready. So the first has a second for a value; then the other takes its place.
/// </remarks>
internal sealed class AllowedPattern(string pattern)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly string _whole = $@"\A(?:{pattern})\z";
    private Regex? _matcher;

    public string Text => pattern;

    /// <summary>Whether a value matches. A pattern that .NET cannot read, or that neither matcher can finish, is not held against it.</summary>
    public bool Matches(string value)
    {
        try
        {
            return (_matcher ??= new Regex(_whole, RegexOptions.None, _patience)).IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return MatchesInProportion(value);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private bool MatchesInProportion(string value)
    {
        try
        {
            return (_matcher = new Regex(_whole, RegexOptions.NonBacktracking)).IsMatch(value);
        }
        catch (NotSupportedException)
        {
            return true;
        }
    }
}
