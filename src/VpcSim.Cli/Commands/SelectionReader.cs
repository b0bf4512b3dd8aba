using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Cli.Usage;
using VpcSim.Model.Naming;
using VpcSim.Scenarios.Replay.Selection;
using VpcSim.Wire.Captures.Selecting;
using VpcSim.Wire.Tunnels;

namespace VpcSim.Cli.Commands;

/// <summary>Reads off the command line which packets are to be replayed.</summary>
internal sealed class SelectionReader(CaptureOptions syntax, CommandLine line)
{
    private const string Hexadecimal = "0x";

    private static readonly (string Word, TunnelKind? Kinds)[] _decapsulations =
    [
        ("auto", null),
        ("vxlan", TunnelKind.Vxlan),
        ("geneve", TunnelKind.Geneve),
        ("gre", TunnelKind.Gre | TunnelKind.Erspan),
        ("none", TunnelKind.None),
    ];

    public ReplaySelection Read()
    {
        var selection = new ReplaySelection
        {
            Unwraps = Decapsulation(line.Value(syntax.Decap) ?? "auto"),
            Sessions = Sessions(),
            Filter = Filter(line.Value(syntax.Filter)),
            From = Moment(syntax.From),
            Until = Moment(syntax.Until),
            Limit = Limit(line.Value(syntax.Limit)),
        };
        if (selection is { From: { } from, Until: { } until } && from.IsOffset == until.IsOffset && from.Nanoseconds >= until.Nanoseconds)
            line.Mistake(syntax.Until, "it is not behind --from, so that no packet is between them");
        if (selection is { Unwraps: TunnelKind.None, Sessions.IsEmpty: false })
            line.Mistake(syntax.Vni, "packets that stay in their tunnels have no session; leave --decap none out");
        return selection;
    }

    private TunnelKind? Decapsulation(string word)
    {
        foreach ((string known, TunnelKind? kinds) in _decapsulations)
            if (known == word) return kinds;
        IReadOnlyList<string> nearest = NearestNames.Of(word, _decapsulations.Select(known => known.Word), count: 1);
        line.Mistake(syntax.Decap, $"'{word}' is none of {string.Join(", ", _decapsulations.Select(known => known.Word))}; did you mean '{nearest[0]}'?");
        return null;
    }

    private ImmutableArray<SessionPlace> Sessions()
    {
        var sessions = new List<SessionPlace>();
        foreach (string text in line.Values(syntax.Vni))
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == text.Length - 1) line.Mistake(syntax.Vni, $"'{text}' is not of the form NUMBER=NAME, such as 7=WebServer", text);
            else if (Number(text[..equals]) is not { } session) line.Mistake(syntax.Vni, $"'{text[..equals]}' is no VNI, key or session: 0 to 4294967295", text);
            else if (sessions.Find(known => known.Session == session) is { } earlier)
                line.Mistake(syntax.Vni, $"{session} has two places ({earlier.Interface} too); keep one", text);
            else sessions.Add(new SessionPlace(session, text[(equals + 1)..]));
        }
        return [.. sessions];
    }

    private string? Filter(string? expression)
    {
        if (expression is not null && PacketFilter.ProblemOf(expression, syntax.Filter.Name) is { } problem)
            line.Mistake(syntax.Filter, problem.StartsWith(syntax.Filter.Name, StringComparison.Ordinal) ? problem : $"libpcap refuses '{expression}': {problem}");
        return expression;
    }

    private CaptureMoment? Moment(System.CommandLine.Option<string[]> option)
    {
        if (line.Value(option) is not { } text) return null;
        if (CaptureMoment.TryParse(text, out CaptureMoment moment, out string? problem)) return moment;
        line.Mistake(option, problem!);
        return null;
    }

    private long? Limit(string? text)
    {
        if (text is null) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long packets) && packets > 0) return packets;
        line.Mistake(syntax.Limit, $"'{text}' is no number of packets; write one from 1");
        return null;
    }

    private static uint? Number(string text)
    {
        bool isHexadecimal = text.StartsWith(Hexadecimal, StringComparison.OrdinalIgnoreCase);
        return uint.TryParse(
            isHexadecimal ? text[Hexadecimal.Length..] : text,
            isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out uint number)
            ? number
            : null;
    }
}
