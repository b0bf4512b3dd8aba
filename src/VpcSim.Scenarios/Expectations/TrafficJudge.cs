using System.Collections.Immutable;
using VpcSim.Scenarios.Files;

namespace VpcSim.Scenarios.Expectations;

/// <summary>Judges what is said of the traffic between two sets of hosts, by trying every kind of packet that the design tells apart.</summary>
/// <remarks>A packet that the design never delivers could still have been delivered before a change: what the run itself delivered counts too.</remarks>
internal sealed class TrafficJudge(HostSets sets, Waypoints waypoints, Prober prober, WayText text)
{
    /// <summary>More packets than this are not tried: the expectation fails then, since it could not be judged.</summary>
    public const long MostProbes = 4_000_000;

    /// <param name="expectation">What is said.</param>
    /// <param name="delivered">What the run delivered on ways from the first set to the second, as sentences; empty for none.</param>
    public Judgement Judge(TrafficExpectation expectation, Func<HostSet, HostSet, TrafficExpectation, string?> delivered)
    {
        string expected = Words(expectation);
        (HostSet From, HostSet To)[] pairs = [.. from one in expectation.From.Select(Find) from other in expectation.To.Select(Find) select (one, other)];
        Waypoint[] via = [.. expectation.Via.Select(Point)], notVia = [.. expectation.NotVia.Select(Point)];
        long tried = 0, reached = 0;
        Probe? dropped = null;
        foreach ((HostSet from, HostSet to) in pairs)
        {
            if (expectation.Kind == TrafficRule.Never && delivered(from, to, expectation) is { } seen) return new Judgement(expectation.Place, expected, seen);
            foreach (Probe probe in prober.Try(from, to, expectation))
            {
                if (++tried > MostProbes)
                    return new Judgement(expectation.Place, expected, $"could not be judged: more than {MostProbes:N0} kinds of packet would have to be tried; name fewer hosts, a protocol or a port");
                if (Prober.Reached(probe, to) is not { } arrives) continue;
                if (arrives) reached++;
                else dropped ??= probe;
                if (Failure(expectation, probe, arrives, via, notVia) is { } failure) return new Judgement(expectation.Place, expected, failure);
            }
        }
        if (tried == 0) return new Judgement(expectation.Place, expected, "could not be judged: no packet can be sent from one to the other; they have no addresses of one family, or are one and the same");
        if (expectation.Kind == TrafficRule.Path && reached == 0)
            return new Judgement(expectation.Place, expected, $"could not be judged: nothing gets there{Told(dropped!)}");
        return new Judgement(expectation.Place, expected, null);
    }

    /// <summary>As a sentence without a verb: <c>never from internet to Database, tcp 5432</c>.</summary>
    public static string Words(TrafficExpectation expectation)
    {
        string what = expectation switch
        {
            { Protocol: null } => "",
            { Port: { } port } => $", {Model.Addressing.IpProtocol.NameOf(expectation.Protocol.Value)} {port}",
            _ => $", {Model.Addressing.IpProtocol.NameOf(expectation.Protocol.Value)}",
        };
        if (expectation.IPv4 is { } ipv4) what += ipv4 ? ", IPv4" : ", IPv6";
        string way = Names(", via ", expectation.Via) + Names(", not via ", expectation.NotVia);
        string word = expectation.Kind switch { TrafficRule.Never => "never", TrafficRule.Always => "always", _ => "path" };
        return $"{word}{Names(" from ", expectation.From)}{Names(" to ", expectation.To)}{what}{way}";
    }

    private string? Failure(TrafficExpectation expectation, Probe probe, bool arrives, Waypoint[] via, Waypoint[] notVia)
    {
        switch (expectation.Kind)
        {
            case TrafficRule.Never:
                return arrives ? $"at the end of the run this packet gets there{Told(probe)}" : null;
            case TrafficRule.Always:
                return arrives ? null : $"at the end of the run this packet does not get there{Told(probe)}";
            default:
                if (!arrives) return null;
                if (Waypoints.FirstMissing(probe.Trail, via) is { } missing) return $"at the end of the run this packet does not pass {missing.Name}{(via.Length > 1 ? " in that order" : "")}{Told(probe)}";
                return notVia.FirstOrDefault(point => probe.Trail.Any(step => point.Matches(step))) is { } passed ? $"at the end of the run this packet passes {passed.Name}{Told(probe)}" : null;
        }
    }

    private string Told(Probe probe)
    {
        string verdict = probe.Verdict.IsDrop
            ? $"{text.Outcome(probe.Verdict)}\n  {text.Sentence(probe.Verdict, probe.Packet.Protocol, probe.Source, probe.Destination, probe.Packet.DestinationPort)}"
            : text.Outcome(probe.Verdict);
        return $":\n  {probe.Kind} from {probe.Source} to {probe.Destination}: {verdict}{text.Steps(probe.Trail, "    ")}";
    }

    // Names have been checked before the run.
    private HostSet Find(Placed name) => sets.Find(name.Text, out string? problem) ?? throw new InvalidOperationException(problem);

    private Waypoint Point(Placed name) => waypoints.Find(name.Text, out string? problem) ?? throw new InvalidOperationException(problem);

    private static string Names(string before, ImmutableArray<Placed> names) => names.IsEmpty ? "" : before + string.Join(", ", names);
}
