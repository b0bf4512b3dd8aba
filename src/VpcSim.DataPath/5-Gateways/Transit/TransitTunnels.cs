using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Gateways.Vpn;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Gateways.Transit;

/// <summary>The tunnels and virtual interfaces behind the attachments of transit gateways.</summary>
/// <remarks>Every method that gives a verdict gives the one that ends the walk, or null to go on.</remarks>
internal sealed class TransitTunnels(Fabric fabric, DataPathSettings settings)
{
    /// <summary>Into the link that the gateway's table chose. Nobody is told of packets that a tunnel does not take. (Site-to-Site VPN guide, "Quotas")</summary>
    /// <param name="walk">The packet.</param>
    /// <param name="to">The attachment.</param>
    /// <param name="way">What the table says.</param>
    /// <param name="tells">Whether the sender is in a VPC, which path MTU discovery needs.</param>
    public Verdict? RefusesOut(Walk walk, FabricTransitAttachment to, TransitWay way, bool tells)
    {
        if (way.Link < 0) return null;
        if (fabric.Vpn.Leaving[way.Link] != LinkHealth.Up) return Refused(walk, DropReason.BadStateVpn, to, way, egress: true);
        Verdict? refused = Refuses(walk, to, way, customer: walk.Packet.Destination, amazon: walk.Packet.Source, egress: true);
        if (tells && refused is { Reason: DropReason.PacketTooBig } && fabric.Vpn.Plan.Links[way.Link].DiscoversMtu) walk.Generated++;
        return refused;
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
        if (from.Reach is null) return null;
        int answers = transit.FindOutside(fabric.Design, fabric.FindVpc(walk.Packet.Destination), walk.Packet.Source, FlowHash.Of(in walk.Packet), out TransitWay way);
        if (answers >= 0) from = transit.Attachments[answers];
        if (from.Reach is not { } reach) return null;
        int first = reach.IngressLink >= 0 ? reach.IngressLink : answers >= 0 ? way.Link : reach.Links[0];
        int link = fabric.Vpn.Arriving[first] != LinkHealth.Down ? first : OtherOf(reach, first);
        way = new TransitWay(way.Route, link, link == way.Link ? way.Learned : LearnedBy(reach, link, walk.Packet.Source));
        if (fabric.Vpn.Arriving[link] != LinkHealth.Up) return Refused(walk, DropReason.BadStateVpn, from, way, egress: false);
        return Refuses(walk, from, way, customer: walk.Packet.Source, amazon: walk.Packet.Destination, egress: false);
    }

    private Verdict? Refuses(Walk walk, FabricTransitAttachment attachment, TransitWay way, IpAddress customer, IpAddress amazon, bool egress)
    {
        VpnLink link = fabric.Vpn.Plan.Links[way.Link];
        if (!(walk.Packet.IsIPv6 ? link.TakesIPv6 : link.TakesIPv4)) return Refused(walk, DropReason.ProtocolRestriction, attachment, way, egress);
        if (!walk.Packet.IsIPv6 && !link.Carries(customer, amazon)) return Refused(walk, DropReason.VpnTrafficSelectorMismatch, attachment, way, egress);
        return walk.TooBig(link.Mtu, settings) ? Refused(walk, DropReason.PacketTooBig, attachment, way, egress) : null;
    }

    private int OtherOf(TransitReach reach, int link)
    {
        foreach (int other in reach.Links)
            if (other != link && fabric.Vpn.Arriving[other] != LinkHealth.Down) return other;
        return link;
    }

    private static int LearnedBy(TransitReach reach, int link, IpAddress source)
    {
        for (int place = 0; place < reach.Routes.Length; place++)
            if (reach.LinkOfRoute[place] == link && reach.Routes[place].Prefix.Contains(source)) return place;
        return -1;
    }

    private static Verdict Refused(Walk walk, DropReason reason, FabricTransitAttachment attachment, TransitWay way, bool egress)
    {
        walk.Note(Stage.Gateway, ComponentKind.TransitGatewayAttachment, attachment.Index, way.Learned, egress, passed: false);
        return Verdict.Drop(reason, ComponentKind.TransitGatewayAttachment, attachment.Index, way.Learned, egress);
    }
}
