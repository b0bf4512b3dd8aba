using VpcSim.DataPath.Services;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Vpn;
using VpcSim.Wire;

namespace VpcSim.DataPath.Trace;

/// <summary>Words a verdict when it is printed: the component, and the rule, entry or route to blame.</summary>
public sealed class VerdictText(Design design)
{
    private readonly Dictionary<string, SecurityGroup> _groups = design.SecurityGroups.ToDictionary(group => group.Id);

    /// <summary>The deciding component: its name and AWS id, such as <c>DbNetworkAcl (acl-0…)</c>.</summary>
    public string Component(Verdict verdict) => NamesOf(verdict) is { Id: { } id } names ? Named(names.Name, id) : NamesOf(verdict).Name;

    /// <summary>Its name alone, which is the same in another version of the design.</summary>
    public string NameOf(Verdict verdict) => NamesOf(verdict).Name;

    /// <summary>The deciding rule in AWS's words, such as <c>inbound 100 allow tcp 5432 10.0.2.0/24</c> or <c>0.0.0.0/0 -> igw-0…</c>.</summary>
    public string Rule(Verdict verdict) => verdict.Component switch
    {
        ComponentKind.NetworkInterface when verdict.Reason == DropReason.EniSgRulesMismatch =>
            $"no {(verdict.Egress ? "outbound" : "inbound")} rule of {Groups(design.NetworkInterfaces[verdict.Index])}",
        ComponentKind.NetworkAcl when verdict.Rule < 0 => NetworkAclEntry.Final(verdict.Egress, ipv6: false).ToString(),
        ComponentKind.NetworkAcl => design.NetworkAcls[verdict.Index].Entries[verdict.Rule].ToString(),
        ComponentKind.VpnGateway when verdict.Rule >= 0 => LearnedRoutes.Of(design, design.VpnGateways[verdict.Index])[verdict.Rule].ToString(),
        ComponentKind.TransitGatewayAttachment when verdict.Rule >= 0 =>
            LearnedRoutes.Of(design, design.TransitGatewayAttachments[verdict.Index])[verdict.Rule].ToString(),
        ComponentKind.RouteTable or ComponentKind.TransitGatewayRouteTable when verdict.Rule < 0 => "no route",
        ComponentKind.TransitGatewayRouteTable => design.TransitGatewayRouteTables[verdict.Index].Routes[verdict.Rule].ToString(),
        ComponentKind.RouteTable or ComponentKind.OtherGateway => design.RouteTables[verdict.Index].Routes[verdict.Rule].ToString(),
        _ => "-",
    };

    /// <summary>One sentence that blames: why the packet was dropped, where, and what would have had to allow it.</summary>
    /// <param name="verdict">The verdict of a dropped packet.</param>
    /// <param name="protocol">The packet's protocol.</param>
    /// <param name="source">Its source.</param>
    /// <param name="destination">Its destination.</param>
    /// <param name="destinationPort">Its destination port.</param>
    public string Sentence(Verdict verdict, byte protocol, IpAddress source, IpAddress destination, ushort destinationPort)
    {
        string what = protocol is 6 or 17 ? $"{IpProtocol.NameOf(protocol)} {destinationPort}" : IpProtocol.NameOf(protocol);
        string peer = verdict.Egress ? $"to {destination}" : $"from {source}";
        return verdict.Reason switch
        {
            DropReason.EniSgRulesMismatch =>
                $"{Component(verdict)}: no {(verdict.Egress ? "outbound" : "inbound")} rule of {Groups(design.NetworkInterfaces[verdict.Index])} allows {what} {peer}",
            DropReason.SubnetAclRestriction => $"{Component(verdict)}: {Rule(verdict)}; the packet is {what} {peer}",
            DropReason.NoRouteToDestination or DropReason.TgwRtbNoRouteToTgwAttachment => $"{Component(verdict)}: no route to {destination}",
            DropReason.BadStateRoute or DropReason.TgwRtbBadStateRoute => $"{Component(verdict)}: {Rule(verdict)} is a blackhole",
            DropReason.NoPossibleDestination => $"{Component(verdict)}: no interface owns {destination}",
            DropReason.IgwPublicIpAssociationForEgress => $"{Component(verdict)}: {source} has no public IPv4 address",
            DropReason.BadStateVpn when verdict.Rule >= 0 => $"{Component(verdict)}: {Rule(verdict)} is down",
            DropReason.VgwPrefixUnknown => $"{Component(verdict)}: no VPN route to {destination}",
            _ => $"{Component(verdict)}: {DropReasons.SentenceOf(verdict.Reason)}",
        };
    }

    /// <summary>Why a frame could not be decoded.</summary>
    public static string Cause(Undecodable cause) => cause switch
    {
        Undecodable.LinkTypeNotRead => "the capture's link type is not one that VpcSim reads",
        Undecodable.LinkHeaderCut => "the frame ends within the link header",
        Undecodable.IpHeaderCut => "the frame ends within the IP header",
        Undecodable.IpHeaderInvalid => "the IP header contradicts itself",
        Undecodable.TransportHeaderCut => "the capture ends within the transport header",
        _ => "the transport header contradicts itself",
    };

    /// <summary>The name of a service of the VPC.</summary>
    public static string Service(VpcService service) => service switch
    {
        VpcService.AmazonDns => "Amazon DNS",
        VpcService.Dhcp => "DHCP",
        VpcService.InstanceMetadata => "instance metadata",
        VpcService.AmazonTimeSync => "Amazon Time Sync",
        VpcService.WindowsLicensing => "Windows licence activation",
        VpcService.Router => "VPC router",
        _ => "ECS task metadata",
    };

    /// <summary>The security groups of an interface, each by name and id, separated by commas; empty where it has none.</summary>
    public string Groups(NetworkInterface eni) =>
        string.Join(", ", eni.SecurityGroupIds.Select(id => _groups.TryGetValue(id, out SecurityGroup? group) ? Named(group.Name, id) : id));

    private (string Name, string? Id) NamesOf(Verdict verdict)
    {
        int i = verdict.Index;
        return verdict.Component switch
        {
            ComponentKind.NetworkInterface => (design.NetworkInterfaces[i].Name, design.NetworkInterfaces[i].Id),
            ComponentKind.NetworkAcl => (design.NetworkAcls[i].Name, design.NetworkAcls[i].Id),
            ComponentKind.RouteTable or ComponentKind.OtherGateway => (design.RouteTables[i].Name, design.RouteTables[i].Id),
            ComponentKind.Vpc => (design.Vpcs[i].Name, design.Vpcs[i].Id),
            ComponentKind.InternetGateway => (design.InternetGateways[i].Name, design.InternetGateways[i].Id),
            ComponentKind.EgressOnlyInternetGateway => (design.EgressOnlyInternetGateways[i].Name, design.EgressOnlyInternetGateways[i].Id),
            ComponentKind.NatGateway => (design.NatGateways[i].Name, design.NatGateways[i].Id),
            ComponentKind.VpnGateway => (design.VpnGateways[i].Name, design.VpnGateways[i].Id),
            ComponentKind.PeeringConnection => (design.PeeringConnections[i].Name, design.PeeringConnections[i].Id),
            ComponentKind.VpcEndpoint => (design.VpcEndpoints[i].Name, design.VpcEndpoints[i].Id),
            ComponentKind.TransitGateway => (design.TransitGateways[i].Name, design.TransitGateways[i].Id),
            ComponentKind.TransitGatewayAttachment => (design.TransitGatewayAttachments[i].Name, design.TransitGatewayAttachments[i].Id),
            ComponentKind.TransitGatewayRouteTable => (design.TransitGatewayRouteTables[i].Name, design.TransitGatewayRouteTables[i].Id),
            ComponentKind.VpcService => (Service((VpcService)i), null),
            _ => ("-", null),
        };
    }

    private static string Named(string name, string id) => $"{name} ({id})";
}
