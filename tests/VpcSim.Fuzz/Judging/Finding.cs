using System.Text.RegularExpressions;

namespace VpcSim.Fuzz.Judging;

/// <summary>What an input must not do, and did.</summary>
/// <param name="Kind"><c>crash</c>, <c>hang</c> or <c>memory</c>.</param>
/// <param name="Detail">The exception, or the figure.</param>
public sealed partial record Finding(string Kind, string Detail)
{
    /// <summary>Names what is at fault, so that the same fault is told once: the exception's type and the innermost of VpcSim's methods.</summary>
    public string Fault => Kind == "crash"
        ? string.Join(' ', [ExceptionType().Match(Detail).Value, .. Frame().Matches(Detail).Select(match => match.Groups["method"].Value).Take(2)])
        : Kind;

    public static Finding Crash(Exception defect) => new("crash", defect is Targets.DefectException ? defect.Message : defect.ToString());

    public override string ToString() => $"{Kind}: {Detail}";

    [GeneratedRegex(@"[\w.]+Exception\b")]
    private static partial Regex ExceptionType();

    [GeneratedRegex(@"at (?<method>(?!VpcSim\.Fuzz)VpcSim\.[\w.<>`]+)")]
    private static partial Regex Frame();
}
