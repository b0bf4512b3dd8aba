using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Validation;

/// <summary>The size of a VPC in units, alone and with its peers of the same region. (VPC guide, "Network Address Usage for your VPC")</summary>
internal static class NetworkAddressUsage
{
    /// <summary>Units of an interface endpoint in a zone, of a NAT gateway and of a transit gateway's attachment.</summary>
    private const int UnitsOfService = 6;

    public static void Check(Draft draft)
    {
        Dictionary<string, int> units = UnitsByVpc(draft);
        Dictionary<string, List<Vpc>> peers = PeersByVpc(draft);
        foreach (Vpc vpc in draft.Vpcs)
        {
            int own = units[vpc.Id];
            draft.Limit(QuotaNames.NetworkAddressUnitsPerVpc, own, "The VPC has too many network address units", vpc.Name);
            if (!peers.TryGetValue(vpc.Id, out List<Vpc>? others)) continue;
            draft.Limit(QuotaNames.NetworkAddressUnitsOfPeers, own + others.Sum(other => units[other.Id]),
                "The VPC and its peers have too many network address units", vpc.Name);
        }
    }

    private static Dictionary<string, int> UnitsByVpc(Draft draft)
    {
        var units = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Vpc vpc in draft.Vpcs) units[vpc.Id] = 0;
        foreach (NetworkInterface networkInterface in draft.Interfaces)
            if (networkInterface is { RequesterManaged: false, InstanceId: not null }) Add(draft.VpcOf(networkInterface.SubnetId)?.Id, UnitsOf(networkInterface));
        foreach (VpcEndpoint endpoint in draft.Endpoints)
            if (endpoint.Type != EndpointType.Gateway) Add(endpoint.VpcId, UnitsOfService * endpoint.SubnetIds.Length);
        foreach (NatGateway gateway in draft.NatGateways) Add(gateway.VpcId, UnitsOfService);
        foreach (TransitGatewayAttachment attachment in draft.TransitAttachments)
            if (attachment.Kind == TransitAttachmentKind.Vpc) Add(attachment.ResourceId, UnitsOfService);
        return units;

        void Add(string? vpcId, int count)
        {
            if (vpcId is not null && units.ContainsKey(vpcId)) units[vpcId] += count;
        }
    }

    private static int UnitsOf(NetworkInterface networkInterface) =>
        networkInterface.PrivateAddresses.Length + networkInterface.Ipv6Addresses.Length + networkInterface.Ipv4Prefixes.Length
        + networkInterface.Ipv6Prefixes.Length + (networkInterface.DeviceIndex > 0 ? 1 : 0);

    private static Dictionary<string, List<Vpc>> PeersByVpc(Draft draft)
    {
        var peers = new Dictionary<string, List<Vpc>>(StringComparer.Ordinal);
        foreach (PeeringConnection peering in draft.Peerings)
        {
            if (!peering.IsActive || draft.Vpcs.Find(peering.RequesterVpcId) is not { } requester
                || draft.Vpcs.Find(peering.AccepterVpcId) is not { } accepter || requester.Region != accepter.Region) continue;
            Add(requester, accepter);
            Add(accepter, requester);
        }
        return peers;

        void Add(Vpc vpc, Vpc peer)
        {
            if (!peers.TryGetValue(vpc.Id, out List<Vpc>? others)) peers[vpc.Id] = others = [];
            others.Add(peer);
        }
    }
}
