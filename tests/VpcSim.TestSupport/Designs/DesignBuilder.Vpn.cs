using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Model.Addressing;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Timing;
using VpcSim.Model.Vpn;

namespace VpcSim.TestSupport.Designs;

/// <summary>Virtual private gateways, and the connections and virtual interfaces that lead to the latest one, each from lines of text.</summary>
public sealed partial class DesignBuilder
{
    /// <summary>A virtual private gateway without connections, attached to the VPC.</summary>
    public DesignBuilder Vgw(string name = "vgw", bool attached = true)
    {
        _targets[name] = (RouteTargetKind.VpnGateway, $"vgw-{name}");
        return Add(_design with
        {
            VpnGateways = _design.VpnGateways.Add(new VpnGateway { Name = name, Id = $"vgw-{name}", VpcId = attached ? _vpc : null }),
        });
    }

    /// <summary>A VPN connection of the latest virtual private gateway, by BGP unless a line begins with <c>static</c>. Lines:
    /// <c>static 192.168.0.0/16</c>, <c>announce 192.168.0.0/16 path 65001 65001 med 10 tunnel 1</c>, <c>announce nothing</c>,
    /// <c>down 1 60 300</c> (tunnel, seconds from and to), <c>update 1 60 300</c>, <c>dpd none 40</c> (action, seconds), <c>egress 2</c>,
    /// <c>ingress 2</c>, <c>between 192.168.0.0/24 10.0.1.0/24</c> (customer's block, Amazon's), <c>nat</c>, <c>cipher AES256 SHA2-512</c>.</summary>
    public DesignBuilder Connection(string name, long asn, params string[] lines) => Connection(name, asn, _design.VpnGateways[^1].Id, null, lines);

    private DesignBuilder Connection(string name, long asn, string? vpnGatewayId, string? transitGatewayId, string[] lines)
    {
        string[][] words = [.. lines.Select(line => line.Split(' '))];
        var customer = new CustomerGateway { Name = $"{name}-customer", Id = $"cgw-{name}", BgpAsn = asn };
        return Add(_design with
        {
            CustomerGateways = _design.CustomerGateways.Add(customer),
            VpnConnections = _design.VpnConnections.Add(new VpnConnection
            {
                Name = name,
                Id = $"vpn-{name}",
                VpnGatewayId = vpnGatewayId,
                TransitGatewayId = transitGatewayId,
                CustomerGatewayId = customer.Id,
                StaticRoutesOnly = words.Any(line => line[0] == "static"),
                Routes = [.. words.Where(line => line[0] == "static").Select(line => Cidr.Parse(line[1]))],
                Announces = AnnouncementsOf(words),
                Tunnels = [TunnelOf(words, 1), TunnelOf(words, 2)],
                CustomerBlock = BlockOf(words, 1),
                AmazonBlock = BlockOf(words, 2),
                CarriesIPv6 = words.Any(line => line[0] == "ipv6"),
                IsPrivate = words.Any(line => line[0] == "private"),
                IsBehindNat = words.Any(line => line[0] == "nat"),
                EgressTunnel = NumberOf(words, "egress"),
                IngressTunnel = NumberOf(words, "ingress"),
            }),
        });
    }

    /// <summary>A private virtual interface to the latest virtual private gateway, with <c>announce …</c> and <c>down 0 60 300</c> lines.</summary>
    public DesignBuilder VirtualInterface(string name, long asn, int mtu = PrivateVirtualInterface.DefaultMtu, params string[] lines)
    {
        string[][] words = [.. lines.Select(line => line.Split(' '))];
        return Add(_design with
        {
            PrivateVirtualInterfaces = _design.PrivateVirtualInterfaces.Add(new PrivateVirtualInterface
            {
                Name = name,
                Id = $"dxvif-{name}",
                VpnGatewayId = _design.VpnGateways[^1].Id,
                CustomerAsn = asn,
                Mtu = mtu,
                Announces = AnnouncementsOf(words),
                Outages = OutagesOf(words, 0),
            }),
        });
    }

    /// <summary>A transit virtual interface of a Direct Connect gateway that <c>AttachDirectConnect</c> attached, with the same lines.</summary>
    public DesignBuilder TransitInterface(string name, string direct, int mtu = PrivateVirtualInterface.DefaultMtu, params string[] lines)
    {
        string[][] words = [.. lines.Select(line => line.Split(' '))];
        return Add(_design with
        {
            PrivateVirtualInterfaces = _design.PrivateVirtualInterfaces.Add(new PrivateVirtualInterface
            {
                Name = name,
                Id = $"dxvif-{name}",
                DirectConnectGatewayId = $"dx-{direct}",
                IsTransit = true,
                CustomerAsn = 65009,
                Mtu = mtu,
                Announces = AnnouncementsOf(words),
                Outages = OutagesOf(words, 0),
            }),
        });
    }

    /// <summary>A virtual interface joins the latest virtual private gateway over a Direct Connect gateway instead.</summary>
    public DesignBuilder OverDirectConnectGateway(string virtualInterface)
    {
        string gateway = _design.PrivateVirtualInterfaces.Single(link => link.Name == virtualInterface).VpnGatewayId!;
        return Add(_design with
        {
            DirectConnectGateways = _design.DirectConnectGateways.Add(new DirectConnectGateway { Name = "dxgw", Id = "dxgw-dxgw" }),
            DirectConnectGatewayAssociations = _design.DirectConnectGatewayAssociations.Add(
                new DirectConnectGatewayAssociation { Name = "dxgw-association", DirectConnectGatewayId = "dxgw-dxgw", GatewayId = gateway }),
            PrivateVirtualInterfaces = [.. _design.PrivateVirtualInterfaces.Select(link =>
                link.Name == virtualInterface ? link with { VpnGatewayId = null, DirectConnectGatewayId = "dxgw-dxgw" } : link)],
        });
    }

    private static VpnTunnel TunnelOf(string[][] lines, int tunnel)
    {
        VpnTunnel made = VpnTunnel.Default with { Outages = OutagesOf(lines, tunnel) };
        foreach (string[] line in lines)
        {
            made = line[0] switch
            {
                "dpd" => made with { DpdAction = Enum.Parse<DpdAction>(line[1], ignoreCase: true), DpdTimeoutSeconds = Number(line[2]) },
                "cipher" => made with { Phase2Encryption = [line[1]], Phase2Integrity = line.Length > 2 ? [line[2]] : [] },
                _ => made,
            };
        }
        return made;
    }

    private static ImmutableArray<Announcement>? AnnouncementsOf(string[][] lines)
    {
        string[][] announced = [.. lines.Where(line => line[0] == "announce")];
        return announced.Length == 0 ? null : [.. announced.Where(line => line[1] != "nothing").Select(AnnouncementOf)];
    }

    private static Announcement AnnouncementOf(string[] line) => new()
    {
        Prefix = Cidr.Parse(line[1]),
        AsPath = [.. After(line, "path").Select(word => (long)Number(word))],
        Med = After(line, "med").Select(Number).FirstOrDefault(),
        Tunnel = After(line, "tunnel").Select(Number).Cast<int?>().FirstOrDefault(),
    };

    private static ImmutableArray<Outage> OutagesOf(string[][] lines, int tunnel) =>
    [
        .. lines.Where(line => line[0] is "down" or "update" && Number(line[1]) == tunnel)
            .Select(line => new Outage(Moment.FromStart(Number(line[2])), line.Length > 3 ? Moment.FromStart(Number(line[3])) : null, line[0] == "update")),
    ];

    private static Cidr BlockOf(string[][] lines, int word) => lines.FirstOrDefault(line => line[0] == "between") is { } line ? Cidr.Parse(line[word]) : Cidr.AnyIPv4;

    private static int? NumberOf(string[][] lines, string word) => lines.FirstOrDefault(line => line[0] == word) is { } line ? Number(line[1]) : null;

    // The numbers that follow a word.
    private static IEnumerable<string> After(string[] line, string word) =>
        line.SkipWhile(item => item != word).Skip(1).TakeWhile(item => char.IsAsciiDigit(item[0]));

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
