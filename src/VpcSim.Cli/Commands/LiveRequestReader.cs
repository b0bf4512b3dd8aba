using System.Globalization;
using VpcSim.Cli.Usage;
using VpcSim.Scenarios.Replay.Selection;
using VpcSim.Wire.Captures;

namespace VpcSim.Cli.Commands;

/// <summary>Reads off the command line where packets come from while the replay runs, and for how long.</summary>
internal sealed class LiveRequestReader(ReplaySyntax syntax, CommandLine line)
{
    private const long NsPerTick = 100;
    private static readonly TimeSpan _longest = TimeSpan.FromDays(49); // of a timer

    /// <param name="captures">The captures' words.</param>
    public LiveRequest Read(IReadOnlyList<string> captures)
    {
        var request = new LiveRequest(line.Value(syntax.Interface), Length(line.Value(syntax.For)), Count(line.Value(syntax.Count)));
        bool hasInput = captures.Contains(CaptureSources.StandardInput);
        if (captures.Count(word => word == CaptureSources.StandardInput) > 1) line.Mistake("- (standard input) is named twice; it can be read once");
        if (request.Interface is not null)
        {
            if (captures.Count > 0) line.Mistake(syntax.Interface, "packets come off an interface or from captures, not from both; leave one out");
            if (Libpcap.ProblemOf(syntax.Interface.Name) is { } missing) line.Mistake(syntax.Interface, missing);
        }
        else if (request.Count is not null)
        {
            line.Mistake(syntax.Count, "it counts packets off an interface; name one with --interface, or take --limit for captures");
        }
        if (request is { For: not null, Interface: null } && !hasInput)
            line.Mistake(syntax.For, "files are there as a whole; it is for --interface and standard input (-), for files take --until");
        return request;
    }

    private TimeSpan? Length(string? text)
    {
        if (text is null) return null;
        bool isLength = CaptureMoment.TryParse(text, out CaptureMoment moment, out _) && moment.IsOffset && char.IsAsciiDigit(text[0]);
        TimeSpan length = isLength ? TimeSpan.FromTicks(moment.Nanoseconds / NsPerTick) : TimeSpan.Zero;
        if (length > TimeSpan.Zero && length <= _longest) return length;
        line.Mistake(syntax.For, $"'{text}' is no length of time; write one such as 30s, 5m, 1h or 500ms, 49d at most");
        return null;
    }

    private long? Count(string? text)
    {
        if (text is null) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long packets) && packets > 0) return packets;
        line.Mistake(syntax.Count, $"'{text}' is no number of packets; write one from 1");
        return null;
    }
}
