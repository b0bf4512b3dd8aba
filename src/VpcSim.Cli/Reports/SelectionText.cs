using VpcSim.Scenarios.Replay.Selection;
using VpcSim.Wire.Captures.Selecting;
using VpcSim.Wire.Tunnels;

namespace VpcSim.Cli.Reports;

/// <summary>What was unwrapped and left out of a capture, for a person.</summary>
internal static class SelectionText
{
    private const int MostSessions = 8;

    public static IEnumerable<string> Of(SelectionReport selection)
    {
        if (selection.Unwraps) yield return "decapsulated: " + Tunnels(selection);
        if (selection is { Unwraps: true, NotWrapped: > 0, Sessions.Length: > 0 })
            yield return $"in no tunnel, and replayed as they stand: {Packets(selection.NotWrapped)}";
        if (selection.Mixed is { } mixed)
        {
            yield return $"not decapsulated: packet {mixed.Wrapped} is in {Word(mixed.Kind)}, but packet {mixed.Plain} is in no tunnel "
                + $"(--decap {Option(mixed.Kind)} takes out those that are)";
        }
        string[] left = [.. LeftOut(selection)];
        if (left.Length > 0) yield return "left out: " + string.Join(", ", left);
    }

    /// <summary>Sessions that were given a place and did not occur: a sentence each.</summary>
    public static IEnumerable<string> Unseen(ReplaySelection wanted, IEnumerable<SelectionReport?> captures)
    {
        long[] seen = [.. captures.SelectMany(capture => capture is null ? [] : capture.Sessions.Select(session => session.Session)).Where(session => session >= 0).Distinct().Order()];
        string those = seen.Length switch
        {
            0 => "no packet was decapsulated that carries a number",
            _ => $"those that occur are {string.Join(", ", seen.Take(MostSessions * 2))}{(seen.Length > MostSessions * 2 ? ", ..." : "")}",
        };
        return wanted.Sessions.Where(session => !seen.Contains(session.Session))
            .Select(session => $"--vni {session.Session}={session.Interface}: no packet carries {session.Session}; {those}");
    }

    private static string Tunnels(SelectionReport selection)
    {
        if (selection.Sessions.IsEmpty) return "nothing, since no packet was in such a tunnel";
        IEnumerable<string> kinds = selection.Sessions.GroupBy(session => session.Kind).Select(kind =>
        {
            int more = kind.Count() - MostSessions;
            string sessions = string.Join(", ", kind.Take(MostSessions).Select(session => $"{Number(session)} ({Packets(session.Packets)})"));
            return $"{Word(kind.Key)}, {sessions}{(more > 0 ? $" and {more} more" : "")}";
        });
        return string.Join("; ", kinds);
    }

    private static IEnumerable<string> LeftOut(SelectionReport selection)
    {
        if (selection.BeforeFrom > 0) yield return $"{selection.BeforeFrom} before --from";
        if (selection.StoppedEarly) yield return "all from --until on";
        else if (selection.FromUntilOn > 0) yield return $"{selection.FromUntilOn} from --until on";
        if (selection.Filtered > 0) yield return $"{selection.Filtered} by --filter";
        if (selection.OuterFragments > 0) yield return $"{selection.OuterFragments} later fragments of a tunnel's packets, which hold no headers";
    }

    private static string Number(TunnelSession session) => (session.Kind, session.Session) switch
    {
        (TunnelKind.Vxlan or TunnelKind.Geneve, >= 0) => $"VNI {session.Session}",
        (TunnelKind.Gre, >= 0) => $"key {session.Session}",
        (TunnelKind.Erspan, >= 0) => $"session {session.Session}",
        _ => "without a number",
    };

    private static string Word(TunnelKind kind) => kind switch
    {
        TunnelKind.Vxlan => "VXLAN",
        TunnelKind.Geneve => "GENEVE",
        TunnelKind.Gre => "GRE",
        _ => "ERSPAN",
    };

    private static string Option(TunnelKind kind) => kind switch
    {
        TunnelKind.Vxlan => "vxlan",
        TunnelKind.Geneve => "geneve",
        _ => "gre",
    };

    private static string Packets(long count) => count == 1 ? "1 packet" : $"{count} packets";
}
