using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Ways into a VPC that have interfaces: endpoints of Route 53 Resolver and of Client VPN.</summary>
internal static class AccessResources
{
    public static readonly ResourceKind[] All =
    [
        WorkloadKind.Of("AWS::Route53Resolver::ResolverEndpoint", "rslvr", "Direction IpAddresses SecurityGroupIds Name Protocols ResolverEndpointType Tags", PlaceResolver),
        new("AWS::EC2::ClientVpnEndpoint", "cvpn-endpoint", ReadClientVpn,
            "SecurityGroupIds VpcId ClientCidrBlock VpnPort TransportProtocol Description SplitTunnel DnsServers ConnectionLogOptions", othersChangeNothing: true),
        WorkloadKind.Of("AWS::EC2::ClientVpnTargetNetworkAssociation", "cvpn-assoc", "ClientVpnEndpointId SubnetId", PlaceAssociation),
    ];

    /// <summary>An interface for each address that it names. (Route 53 guide, "Values that you specify when you create or edit inbound endpoints")</summary>
    private static Placement? PlaceResolver(ResourceReader r, DesignDraft draft)
    {
        List<string> subnets = [];
        List<IpAddress?> addresses = [];
        foreach (PropertyReader entry in r.Mappings("IpAddresses"))
        {
            if (!entry.TryId("SubnetId", "subnet", out string? subnetId)) return null;
            subnets.Add(subnetId);
            addresses.Add(entry.Address("Ip"));
        }
        bool isOutbound = r.TextIfKnown("Direction") == "OUTBOUND";
        return new Placement
        {
            Subnets = [.. subnets],
            Groups = r.Ids("SecurityGroupIds", "sg"),
            Parts = Placement.Numbered(subnets.Count),
            PartsHaveSubnets = true,
            Addresses = [.. addresses],
            Description = eni => $"Route 53 Resolver: {r.Reference}:rni-{eni.Id["eni-".Length..]}",
            Ports = isOutbound ? [] : [ListeningPort.Udp(53), ListeningPort.Tcp(53)],
            HasIpv6 = r.TextIfKnown("ResolverEndpointType") is "DUALSTACK" or "IPV6",
        };
    }

    private static void ReadClientVpn(ResourceReader r, DesignDraft draft)
    {
        draft.ClientVpnGroups[r.Id] = r.Ids("SecurityGroupIds", "sg");
        r.Finding("not-modelled", $"the clients of {r.Name}: what they send comes from the addresses of its interfaces, in the capture or scenario", r.Place);
    }

    /// <summary>An interface in the subnet, whose address, and public address, stand for those of the clients. (Client VPN guide, "How AWS Client VPN works")</summary>
    private static Placement? PlaceAssociation(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryId("ClientVpnEndpointId", "cvpn-endpoint", out string? endpointId) & r.TryId("SubnetId", "subnet", out string? subnetId))) return null;
        return new Placement
        {
            Subnets = [subnetId!],
            Groups = draft.ClientVpnGroups.GetValueOrDefault(endpointId!, []),
            Parts = [""],
            Description = _ => "ClientVPN Endpoint resource",
            IsPublic = true,
        };
    }
}
