using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;

namespace VpcSim.DataPath.Trace;

/// <summary>Says what would have to be otherwise for a dropped packet to pass.</summary>
/// <remarks>It looks at the decision that dropped the packet alone: behind it others may still stand in the way.</remarks>
public sealed class DropRemedies(Design design)
{
    private readonly VerdictText _verdicts = new(design);

    /// <summary>One sentence without its full stop.</summary>
    /// <param name="verdict">The verdict of a dropped packet.</param>
    /// <param name="protocol">The packet's protocol.</param>
    /// <param name="source">Its source where it was dropped.</param>
    /// <param name="destination">Its destination there.</param>
    /// <param name="destinationPort">Its destination port there.</param>
    public string Of(Verdict verdict, byte protocol, IpAddress source, IpAddress destination, ushort destinationPort)
    {
        string what = protocol is IpProtocol.Tcp or IpProtocol.Udp ? $"{IpProtocol.NameOf(protocol)} {destinationPort}" : IpProtocol.NameOf(protocol);
        string traffic = $"{what} {(verdict.Egress ? $"to {Cidr.Host(destination)}" : $"from {Cidr.Host(source)}")}";
        string way = verdict.Egress ? "outbound" : "inbound";
        string component = _verdicts.Component(verdict);
        return verdict.Reason switch
        {
            DropReason.EniSgRulesMismatch => _verdicts.Groups(design.NetworkInterfaces[verdict.Index]) is { Length: > 0 } groups
                ? $"an {way} rule of {groups} that allows {traffic}"
                : $"a security group at {component} that allows {traffic}",
            DropReason.SubnetAclRestriction => verdict.Rule >= 0
                ? $"an {way} entry of {component} with a lower number than {design.NetworkAcls[verdict.Index].Entries[verdict.Rule].RuleNumber} that allows {traffic}"
                : $"an {way} entry of {component} that allows {traffic}",
            DropReason.NoRouteToDestination or DropReason.TgwRtbNoRouteToTgwAttachment => $"a route of {component} that holds {destination}",
            DropReason.BadStateRoute or DropReason.TgwRtbBadStateRoute => $"a target that is there for {_verdicts.Rule(verdict)} of {component}",
            DropReason.EniSourceDestCheckRestriction =>
                $"SourceDestCheck off at {component}, if it is to pass on what is not its own; else an address of its own as {(verdict.Egress ? "source" : "destination")}",
            DropReason.NoPossibleDestination => $"an interface in {component} that owns {destination}",
            DropReason.IgwPublicIpAssociationForEgress => $"a public IPv4 address or an Elastic IP for {source}, or a route through a NAT gateway",
            DropReason.IgwPrivateIpAssociationForIngress => "a public IPv4 address or an Elastic IP that maps to an interface of the VPC",
            DropReason.IgwDestinationPrivateForEgress or DropReason.IgwDestinationSharedForEgress =>
                $"a route that leads {destination} to a peering connection, transit gateway or virtual private gateway in place of the internet gateway",
            DropReason.IgwSourcePrivateForIngress or DropReason.IgwSourceSharedForIngress => $"a VPN, Direct Connect or peering by which {source} comes in: not the internet",
            DropReason.NgwRequiresSourceInVpc => "a NAT gateway in the sender's own VPC",
            DropReason.ProtocolRestriction => $"another way than {component} for this protocol",
            DropReason.PcxRequiresAddressInVpcCidr => $"a peering connection (or transit gateway) between the VPCs that hold {source} and {destination}: peering is not transitive",
            DropReason.VgwPrivateIpAssociationForIngress => $"an interface of the VPC that owns {destination}",
            DropReason.VpceGatewayProtocolRestriction => "TCP: a gateway endpoint takes nothing else but echo requests",
            DropReason.VpcHasNoInternetGateway => $"an internet gateway attached to {component}, and a route to it",
            DropReason.EigwBlocksNewConnections => "an internet gateway in the subnet's IPv6 route, if the internet is to begin conversations",
            DropReason.NgwUnsolicitedInbound => "a connection from inside: a NAT gateway lets nobody begin one from outside",
            DropReason.NgwFragmentNotSupported => "packets that need no fragments, by a smaller MTU or segment size at the sender",
            DropReason.NgwPortAllocationFailed => "more addresses for the NAT gateway (secondary Elastic IPs), or fewer connections to one destination",
            DropReason.VgwPrefixUnknown => $"a route to {destination} that the VPN connection has (static) or its customer gateway announces",
            DropReason.VgwIpv6NotSupported => "a transit gateway for IPv6 over VPN",
            DropReason.VpceNeverInitiates => "a conversation that begins in the VPC: an endpoint only answers",
            DropReason.VpceMtuExceeded => "packets of at most 8500 bytes",
            DropReason.PacketTooBig => "a smaller packet, or one without Don't Fragment; the sender must hear ICMP errors of the router for path MTU discovery",
            DropReason.TtlExpired => "a higher TTL, or fewer gateways on the way (a routing loop shows here)",
            DropReason.MulticastNotSupported => "unicast, or a transit gateway multicast domain",
            DropReason.VpcDnsSupportDisabled => $"enableDnsSupport on for {component}",
            DropReason.ConntrackAllowanceExceeded => "a larger instance type, shorter idle timeouts, or rules that need no tracking",
            DropReason.VpcBlockPublicAccessEnabled => "a VPC Block Public Access exclusion for the subnet or the VPC, or the block off",
            DropReason.GatewayRouteTargetWithoutPublicIp => "a public address for the interface that the internet gateway's route table leads to",
            DropReason.VgwGatewayLoadBalancerEndpoint => "another target in the virtual private gateway's route table",
            DropReason.BadStateVpn => "a tunnel or virtual interface that is up",
            DropReason.LinkLocalAllowanceExceeded => "at most 1,024 packets a second to the link-local services, such as with a DNS cache on the instance",
            DropReason.InstanceMetadataDisabled => "metadata options with HttpEndpoint (and for IPv6 HttpProtocolIpv6) enabled",
            DropReason.ServiceRequiresNitro => "an instance type on the Nitro System",
            DropReason.VpnTrafficSelectorMismatch => "local and remote network CIDRs of the VPN connection that hold both ends",
            DropReason.TgwRouteAzRestriction => "an attachment of the VPC to the transit gateway with a subnet in the sender's Availability Zone",
            DropReason.TgwAttachMissingTgwRtbAssociation => $"a transit gateway route table that {component} is associated with",
            DropReason.VpceGatewayRequiresSourceInVpc => "a gateway endpoint in the sender's own VPC, or an interface endpoint",
            DropReason.NgwIdleTimeout => "a new connection (SYN), or TCP keepalives more often than every 350 s",
            DropReason.NgwRouteLeadsBack => "another route table for the NAT gateway's own subnet, with a route to an internet gateway",
            _ => DropReasons.SentenceOf(verdict.Reason),
        };
    }
}
