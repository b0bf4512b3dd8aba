using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using VpcSim.Cli.Usage;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Cli.Commands;

/// <summary>Reads which captures the user named, where each was taken (<c>CAPTURE@NAME</c>) and how far its clock was ahead (<c>--clock-offset</c>).</summary>
internal sealed partial class CaptureInputReader(CaptureOptions syntax, CommandLine line)
{
    private const decimal MostNs = 1e18m; // 31 years

    /// <param name="captures">The words that name captures.</param>
    public ImmutableArray<CaptureInput> Read(IEnumerable<string> captures)
    {
        CaptureInput[] inputs = [.. captures.Select(Named)];
        if (inputs.Any(static input => input.Path.Length == 0)) line.Mistake("the name of a capture is empty; name a file, a folder, or - for standard input");
        foreach (IGrouping<string, CaptureInput> same in inputs.Where(static input => IsFile(input.Path)).GroupBy(static input => Path.GetFullPath(input.Path)))
            if (same.Count() > 1) line.Mistake($"{same.First().Path} is named {same.Count()} times, and its packets would count as often; keep one");
        foreach (string text in line.Values(syntax.ClockOffset)) SetClock(inputs, text);
        return [.. inputs];
    }

    // A file may have an @ in its name; an interface has no slash.
    private CaptureInput Named(string word)
    {
        int at = word.LastIndexOf('@');
        if (at <= 0 || Path.Exists(word) || word.AsSpan(at).ContainsAny('/', Path.DirectorySeparatorChar)) return new CaptureInput(word);
        if (at == word.Length - 1) line.Mistake($"{word}: no interface stands behind the @; write CAPTURE@NAME, such as web.pcap@WebServer");
        return new CaptureInput(word[..at]) { At = word[(at + 1)..] };
    }

    private static bool IsFile(string path) => path.Length > 0 && path != CaptureSources.StandardInput;

    private void SetClock(CaptureInput[] inputs, string text)
    {
        int equals = text.LastIndexOf('=');
        if (equals <= 0 || NanosecondsOf(text[(equals + 1)..]) is not { } aheadNs)
        {
            line.Mistake(syntax.ClockOffset, $"'{text}' is not of the form FILE=MILLISECONDS, such as db.pcap=+12.5 or db.pcap=-1.5s", text);
            return;
        }
        string file = text[..equals];
        int found = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Path != file) continue;
            if (inputs[i].ClockOffsetNs is not null) line.Mistake(syntax.ClockOffset, $"{file} has two clock offsets; keep one", text);
            inputs[i] = inputs[i] with { ClockOffsetNs = aheadNs };
            found++;
        }
        if (inputs.Length == 0) line.Mistake(syntax.ClockOffset, "there is no capture here whose clock it could set", text);
        else if (found == 0)
            line.Mistake(syntax.ClockOffset, $"no capture here is called '{file}'; named are {string.Join(", ", inputs.Select(input => input.Path).Distinct())}", text);
    }

    private static long? NanosecondsOf(string text)
    {
        if (Offset().Match(text) is not { Success: true } match) return null;
        if (!decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
            return null;
        decimal unit = match.Groups["unit"].Value switch { "s" => 1e9m, "us" => 1e3m, "ns" => 1, _ => 1e6m };
        return Math.Abs(number) > MostNs / unit ? null : (long)(number * unit);
    }

    [GeneratedRegex(@"^(?<number>[+-]?\d+(\.\d+)?)(?<unit>ms|us|ns|s)?$", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Offset();
}
