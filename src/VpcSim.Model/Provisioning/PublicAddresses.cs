using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Provisioning;

/// <summary>
/// Public IPv4 addresses: Elastic IPs of interfaces and NAT gateways, and those that AWS draws at an instance's launch, which an Elastic
/// IP on the primary address releases. (EC2 guide, "Amazon EC2 instance IP addressing")
/// </summary>
internal static class PublicAddresses
{
    public static void Apply(Draft draft, HashSet<IpAddress> elasticAddresses)
    {
        RegionalNatGateways.AddAddresses(draft, elasticAddresses, Taken(draft, elasticAddresses));
        Dictionary<(string Interface, IpAddress Private), IpAddress> elastic = Associate(draft);
        int[] order = Ordinal.Order(draft.Interfaces, static networkInterface => networkInterface.Name);
        HashSet<IpAddress> taken = Taken(draft, elasticAddresses);
        foreach (int position in order)
        {
            NetworkInterface networkInterface = draft.Interfaces[position];
            ImmutableArray<PrivateAddress> addresses = networkInterface.PrivateAddresses;
            for (int i = 0; i < addresses.Length; i++)
            {
                IpAddress? own = PublicOf(draft, networkInterface, i, elastic, elasticAddresses, taken);
                if (own != addresses[i].PublicAddress) addresses = addresses.SetItem(i, addresses[i] with { PublicAddress = own });
            }
            if (addresses != networkInterface.PrivateAddresses)
                draft.Interfaces[position] = networkInterface with { PrivateAddresses = addresses };
        }
    }

    private static HashSet<IpAddress> Taken(Draft draft, HashSet<IpAddress> elasticAddresses)
    {
        var taken = new HashSet<IpAddress>(elasticAddresses);
        foreach (NetworkInterface networkInterface in draft.Interfaces)
            foreach (PrivateAddress address in networkInterface.PrivateAddresses)
                if (address.PublicAddress is { } held) taken.Add(held);
        return taken;
    }

    private static IpAddress? PublicOf(
        Draft draft,
        NetworkInterface networkInterface,
        int index,
        Dictionary<(string Interface, IpAddress Private), IpAddress> elastic,
        HashSet<IpAddress> elasticAddresses,
        HashSet<IpAddress> taken)
    {
        PrivateAddress address = networkInterface.PrivateAddresses[index];
        if (elastic.TryGetValue((networkInterface.Id, address.Address), out IpAddress associated)) return associated;
        if (address.PublicAddress is { } held && !elasticAddresses.Contains(held)) return held;
        if (index != 0 || !networkInterface.CreatedByLaunch || networkInterface.DeviceIndex != 0) return null;
        Subnet? subnet = draft.Subnets.Find(networkInterface.SubnetId);
        Vpc? vpc = draft.Vpcs.Find(subnet?.VpcId);
        if (vpc is null || !(networkInterface.AssociatePublicIpAddress ?? subnet!.MapPublicIpOnLaunch)) return null;
        return ElasticIpDraws.Draw(draft, vpc.AccountId, vpc.Region, networkInterface.Name, taken);
    }

    // A NAT gateway's Elastic IPs are written at the gateway, an interface's at the address.
    private static Dictionary<(string Interface, IpAddress Private), IpAddress> Associate(Draft draft)
    {
        foreach (NatGateway gateway in draft.NatGateways)
        {
            NetworkInterface? networkInterface = draft.Interfaces.Find(gateway.NetworkInterfaceId);
            for (int i = 0; i < gateway.AllocationIds.Length; i++) AssociateWithNat(draft, gateway, gateway.AllocationIds[i], networkInterface, i);
            foreach (NatGatewayZone zone in gateway.Zones) AssociateInZone(draft, gateway, zone);
        }
        var elastic = new Dictionary<(string Interface, IpAddress Private), IpAddress>();
        foreach (ElasticIp elasticIp in draft.ElasticIps)
        {
            if (elasticIp.NetworkInterfaceId is not { } id) continue;
            if (draft.Interfaces.Find(id) is not { } networkInterface)
            {
                draft.RefuseMissing("InvalidNetworkInterfaceID.NotFound", $"The network interface {id} does not exist.", elasticIp.Name);
                continue;
            }
            IpAddress? wanted = elasticIp.PrivateAddress ?? (networkInterface.PrivateAddresses is [var primary, ..] ? primary.Address : null);
            if (wanted is not { } address) continue;
            if (!Holds(networkInterface, address))
            {
                draft.Refuse("InvalidParameterValue", $"The address {address} is none of the interface {networkInterface.Name}'s; "
                    + "associate the Elastic IP with one that is.", elasticIp.Name);
            }
            else if (!elastic.TryAdd((id, address), elasticIp.PublicAddress))
            {
                draft.Refuse("Resource.AlreadyAssociated", $"The address {address} of {networkInterface.Name} has an Elastic IP already.",
                    elasticIp.Name);
            }
        }
        return elastic;
    }

    private static void AssociateInZone(Draft draft, NatGateway gateway, NatGatewayZone zone)
    {
        NetworkInterface? part = null;
        foreach (NetworkInterface networkInterface in draft.Interfaces)
            if (networkInterface.OfRegionalNat is { } place && place.GatewayId == gateway.Id && place.AvailabilityZone == zone.AvailabilityZone) part = networkInterface;
        for (int i = 0; i < zone.AllocationIds.Length; i++) AssociateWithNat(draft, gateway, zone.AllocationIds[i], part, i);
    }

    private static void AssociateWithNat(Draft draft, NatGateway gateway, string allocation, NetworkInterface? networkInterface, int index)
    {
        if (draft.ElasticIps.Find(allocation) is not { } elasticIp)
        {
            draft.RefuseMissing("InvalidAllocationID.NotFound", $"The allocation ID '{allocation}' does not exist.", gateway.Name);
            return;
        }
        if (networkInterface is null || index >= networkInterface.PrivateAddresses.Length) return;
        if (elasticIp.NetworkInterfaceId is { } other && other != networkInterface.Id)
        {
            draft.Refuse("Resource.AlreadyAssociated", $"The Elastic IP {elasticIp.Name} is associated with another resource already.",
                gateway.Name);
            return;
        }
        IpAddress? address = index == 0 ? null : networkInterface.PrivateAddresses[index].Address;
        draft.ElasticIps.Replace(elasticIp with
        {
            NetworkInterfaceId = networkInterface.Id,
            PrivateAddress = elasticIp.PrivateAddress ?? address,
        });
    }

    private static bool Holds(NetworkInterface networkInterface, IpAddress address)
    {
        foreach (PrivateAddress own in networkInterface.PrivateAddresses)
            if (own.Address == address) return true;
        return false;
    }
}
