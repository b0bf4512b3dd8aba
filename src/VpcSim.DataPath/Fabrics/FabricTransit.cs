using VpcSim.DataPath.Gateways.Transit;
using VpcSim.DataPath.Gateways.Vpn;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Transit;

namespace VpcSim.DataPath.Fabrics;

/// <summary>The transit gateways of a design, their attachments and tables, resolved to places in the design's lists.</summary>
internal sealed class FabricTransit
{
    private readonly Design _design;
    private readonly int[,] _attachmentOf;

    /// <param name="design">A completed design.</param>
    /// <param name="place">The place of whatever an id names; −1 for none.</param>
    /// <param name="subnets">The subnets, with their zones.</param>
    /// <param name="interfaces">The interfaces; those of attachments are told so.</param>
    /// <param name="vpn">The tunnels and virtual interfaces while everything is up.</param>
    public FabricTransit(Design design, Func<string?, int> place, FabricSubnet[] subnets, FabricInterface[] interfaces, VpnState vpn)
    {
        _design = design;
        int zones = subnets.Length == 0 ? 0 : subnets.Max(subnet => subnet.Zone) + 1;
        Targets = [.. design.TransitGatewayRouteTables.Select(table => table.Routes.Select(route => place(route.AttachmentId)).ToArray())];
        Attachments = new FabricTransitAttachment[design.TransitGatewayAttachments.Length];
        _attachmentOf = new int[design.Vpcs.Length, design.TransitGateways.Length];
        for (int vpc = 0; vpc < design.Vpcs.Length; vpc++)
            for (int gateway = 0; gateway < design.TransitGateways.Length; gateway++) _attachmentOf[vpc, gateway] = -1;
        for (int i = 0; i < Attachments.Length; i++)
        {
            FabricTransitAttachment made = Attachments[i] = Make(design, design.TransitGatewayAttachments[i], i, place, subnets, zones, vpn.Plan);
            foreach (int eni in made.Interfaces) interfaces[eni].TransitAttachment = i;
            if (made is { IsVpc: true, Vpc: >= 0, Gateway: >= 0 }) _attachmentOf[made.Vpc, made.Gateway] = i;
        }
        Tables = TablesIn(vpn);
    }

    public FabricTransitAttachment[] Attachments { get; }

    public CompiledTransitTable[] Tables { get; private set; }

    /// <summary>By table and route: the attachment that it leads to; −1 for a blackhole.</summary>
    public int[][] Targets { get; }

    /// <summary>The attachment of a VPC to a gateway; −1 for none.</summary>
    public int AttachmentOf(int vpc, int gateway) => _attachmentOf[vpc, gateway];

    /// <summary>The same gateways in another state of the tunnels.</summary>
    public FabricTransit In(VpnState vpn)
    {
        var moved = (FabricTransit)MemberwiseClone();
        moved.Tables = TablesIn(vpn);
        return moved;
    }

    /// <summary>
    /// The attachment through which an address outside of all VPCs reaches a VPC: a VPN connection, a Direct Connect gateway or a peering with a gateway
    /// that the design does not hold; −1 for none.
    /// </summary>
    /// <param name="design">The design.</param>
    /// <param name="vpc">The VPC's place in it.</param>
    /// <param name="address">The address outside.</param>
    /// <param name="flow">A number of the flow, by which equal routes share.</param>
    /// <param name="way">The route that leads there.</param>
    public int FindOutside(Design design, int vpc, IpAddress address, uint flow, out TransitWay way)
    {
        way = TransitWay.None;
        if (vpc < 0) return -1;
        for (int gateway = 0; gateway < design.TransitGateways.Length; gateway++)
        {
            int near = _attachmentOf[vpc, gateway];
            if (near >= 0 && FindOutside(design, gateway, Attachments[near].Table, address, flow, hops: 0, out way) is >= 0 and int found) return found;
        }
        return -1;
    }

    private int FindOutside(Design design, int gateway, int table, IpAddress address, uint flow, int hops, out TransitWay way)
    {
        way = TransitWay.None;
        if (table < 0 || hops > design.TransitGateways.Length) return -1;
        way = Tables[table].Find(address, !address.IsIPv4, flow);
        if (way.Route < 0 || Targets[table][way.Route] is not (>= 0 and int target)) return -1;
        FabricTransitAttachment found = Attachments[target];
        if (found.IsVpc) return -1;
        if (found.Noun.Kind != TransitAttachmentKind.Peering) return target;
        int peer = found.OtherSideOf(gateway);
        return peer < 0 ? target : FindOutside(design, peer, found.TableAt(peer), address, flow, hops + 1, out way);
    }

    private CompiledTransitTable[] TablesIn(VpnState vpn) =>
        [.. _design.TransitGatewayRouteTables.Select((table, i) => new CompiledTransitTable(TransitLines.Of(table, Targets[i], Attachments, vpn)))];

    private static bool SharesVpn(Design design, TransitGatewayAttachment attachment) =>
        design.TransitGateways.FirstOrDefault(gateway => gateway.Id == attachment.TransitGatewayId) is { VpnEcmpSupport: true };

    private static FabricTransitAttachment Make(
        Design design, TransitGatewayAttachment noun, int index, Func<string?, int> place, FabricSubnet[] subnets, int zones, VpnPlan vpn)
    {
        int[] byZone = [.. Enumerable.Repeat(-1, zones)];
        foreach (string id in noun.NetworkInterfaceIds)
        {
            int eni = place(id);
            if (eni >= 0 && place(design.NetworkInterfaces[eni].SubnetId) is >= 0 and int subnet) byZone[subnets[subnet].Zone] = eni;
        }
        bool peers = noun.Kind == TransitAttachmentKind.Peering;
        return new FabricTransitAttachment
        {
            Noun = noun,
            Index = index,
            Gateway = place(noun.TransitGatewayId),
            Peer = peers ? place(noun.ResourceId) : -1,
            Vpc = noun.Kind == TransitAttachmentKind.Vpc ? place(noun.ResourceId) : -1,
            Reach = TransitReach.Of(design, noun, vpn, SharesVpn(design, noun)),
            Table = TableOf(design, noun.TransitGatewayId, noun.Id, place),
            PeerTable = peers ? TableOf(design, noun.ResourceId, noun.Id, place) : -1,
            Interfaces = [.. byZone.Where(eni => eni >= 0)],
            ByZone = byZone,
        };
    }

    private static int TableOf(Design design, string gatewayId, string attachmentId, Func<string?, int> place)
    {
        foreach (TransitGatewayAssociation association in design.TransitGatewayAssociations)
        {
            int table = association.AttachmentId == attachmentId ? place(association.RouteTableId) : -1;
            if (table >= 0 && design.TransitGatewayRouteTables[table].TransitGatewayId == gatewayId) return table;
        }
        return -1;
    }
}
