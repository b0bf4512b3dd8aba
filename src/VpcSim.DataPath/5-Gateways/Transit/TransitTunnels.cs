using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Gateways.Vpn;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Gateways.Transit;

/// <summary>The tunnels behind the VPN attachments of transit gateways.</summary>
/// <remarks>Every method that gives a verdict gives the one that ends the walk, or null to go on.</remarks>
internal sealed class TransitTunnels(Fabric fabric, DataPathSettings settings)
{
    /// <summary>Into the tunnel that the gateway's table chose. Nobody is told of packets that it does not take. (Site-to-Site VPN guide, "Quotas")</summary>
    public Verdict? RefusesOut(Walk walk, FabricTransitAttachment to, TransitWay way)
    {
        if (way.Link < 0) return null;
        if (fabric.Vpn.Leaving[way.Link] != LinkHealth.Up) return Refused(walk, DropReason.BadStateVpn, to, way, egress: true);
        return Refuses(walk, to, way, customer: walk.Packet.Destination, amazon: walk.Packet.Source, egress: true);
    }

    /// <summary>
    /// Out of a tunnel. The customer's device sends by the one that the answers of the flow come by, unless the design names another one, and by its other
    /// one while it has given that up.
    /// </summary>
    /// <param name="walk">The packet.</param>
    /// <param name="attachment">The attachment that leads to its source while everything is up.</param>
    /// <param name="from">The attachment that it comes by now.</param>
    public Verdict? RefusesIn(Walk walk, int attachment, out FabricTransitAttachment from)
    {
        FabricTransit transit = fabric.Transit;
        from = transit.Attachments[attachment];
        if (from.Vpn is null) return null;
        int answers = transit.FindOutside(fabric.Design, fabric.FindVpc(walk.Packet.Destination), walk.Packet.Source, FlowHash.Of(in walk.Packet), out TransitWay way);
        if (answers >= 0) from = transit.Attachments[answers];
        if (from.Vpn is not { } vpn) return null;
        int first = vpn.IngressLink >= 0 ? vpn.IngressLink : answers >= 0 ? way.Link : vpn.Links[0];
        int link = fabric.Vpn.Arriving[first] != LinkHealth.Down ? first : OtherOf(vpn, first);
        way = new TransitWay(way.Route, link, link == way.Link ? way.Learned : LearnedBy(vpn, link, walk.Packet.Source));
        if (fabric.Vpn.Arriving[link] != LinkHealth.Up) return Refused(walk, DropReason.BadStateVpn, from, way, egress: false);
        return Refuses(walk, from, way, customer: walk.Packet.Source, amazon: walk.Packet.Destination, egress: false);
    }

    private Verdict? Refuses(Walk walk, FabricTransitAttachment attachment, TransitWay way, IpAddress customer, IpAddress amazon, bool egress)
    {
        VpnLink link = fabric.Vpn.Plan.Links[way.Link];
        if (walk.Packet.IsIPv6 != link.IsIPv6) return Refused(walk, DropReason.ProtocolRestriction, attachment, way, egress);
        if (!link.IsIPv6 && !link.Carries(customer, amazon)) return Refused(walk, DropReason.VpnTrafficSelectorMismatch, attachment, way, egress);
        return walk.TooBig(link.Mtu, settings) ? Refused(walk, DropReason.PacketTooBig, attachment, way, egress) : null;
    }

    private int OtherOf(TransitVpn vpn, int link)
    {
        foreach (int other in vpn.Links)
            if (other != link && fabric.Vpn.Arriving[other] != LinkHealth.Down) return other;
        return link;
    }

    private static int LearnedBy(TransitVpn vpn, int link, IpAddress source)
    {
        for (int place = 0; place < vpn.Routes.Length; place++)
            if (vpn.LinkOfRoute[place] == link && vpn.Routes[place].Prefix.Contains(source)) return place;
        return -1;
    }

    private static Verdict Refused(Walk walk, DropReason reason, FabricTransitAttachment attachment, TransitWay way, bool egress)
    {
        walk.Note(Stage.Gateway, ComponentKind.TransitGatewayAttachment, attachment.Index, way.Learned, egress, passed: false);
        return Verdict.Drop(reason, ComponentKind.TransitGatewayAttachment, attachment.Index, way.Learned, egress);
    }
}
