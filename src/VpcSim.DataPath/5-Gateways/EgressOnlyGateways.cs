using VpcSim.DataPath.Flows;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.DataPath.Trace;

namespace VpcSim.DataPath.Gateways;

/// <summary>An egress-only internet gateway: IPv6 out, and back in only what answers. (VPC guide, "Egress-only internet gateways")</summary>
internal sealed class EgressOnlyGateways(ConnectionTable connections, DataPathSettings settings)
{
    private readonly TrackingTimeouts _timeouts =
        TrackingTimeouts.For(Model.Enis.ConnectionTracking.Default, Model.Enis.InstanceTypes.TcpEstablishedSeconds, settings);

    /// <summary>Null to go on.</summary>
    public Verdict? RefusesOut(Walk walk, int gateway)
    {
        bool passes = walk.Packet.IsIPv6;
        if (passes && !walk.Packet.Quotes && walk.Packet.HasTuple) Track(walk, OwnerOf(gateway), egress: true);
        walk.Note(Stage.Gateway, ComponentKind.EgressOnlyInternetGateway, gateway, -1, egress: true, passes);
        return passes ? null : Verdict.Drop(DropReason.ProtocolRestriction, ComponentKind.EgressOnlyInternetGateway, gateway, egress: true);
    }

    /// <summary>Null to go on: the packet answers something that went out.</summary>
    public Verdict? RefusesIn(Walk walk, int gateway)
    {
        int owner = OwnerOf(gateway);
        int slot = !walk.Packet.HasTuple ? -1 : connections.Find(
            walk.Packet.Quotes ? ConnectionKey.OfQuoted(owner, errorLeaves: false, in walk.Packet) : ConnectionKey.Of(owner, egress: false, in walk.Packet),
            walk.Packet.TimeNs);
        bool passes = slot >= 0 && !connections.IsReopened(slot, in walk.Packet);
        if (passes && !walk.Packet.Quotes) Track(walk, owner, egress: false);
        walk.Note(Stage.Gateway, ComponentKind.EgressOnlyInternetGateway, gateway, -1, egress: false, passes);
        return passes ? null : Verdict.Drop(DropReason.EigwBlocksNewConnections, ComponentKind.EgressOnlyInternetGateway, gateway);
    }

    // In the table of connections interfaces have numbers from 0 up, and these gateways from -1 down.
    private static int OwnerOf(int gateway) => ~gateway;

    private void Track(Walk walk, int owner, bool egress)
    {
        ConnectionKey key = ConnectionKey.Of(owner, egress, in walk.Packet);
        int slot = connections.Find(in key, walk.Packet.TimeNs);
        if (slot < 0 && ConnectionKey.IsReply(in walk.Packet)) return;
        bool byInitiator = true;
        if (slot < 0 || connections.IsReopened(slot, in walk.Packet))
        {
            slot = connections.Add(in key, in walk.Packet, egress, _timeouts);
            walk.ChangedState = true;
        }
        else
        {
            byInitiator = connections[slot].InitiatedByLocal == egress;
            walk.ChangedState |= connections.Advance(slot, in walk.Packet, byInitiator, _timeouts);
        }
        walk.Keep(new Touch(slot, connections.SerialOf(slot), byInitiator));
    }
}
