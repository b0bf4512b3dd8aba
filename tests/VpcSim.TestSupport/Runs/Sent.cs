using System.Collections.Immutable;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.Wire;

namespace VpcSim.TestSupport.Runs;

/// <summary>What became of one packet: its verdict, the decisions on its way, and what the flow meter saw. Each expectation gives itself back.</summary>
public sealed class Sent
{
    private readonly Design _design;
    private readonly VerdictText _text;

    internal Sent(Design design, Packet packet, Verdict verdict, bool walked, ImmutableArray<StageRecord> trail, ImmutableArray<Seen> seen)
    {
        _design = design;
        _text = new VerdictText(design);
        Packet = packet;
        Verdict = verdict;
        Walked = walked;
        Trail = trail;
        Seen = seen;
    }

    public Packet Packet { get; }

    public Verdict Verdict { get; }

    /// <summary>False when the packet repeated what an earlier one had found.</summary>
    public bool Walked { get; }

    /// <summary>The decisions of the walk; empty for a packet that repeated one.</summary>
    public ImmutableArray<StageRecord> Trail { get; }

    /// <summary>What the packet added to flow logs, in the order of its way.</summary>
    public ImmutableArray<Seen> Seen { get; }

    /// <summary>The packet as its receiver sees it; of a packet that repeated an earlier one, as it was sent.</summary>
    public PacketHeader Arrived { get; internal init; }

    /// <summary>The ICMP error with which the VPC answered, or null.</summary>
    public RouterError? Error { get; internal init; }

    /// <summary>The rule, route or way that decided, as it is printed.</summary>
    public string Rule => _text.Rule(Verdict);

    /// <summary>The name of the component that decided.</summary>
    public string Component => NameOf(Verdict);

    /// <summary>As <c>web egress ACCEPT</c>.</summary>
    public IEnumerable<string> Records => Seen.Select(seen => RecordOf(seen.Observation));

    /// <summary>As <c>web egress ACCEPT 10.0.1.10 10.0.2.20 10.0.1.10 10.0.2.20</c>: srcaddr, dstaddr, pkt-srcaddr, pkt-dstaddr.</summary>
    public IEnumerable<string> AddressedRecords => Seen.Select(seen =>
        $"{RecordOf(seen.Observation)} {Text(seen.Observation.Source)} {Text(seen.Observation.Destination)} "
        + $"{Text(seen.Observation.PacketSource)} {Text(seen.Observation.PacketDestination)}");

    /// <summary>What decided, for messages.</summary>
    public string Explanation => Verdict.Outcome switch
    {
        Outcome.Dropped => $"dropped: {DropReasons.NameOf(Verdict.Reason)} by {_text.Component(Verdict)}, rule '{_text.Rule(Verdict)}'",
        _ => $"{Verdict.Outcome} at {_text.Component(Verdict)}",
    };

    /// <param name="to">The name of the interface or gateway that takes it; null for any.</param>
    public Sent ShouldBeDelivered(string? to = null)
    {
        Expect(Verdict.Outcome == Outcome.Delivered, $"delivered to {to ?? "somebody"}");
        return Expect(to is null || NameOf(Verdict) == to, $"delivered to {to}");
    }

    /// <param name="reason">Why.</param>
    /// <param name="by">The name of the component that decided; null for any.</param>
    /// <param name="rule">The deciding rule as it is printed; null for any.</param>
    public Sent ShouldBeDropped(DropReason reason, string? by = null, string? rule = null)
    {
        bool fits = Verdict.Outcome == Outcome.Dropped && Verdict.Reason == reason
            && (by is null || NameOf(Verdict) == by) && (rule is null || _text.Rule(Verdict) == rule);
        return Expect(fits, $"dropped: {DropReasons.NameOf(reason)} by {by ?? "somebody"}{(rule is null ? "" : $", rule '{rule}'")}");
    }

    /// <summary>The rule, route or way that decided, as it is printed.</summary>
    public Sent ShouldGoBy(string rule) => Expect(_text.Rule(Verdict) == rule, $"sent by '{rule}', not '{_text.Rule(Verdict)}'");

    public Sent ShouldBeConsumed(VpcService by) =>
        Expect(Verdict.Outcome == Outcome.Consumed && Verdict.Index == (int)by, $"consumed by {VerdictText.Service(by)}");

    public Sent ShouldNotBeSent() => Expect(Verdict.Outcome == Outcome.NotSent, "not sent");

    /// <summary>Exactly these records, in the order of the packet's way.</summary>
    public Sent ShouldBeRecorded(params string[] records)
    {
        bool addressed = records.Length > 0 && records[0].Split(' ').Length > 3;
        string[] made = [.. addressed ? AddressedRecords : Records];
        return Expect(made.SequenceEqual(records), $"recorded as\n  {string.Join("\n  ", records)}\nbut the records are\n  {string.Join("\n  ", made)}\n");
    }

    public Sent ShouldNotBeRecorded() => ShouldBeRecorded();

    /// <summary><c>traffic-path</c> of the packet's first egress record; 0 for <c>-</c>.</summary>
    public Sent ShouldTakePath(int trafficPath)
    {
        int taken = TrafficPaths.Shown(Seen.First(seen => seen.Observation.Egress).Observation.TrafficPath);
        return Expect(taken == trafficPath, $"on traffic-path {trafficPath}, not {taken}");
    }

    /// <summary>Whether some stage of the walk decided by connection tracking and not by a rule.</summary>
    public bool PassedAsTracked => Trail.Any(record => record is { Stage: Stage.SecurityGroup, Tracked: true });

    /// <summary>As <c>web egress ACCEPT 40000>53 2 of 1528 bytes</c>: ports, packets and bytes of each record.</summary>
    public IEnumerable<string> Amounts => Seen.Select(seen =>
        $"{RecordOf(seen.Observation)} {seen.Observation.SourcePort}>{seen.Observation.DestinationPort} {seen.Packets} of {seen.Bytes} bytes");

    /// <summary>Exactly these records with their amounts, as <see cref="Amounts"/> writes them.</summary>
    public Sent ShouldCount(params string[] amounts) =>
        Expect(Amounts.SequenceEqual(amounts), $"counted as\n  {string.Join("\n  ", amounts)}\nbut is\n  {string.Join("\n  ", Amounts)}\n");

    /// <summary>Answered by the VPC router with an ICMP error, as <c>10.0.1.1 > 10.0.1.10 3/4 mtu 1500</c>; null for no error.</summary>
    public Sent ShouldBeAnswered(string? error)
    {
        string? made = Error is { } answer ? $"{answer.From} > {answer.To} {answer.Type}/{answer.Code}{(answer.Mtu > 0 ? $" mtu {answer.Mtu}" : "")}" : null;
        return Expect(made == error, $"answered with {error ?? "nothing"}, not {made ?? "nothing"}");
    }

    private string NameOf(Verdict verdict) => _text.Component(verdict).Split(" (")[0];

    private string RecordOf(in Observation observation) =>
        $"{_design.NetworkInterfaces[observation.Interface].Name} {(observation.Egress ? "egress" : "ingress")} {(observation.Accepted ? "ACCEPT" : "REJECT")}"
        + (observation.RejectReason == RejectReason.BlockPublicAccess ? "/BPA" : "");

    private static string Text(IpAddress address) => address.ToString();

    private Sent Expect(bool holds, string expectation) => holds
        ? this
        : throw new UnexpectedException($"{Packet.Source} -> {Packet.Destination} should be {expectation}; it is {Explanation}. Trail: {string.Join(", ", Trail)}");
}
