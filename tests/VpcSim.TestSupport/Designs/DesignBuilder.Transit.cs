using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpn;

namespace VpcSim.TestSupport.Designs;

/// <summary>Transit gateways, their attachments and route tables.</summary>
public sealed partial class DesignBuilder
{
    /// <summary>A transit gateway in the latest VPC's region, us-east-1 before there is one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="defaults">Whether attachments are associated with, and propagate to, the default route table.</param>
    /// <param name="references">Whether inbound rules may name groups of other attached VPCs.</param>
    /// <param name="region">Its region; else the latest VPC's.</param>
    /// <param name="ecmp">Whether equal routes of VPN connections share the traffic.</param>
    public DesignBuilder Transit(string name = "tgw", bool defaults = true, bool references = false, string? region = null, bool ecmp = true)
    {
        _targets[name] = (RouteTargetKind.TransitGateway, $"tgw-{name}");
        return Add(_design with
        {
            TransitGateways = _design.TransitGateways.Add(new TransitGateway
            {
                Name = name,
                Id = $"tgw-{name}",
                Region = region ?? _design.Vpcs.LastOrDefault()?.Region ?? "us-east-1",
                DefaultRouteTableAssociation = defaults,
                DefaultRouteTablePropagation = defaults,
                SecurityGroupReferencingSupport = references,
                VpnEcmpSupport = ecmp,
            }),
        });
    }

    /// <summary>Attaches the latest VPC to a transit gateway.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="subnets">Its subnets, separated by spaces.</param>
    /// <param name="gateway">The transit gateway.</param>
    /// <param name="appliance">Appliance mode.</param>
    /// <param name="ipv6">Whether it carries IPv6.</param>
    /// <param name="references">Whether it lets security groups be named across it.</param>
    /// <param name="interfaces">Its interfaces where <see cref="TransitEni"/> made them, separated by spaces.</param>
    public DesignBuilder Attach(
        string name, string subnets, string gateway = "tgw", bool appliance = false, bool ipv6 = false, bool references = true, string? interfaces = null) => Attach(new TransitGatewayAttachment
        {
            Name = name,
            Id = $"tgw-attach-{name}",
            TransitGatewayId = $"tgw-{gateway}",
            Kind = TransitAttachmentKind.Vpc,
            ResourceId = _vpc,
            SubnetIds = [.. subnets.Split(' ').Select(subnet => $"subnet-{subnet}")],
            NetworkInterfaceIds = [.. (interfaces?.Split(' ') ?? []).Select(eni => $"eni-{eni}")],
            ApplianceModeSupport = appliance,
            Ipv6Support = ipv6,
            SecurityGroupReferencingSupport = references,
        });

    /// <summary>An attachment's interface of a given address, for a design that shows what AWS drew.</summary>
    public DesignBuilder TransitEni(string name, string address)
    {
        Eni(name, address, groups: "");
        NetworkInterface eni = _design.NetworkInterfaces[^1] with { Kind = InterfaceKind.TransitGateway, SourceDestCheck = false };
        return Add(_design with { NetworkInterfaces = _design.NetworkInterfaces.SetItem(_design.NetworkInterfaces.Length - 1, eni) });
    }

    /// <summary>Attaches a VPN connection of the given prefixes to a transit gateway.</summary>
    public DesignBuilder AttachVpn(string name, string gateway = "tgw", bool isStatic = false, params string[] prefixes)
    {
        Add(_design with
        {
            CustomerGateways = _design.CustomerGateways.Add(new CustomerGateway { Name = $"{name}-customer", Id = $"cgw-{name}" }),
            VpnConnections = _design.VpnConnections.Add(new VpnConnection
            {
                Name = $"{name}-connection",
                Id = $"vpn-{name}",
                TransitGatewayId = $"tgw-{gateway}",
                CustomerGatewayId = $"cgw-{name}",
                StaticRoutesOnly = isStatic,
                Routes = [.. prefixes.Select(Cidr.Parse)],
            }),
        });
        return Attach(new TransitGatewayAttachment
        {
            Name = name,
            Id = $"tgw-attach-{name}",
            TransitGatewayId = $"tgw-{gateway}",
            Kind = TransitAttachmentKind.Vpn,
            ResourceId = $"vpn-{name}",
        });
    }

    /// <summary>Attaches a VPN connection of lines such as those of <see cref="Connection(string, long, string[])"/>, <c>private</c> and <c>ipv6</c>.</summary>
    public DesignBuilder AttachConnection(string name, long asn, params string[] lines) => Connection(name, asn, null, "tgw-tgw", lines).Attach(new TransitGatewayAttachment
    {
        Name = $"{name}-attachment",
        Id = $"tgw-attach-{name}",
        TransitGatewayId = "tgw-tgw",
        Kind = TransitAttachmentKind.Vpn,
        ResourceId = $"vpn-{name}",
    });

    /// <summary>Attaches a Direct Connect gateway whose customer announces the given prefixes.</summary>
    public DesignBuilder AttachDirectConnect(string name, string gateway = "tgw", params string[] prefixes) => Attach(new TransitGatewayAttachment
    {
        Name = name,
        Id = $"tgw-attach-{name}",
        TransitGatewayId = $"tgw-{gateway}",
        Kind = TransitAttachmentKind.DirectConnectGateway,
        ResourceId = $"dx-{name}",
        Prefixes = [.. prefixes.Select(Cidr.Parse)],
    });

    /// <summary>Peers two transit gateways; the second may be one that the design does not hold.</summary>
    public DesignBuilder AttachPeer(string name, string gateway, string peer, bool available = true) => Attach(new TransitGatewayAttachment
    {
        Name = name,
        Id = $"tgw-attach-{name}",
        TransitGatewayId = $"tgw-{gateway}",
        Kind = TransitAttachmentKind.Peering,
        ResourceId = $"tgw-{peer}",
        IsAvailable = available,
    });

    /// <summary>
    /// A route table of a transit gateway of lines such as <c>10.1.0.0/16 far</c>, <c>10.2.0.0/16 blackhole</c>, <c>associate near</c> and
    /// <c>propagate far</c>, which name attachments.
    /// </summary>
    public DesignBuilder TransitTable(string name, string gateway, params string[] lines)
    {
        string id = $"tgw-rtb-{name}";
        string[][] words = [.. lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        return Add(_design with
        {
            TransitGatewayRouteTables = _design.TransitGatewayRouteTables.Add(new TransitGatewayRouteTable
            {
                Name = name,
                Id = id,
                TransitGatewayId = $"tgw-{gateway}",
                Routes = [.. words.Where(word => word[0] is not ("associate" or "propagate")).Select(TransitRouteOf)],
            }),
            TransitGatewayAssociations = _design.TransitGatewayAssociations.AddRange(
                words.Where(word => word[0] == "associate").Select(word => new TransitGatewayAssociation(id, $"tgw-attach-{word[1]}", $"{name}-{word[1]}"))),
            TransitGatewayPropagations = _design.TransitGatewayPropagations.AddRange(
                words.Where(word => word[0] == "propagate").Select(word => new TransitGatewayPropagation(id, $"tgw-attach-{word[1]}", $"{name}-{word[1]}"))),
        });
    }

    private static TransitGatewayRoute TransitRouteOf(string[] words) => new()
    {
        Destination = Cidr.Parse(words[0]),
        AttachmentId = words[1] == "blackhole" ? null : $"tgw-attach-{words[1]}",
    };

    private DesignBuilder Attach(TransitGatewayAttachment attachment) =>
        Add(_design with { TransitGatewayAttachments = _design.TransitGatewayAttachments.Add(attachment) });
}
