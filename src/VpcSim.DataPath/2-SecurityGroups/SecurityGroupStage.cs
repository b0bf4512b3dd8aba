using System.Runtime.CompilerServices;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>Security groups at one interface: a tracked connection passes whatever the rules say, else any rule that matches allows.</summary>
/// <remarks>VPC guide, "Security group rules"; EC2 guide, "Security group connection tracking".</remarks>
internal sealed class SecurityGroupStage(Fabric fabric, ConnectionTable connections, DataPathSettings settings)
{
    private const byte Syn = 2, Ack = 16;

    /// <param name="walk">The packet.</param>
    /// <param name="eni">The interface.</param>
    /// <param name="egress">Whether the packet leaves it.</param>
    /// <param name="drop">The verdict where it does not pass.</param>
    [MethodImpl(Hot.Path)]
    public bool Passes(Walk walk, FabricInterface eni, bool egress, out Verdict drop)
    {
        drop = default;
        if (eni.Ingress is null) return true;
        DropReason reason = ReasonAgainst(walk, eni, egress);
        if (reason == DropReason.None) return true;
        drop = Verdict.Drop(reason, ComponentKind.NetworkInterface, eni.Index, egress: egress);
        return false;
    }

    /// <summary>Whether the interface tracks the connection of a packet, or of the packet that it quotes.</summary>
    public bool Tracks(Walk walk, FabricInterface eni, bool egress)
    {
        ConnectionKey key = walk.Packet.Quotes
            ? ConnectionKey.OfQuoted(eni.Index, egress, in walk.Packet)
            : ConnectionKey.Of(eni.Index, egress, in walk.Packet);
        return connections.Find(in key, walk.Packet.TimeNs) >= 0;
    }

    [MethodImpl(Hot.Path)]
    private DropReason ReasonAgainst(Walk walk, FabricInterface eni, bool egress)
    {
        if (walk.Packet.Quotes) return ReasonAgainstError(walk, eni, egress);
        return walk.Packet.RulesSeeTuple && PassesTracked(walk, eni, egress) ? DropReason.None : ReasonByRules(walk, eni, egress);
    }

    // A packet of a connection that the interface tracks keeps it alive.
    [MethodImpl(Hot.Path)]
    private bool PassesTracked(Walk walk, FabricInterface eni, bool egress)
    {
        ConnectionKey key = ConnectionKey.Of(eni.Index, egress, in walk.Packet);
        int slot = connections.Find(in key, walk.Packet.TimeNs);
        if (slot < 0) return false;
        if (connections.IsReopened(slot, in walk.Packet))
        {
            connections.Remove(slot);
            walk.ChangedState = true;
            return false;
        }
        Follow(walk, slot, egress, eni.Timeouts);
        walk.Note(Stage.SecurityGroup, ComponentKind.NetworkInterface, eni.Index, -1, egress, passed: true, connections.TrackingOf(slot));
        return true;
    }

    // Lets the packet act on a connection and remembers to do so for its successors.
    private void Follow(Walk walk, int slot, bool egress, TrackingTimeouts timeouts)
    {
        bool byInitiator = connections[slot].InitiatedByLocal == egress;
        walk.ChangedState |= connections.Advance(slot, in walk.Packet, byInitiator, timeouts);
        walk.Keep(new Touch(slot, connections.SerialOf(slot), byInitiator));
    }

    [MethodImpl(Hot.Path)]
    private DropReason ReasonByRules(Walk walk, FabricInterface eni, bool egress)
    {
        int rule = RuleFor(walk, eni, egress);
        bool starts = rule >= 0 && StartsTracking(in walk.Packet, eni, egress, rule);
        DropReason reason = rule < 0 ? DropReason.EniSgRulesMismatch : starts ? Track(walk, eni, egress) : DropReason.None;
        walk.LeansOnRules |= !starts;
        walk.Note(Stage.SecurityGroup, ComponentKind.NetworkInterface, eni.Index, rule, egress, passed: reason == DropReason.None, reason != DropReason.None ? Tracking.None : starts ? Tracking.Opened : Tracking.Untracked);
        return reason;
    }

    // A new connection, if the instance may track one more. (EC2 guide, "Security group connection tracking", throttling)
    private DropReason Track(Walk walk, FabricInterface eni, bool egress)
    {
        int places = 0;
        if (eni.TrackingAllowance > 0)
        {
            places = Math.Max(1, AutomaticTracking.EntriesOf(fabric, eni, PeerOf(in walk.Packet, egress)));
            if (!connections.HasPlace(eni.Instance, eni.TrackingAllowance, places, walk.Packet.TimeNs)) return DropReason.ConntrackAllowanceExceeded;
        }
        ConnectionKey key = ConnectionKey.Of(eni.Index, egress, in walk.Packet);
        int slot = connections.Add(in key, in walk.Packet, egress, eni.Timeouts);
        if (places > 0) connections.CountFor(slot, eni.Instance, places);
        walk.ChangedState = true;
        walk.Keep(new Touch(slot, connections.SerialOf(slot), byInitiator: true));
        return DropReason.None;
    }

    // An error about a tracked flow belongs to that flow and refreshes nothing; any other needs a rule.
    private DropReason ReasonAgainstError(Walk walk, FabricInterface eni, bool egress)
    {
        bool related = settings.IcmpErrorsRelatedToTrackedFlow && Tracks(walk, eni, egress);
        int rule = related ? -1 : RuleFor(walk, eni, egress);
        walk.LeansOnRules = true;
        walk.Note(Stage.SecurityGroup, ComponentKind.NetworkInterface, eni.Index, rule, egress, related || rule >= 0, related ? Tracking.Related : rule >= 0 ? Tracking.Untracked : Tracking.None);
        return related || rule >= 0 ? DropReason.None : DropReason.EniSgRulesMismatch;
    }

    private static int RuleFor(Walk walk, FabricInterface eni, bool egress) =>
        (egress ? eni.Egress! : eni.Ingress!).FindRule(in walk.Packet, PeerOf(in walk.Packet, egress));

    private static IpAddress PeerOf(in Passage packet, bool egress) => egress ? packet.Destination : packet.Source;

    // What has no tuple to be tracked by is not, nor is an ICMP reply that answers nothing; nor, where it is so set, a connection that began before the first packet was seen.
    private bool StartsTracking(in Passage packet, FabricInterface eni, bool egress, int rule)
    {
        if (!packet.RulesSeeTuple || ConnectionKey.IsReply(in packet)) return false;
        if (!settings.TcpTrackedFromTheMiddle && IsFromTheMiddle(in packet)) return false;
        return !IsUntracked(in packet, eni, egress, rule) || AutomaticTracking.EntriesOf(fabric, eni, PeerOf(in packet, egress)) > 0;
    }

    private static bool IsFromTheMiddle(in Passage packet) => packet.Protocol == 6 && (packet.TcpFlags & (Syn | Ack)) != Syn;

    // TCP or UDP, open to everywhere one way and for all ports the other way: AWS keeps no state for it.
    [MethodImpl(Hot.Path)]
    private static bool IsUntracked(in Passage packet, FabricInterface eni, bool egress, int rule)
    {
        if (packet.Protocol is not (6 or 17)) return false;
        GroupPolicy way = egress ? eni.Egress! : eni.Ingress!, back = egress ? eni.Ingress! : eni.Egress!;
        if (!way.Rules[rule].IsOpenToAll) return false;
        return back.IsWideOpen(packet.Protocol, packet.IsIPv6) || AnswersUntracked(in packet, egress, way, back);
    }

    // The answers of an untracked flow belong to it and are not tracked either.
    private static bool AnswersUntracked(in Passage answer, bool egress, GroupPolicy way, GroupPolicy back)
    {
        bool opens = answer.Protocol == 6 && (answer.TcpFlags & (Syn | Ack)) == Syn;
        if (opens || !way.IsWideOpen(answer.Protocol, answer.IsIPv6)) return false;
        Passage asked = answer;
        asked.DestinationPort = answer.SourcePort;
        int rule = back.FindRule(in asked, PeerOf(in answer, egress));
        return rule >= 0 && back.Rules[rule].IsOpenToAll;
    }
}
