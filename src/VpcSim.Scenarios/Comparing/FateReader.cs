using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Scenarios.Comparing;

/// <summary>Tells the fate of a side's packets. Ways that were seen before are found without a word being written.</summary>
internal sealed class FateReader
{
    private readonly FateNumbers _numbers;
    private readonly Dictionary<int, List<(Way Way, int Number)>> _known = [];
    private TrailText _trails;

    public FateReader(Design design, FateNumbers numbers)
    {
        _numbers = numbers;
        Adopt(design);
    }

    /// <summary>Words the side's verdicts.</summary>
    public VerdictText Words { get; private set; }

    /// <summary>Goes on with a changed design.</summary>
    [MemberNotNull(nameof(Words), nameof(_trails))]
    public void Adopt(Design design)
    {
        Words = new VerdictText(design);
        _trails = new TrailText(design);
        _known.Clear();
    }

    public int Of(in ReplayedPacket packet)
    {
        int hash = HashOf(in packet);
        if (!_known.TryGetValue(hash, out List<(Way Way, int Number)>? ways)) _known.Add(hash, ways = []);
        foreach ((Way known, int numbered) in ways)
            if (known.Outcome == packet.Outcome && known.Verdict == packet.Verdict && known.Entry == packet.Entry && known.Trail.AsSpan().SequenceEqual(packet.Trail)) return numbered;
        var way = new Way(packet.Outcome, packet.Verdict, packet.Entry, [.. packet.Trail]);
        int number = _numbers.Of(FateOf(way));
        ways.Add((way, number));
        return number;
    }

    private static int HashOf(in ReplayedPacket packet)
    {
        int hash = (packet.Verdict.GetHashCode() * 397 + (int)packet.Outcome) * 397 + (packet.Entry is { } entry ? ((int)entry.Kind << 24) + entry.Index + 1 : 0);
        foreach (StageRecord step in packet.Trail)
        {
            int what = ((int)step.Stage << 24) | ((int)step.Component << 16) | ((step.Egress ? 1 : 0) << 9) | ((step.Passed ? 1 : 0) << 8) | (int)step.Tracking;
            hash = (hash * 31 + what) * 31 + ((step.Index << 12) ^ step.Rule);
        }
        return hash;
    }

    private ComparedFate FateOf(Way way) => new()
    {
        Outcome = way.Outcome,
        Reason = way.Verdict.Reason,
        Component = way.Verdict.Component == ComponentKind.None ? null : Words.NameOf(way.Verdict),
        Path = way.Outcome is Outcome.Delivered or Outcome.Dropped ? [.. PathOf(way)] : [],
    };

    private IEnumerable<string> PathOf(Way way)
    {
        string? last = way.Entry is { } entry ? NameOf(entry) : null;
        if (last is not null) yield return last;
        foreach (StageRecord step in way.Trail)
        {
            if (step.Stage is not (Stage.SourceDestCheck or Stage.Gateway or Stage.Endpoint or Stage.Delivery) || step.Component is ComponentKind.Vpc or ComponentKind.TransitGatewayRouteTable) continue;
            string name = Words.NameOf(new Verdict(Outcome.Delivered, Component: step.Component, Index: step.Index));
            if (step is { Component: ComponentKind.VpnGateway or ComponentKind.TransitGatewayAttachment, Rule: >= 0 }) name = $"{name} ({_trails.Rule(step)})";
            if (name != last) yield return name;
            last = name;
        }
        // The gateway that a packet leaves by may be known from the verdict alone, and with it the tunnel.
        if (way.Verdict is not { Outcome: Outcome.Delivered, Component: ComponentKind.VpnGateway or ComponentKind.TransitGatewayAttachment or ComponentKind.OtherGateway or ComponentKind.PeeringConnection } verdict) yield break;
        string end = Words.Rule(verdict) is var rule and not "-" ? $"{Words.NameOf(verdict)} ({rule})" : Words.NameOf(verdict);
        if (end != last) yield return end;
    }

    private string NameOf(EntryPoint entry) => entry.Kind switch
    {
        EntryKind.Interface => Named(ComponentKind.NetworkInterface, entry.Index),
        EntryKind.Internet => "internet",
        EntryKind.VpnGateway => "on premises",
        EntryKind.GatewayEndpoint => $"service behind {Named(ComponentKind.VpcEndpoint, entry.Index)}",
        EntryKind.TransitAttachment => $"outside of {Named(ComponentKind.TransitGatewayAttachment, entry.Index)}",
        _ => "another network",
    };

    private string Named(ComponentKind kind, int index) => Words.NameOf(new Verdict(Outcome.Delivered, Component: kind, Index: index));

    private readonly record struct Way(Outcome Outcome, Verdict Verdict, EntryPoint? Entry, ImmutableArray<StageRecord> Trail);
}
