using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.Gateways;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpcs;
using VpcSim.Model.Vpn;
using VpcSim.Scenarios.Designs;

namespace VpcSim.Cli.Reports;

/// <summary>A design as a tree of text: each VPC with all that is in it, then what lies between and around them.</summary>
internal sealed class DesignText
{
    private readonly Design _design;
    private readonly DesignLookup _lookup;

    private DesignText(Design design)
    {
        _design = design;
        _lookup = new DesignLookup(design);
    }

    /// <param name="design">A completed design, or a part of one.</param>
    public static Document Of(Design design) => new DesignText(design).Write();

    private Document Write()
    {
        ImmutableArray<Section>.Builder sections = ImmutableArray.CreateBuilder<Section>();
        sections.Add(new Section { Lines = [Summary()] });
        foreach (Vpc vpc in _design.Vpcs)
            sections.Add(new Section { Heading = $"VPC {Named(vpc.Name, vpc.Id)}  {string.Join(", ", vpc.AllCidrBlocks)}{Elsewhere(vpc)}", Verbatim = [.. new VpcText(_design, _lookup, vpc).Write()] });
        Add(sections, "Peering connections", Peerings());
        Add(sections, "Transit gateways", Transit());
        Add(sections, "VPN and Direct Connect", Vpn());
        Add(sections, "Attached to no VPC", Unattached());
        Add(sections, "Prefix lists", PrefixLists());
        Add(sections, "Flow logs", FlowLogs());
        return new Document(sections.ToImmutable());
    }

    private string Summary()
    {
        string[] counts = [.. new[]
        {
            Count(_design.Vpcs.Length, "VPC", "VPCs"), Count(_design.Subnets.Length, "subnet", "subnets"), Count(_design.NetworkInterfaces.Length, "interface", "interfaces"),
            Count(_design.SecurityGroups.Length, "security group", "security groups"), Count(_design.RouteTables.Length, "route table", "route tables"),
        }.Where(static text => text.Length > 0)];
        return $"{_design.Region}, account {_design.AccountId}: {(counts.Length == 0 ? "nothing in it" : string.Join(", ", counts))}";
    }

    private static string Count(int number, string one, string many) => number == 0 ? "" : $"{number} {(number == 1 ? one : many)}";

    private string Elsewhere(Vpc vpc) =>
        (vpc.Region == _design.Region ? "" : $"  {vpc.Region}") + (vpc.AccountId == _design.AccountId ? "" : $"  account {vpc.AccountId}");

    private Outline Peerings()
    {
        var outline = new Outline();
        outline.AddTable(1, [.. _design.PeeringConnections.Select(peering => new[]
        {
            Named(peering.Name, peering.Id), $"{Name(peering.RequesterVpcId)} -- {Name(peering.AccepterVpcId)}", peering.IsActive ? "" : "not active",
        })]);
        return outline;
    }

    private Outline Transit()
    {
        var outline = new Outline();
        foreach (TransitGateway gateway in _design.TransitGateways)
        {
            outline.Add(1, $"{Named(gateway.Name, gateway.Id)}  ASN {gateway.AmazonSideAsn}");
            ILookup<string, string> tables = _design.TransitGatewayAssociations.ToLookup(static association => association.AttachmentId, association => Name(association.RouteTableId));
            outline.AddTable(2, [.. _design.TransitGatewayAttachments.Where(attachment => attachment.TransitGatewayId == gateway.Id).Select(attachment => new[]
            {
                $"attachment {attachment.Name}", $"{KindOf(attachment.Kind)} {Name(attachment.ResourceId)}",
                attachment.SubnetIds.IsEmpty ? "" : $"in {string.Join(", ", attachment.SubnetIds.Select(Name))}", tables[attachment.Id].FirstOrDefault() is { } table ? $"asks {table}" : "asks no table",
                attachment.IsAvailable ? "" : "not available",
            })]);
            foreach (TransitGatewayRouteTable table in _design.TransitGatewayRouteTables.Where(table => table.TransitGatewayId == gateway.Id))
            {
                outline.Add(2, $"route table {Named(table.Name, table.Id)}");
                outline.AddTable(3, [.. table.Routes.Select(route => new[]
                {
                    route.Destination.ToString(), route.AttachmentId is { } id ? Name(id) : "blackhole", route.Origin == TransitRouteOrigin.Static ? "" : "propagated",
                })]);
            }
        }
        return outline;
    }

    private Outline Vpn()
    {
        var outline = new Outline();
        foreach (VpnConnection connection in _design.VpnConnections)
        {
            string ours = connection.VpnGatewayId ?? connection.TransitGatewayId ?? "no gateway";
            CustomerGateway? customer = _design.CustomerGateways.FirstOrDefault(gateway => gateway.Id == connection.CustomerGatewayId);
            outline.Add(1, $"VPN connection {Named(connection.Name, connection.Id)}: {Name(ours)} -- {customer?.Name ?? connection.CustomerGatewayId}{(customer?.IpAddress is { } address ? $" ({address})" : "")}, "
                + $"{(connection.StaticRoutesOnly ? "static" : "BGP")}{(connection.Routes.IsEmpty ? "" : $": {string.Join(", ", connection.Routes)}")}");
        }
        foreach (DirectConnectGateway gateway in _design.DirectConnectGateways)
        {
            string[] joined = [.. _design.DirectConnectGatewayAssociations.Where(association => association.DirectConnectGatewayId == gateway.Id).Select(association => Name(association.GatewayId))];
            outline.Add(1, $"Direct Connect gateway {Named(gateway.Name, gateway.Id)}{(joined.Length == 0 ? "" : $": {string.Join(", ", joined)}")}");
        }
        foreach (PrivateVirtualInterface link in _design.PrivateVirtualInterfaces)
            outline.Add(1, $"virtual interface {Named(link.Name, link.Id)}: {Name(link.VpnGatewayId ?? link.DirectConnectGatewayId ?? "no gateway")}, MTU {link.Mtu}");
        return outline;
    }

    private Outline Unattached()
    {
        var outline = new Outline();
        foreach (InternetGateway gateway in _design.InternetGateways)
            if (gateway.VpcId is null) outline.Add(1, $"internet gateway {Named(gateway.Name, gateway.Id)}");
        foreach (VpnGateway gateway in _design.VpnGateways)
            if (gateway.VpcId is null) outline.Add(1, $"virtual private gateway {Named(gateway.Name, gateway.Id)}");
        HashSet<string> ofNat = [.. _design.NatGateways.SelectMany(static gateway => gateway.ElasticIps)];
        foreach (ElasticIp address in _design.ElasticIps)
            if (address.NetworkInterfaceId is null && !ofNat.Contains(address.AllocationId)) outline.Add(1, $"Elastic IP {Named(address.Name, address.AllocationId)}  {address.PublicAddress}");
        return outline;
    }

    private Outline PrefixLists()
    {
        const int Shown = 8;
        var outline = new Outline();
        outline.AddTable(1, [.. _design.PrefixLists.Select(list => new[]
        {
            Named(list.Name, list.Id), list.AwsManaged ? $"of AWS, {list.Entries.Length} entries"
                : string.Join(", ", list.Entries.Take(Shown)) + (list.Entries.Length > Shown ? $" and {list.Entries.Length - Shown} more" : ""),
        })]);
        return outline;
    }

    private Outline FlowLogs()
    {
        var outline = new Outline();
        outline.AddTable(1, [.. _design.FlowLogs.Select(log => new[]
        {
            Named(log.Name, log.Id), $"of {Name(log.ResourceId)}", log.TrafficType.ToString().ToUpperInvariant(), $"{log.MaxAggregationIntervalSeconds} s",
            $"to {log.LogGroupName ?? log.Destination ?? log.DestinationType}",
        })]);
        return outline;
    }

    private string Name(string id) => _lookup.NameOf(id);

    internal static string Named(string name, string id) => name == id ? id : $"{name} ({id})";

    private static string KindOf(TransitAttachmentKind kind) => kind switch
    {
        TransitAttachmentKind.Vpc => "VPC",
        TransitAttachmentKind.Vpn => "VPN",
        TransitAttachmentKind.DirectConnectGateway => "Direct Connect gateway",
        _ => "peer",
    };

    private static void Add(ImmutableArray<Section>.Builder sections, string heading, Outline outline)
    {
        if (outline.Lines.Count > 0) sections.Add(new Section { Heading = heading, Verbatim = [.. outline.Lines] });
    }
}
