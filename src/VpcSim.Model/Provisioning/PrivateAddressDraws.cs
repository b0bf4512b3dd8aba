using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Subnets;

namespace VpcSim.Model.Provisioning;

/// <summary>
/// Private addresses: pinned ones first, over the whole subnet; then, interface by interface in ordinal order of name, the lowest free
/// ones. AWS keeps the first four addresses and the last of every subnet. (VPC guide, "Subnet sizing")
/// </summary>
internal static class PrivateAddressDraws
{
    public static void Apply(Draft draft)
    {
        HashSet<string> withoutIPv4 = IPv6OnlyEndpointInterfaces(draft);
        int[] order = Ordinal.Order(draft.Interfaces, static networkInterface => networkInterface.Name);
        var pools = new Dictionary<string, (AddressPool? IPv4, AddressPool? IPv6)>(StringComparer.Ordinal);
        foreach (Subnet subnet in draft.Subnets)
        {
            pools.TryAdd(subnet.Id, (
                subnet.CidrBlock is { } ipv4 ? new AddressPool(ipv4) : null,
                subnet.Ipv6CidrBlock is { } ipv6 ? new AddressPool(ipv6) : null));
        }
        foreach (int position in order)
        {
            NetworkInterface networkInterface = draft.Interfaces[position];
            if (!pools.TryGetValue(networkInterface.SubnetId, out (AddressPool? IPv4, AddressPool? IPv6) pool)) continue;
            foreach (PrivateAddress pinned in networkInterface.PrivateAddresses)
                if (pinned.Address != default) Pin(draft, networkInterface, pool.IPv4, pinned.Address);
            foreach (IpAddress pinned in networkInterface.Ipv6Addresses) Pin(draft, networkInterface, pool.IPv6, pinned);
        }
        foreach (int position in order)
        {
            if (pools.TryGetValue(draft.Interfaces[position].SubnetId, out (AddressPool? IPv4, AddressPool? IPv6) pool))
                PrefixDraws.Pin(draft, draft.Interfaces[position], pool.IPv4, pool.IPv6);
        }
        foreach (int position in order)
        {
            NetworkInterface networkInterface = draft.Interfaces[position];
            if (networkInterface.IsDeleted || !pools.TryGetValue(networkInterface.SubnetId, out (AddressPool? IPv4, AddressPool? IPv6) pool)) continue;
            Subnet subnet = draft.Subnets.Find(networkInterface.SubnetId)!;
            AddressPool? ipv4 = withoutIPv4.Contains(networkInterface.Id) ? null : pool.IPv4;
            draft.Interfaces[position] = DrawFor(draft, networkInterface, subnet, ipv4, pool.IPv6);
        }
        foreach (int position in order)
        {
            if (pools.TryGetValue(draft.Interfaces[position].SubnetId, out (AddressPool? IPv4, AddressPool? IPv6) pool))
                draft.Interfaces[position] = PrefixDraws.Draw(draft, draft.Interfaces[position], pool.IPv4, pool.IPv6);
        }
    }

    private static void Pin(Draft draft, NetworkInterface networkInterface, AddressPool? pool, IpAddress address)
    {
        if (pool is null || !pool.Block.Contains(address))
        {
            draft.Refuse("InvalidParameterValue", $"Address {address} does not fall within the subnet's address range"
                + $"{(pool is null ? "" : $" {pool.Block}")}. Pin an address of the subnet.", networkInterface.Name);
        }
        else if (pool.IsReserved(address))
        {
            draft.Refuse("InvalidParameterValue", $"Address {address} is in the subnet's reserved address range: AWS keeps the first four "
                + $"addresses and the last one of {pool.Block}.", networkInterface.Name);
        }
        else if (!pool.Take(address))
        {
            draft.Refuse("InvalidIPAddress.InUse", $"Address {address} is in use by another interface of the subnet.",
                networkInterface.Name);
        }
    }

    private static NetworkInterface DrawFor(
        Draft draft, NetworkInterface networkInterface, Subnet subnet, AddressPool? ipv4, AddressPool? ipv6)
    {
        ImmutableArray<PrivateAddress> addresses = networkInterface.PrivateAddresses;
        int wanted = Math.Max(addresses.Length, 1 + networkInterface.SecondaryPrivateAddressCount);
        if (ipv4 is not null && (addresses.Length < wanted || HasUndrawn(addresses)))
        {
            ImmutableArray<PrivateAddress>.Builder drawn = addresses.ToBuilder();
            for (int i = 0; i < wanted; i++)
            {
                if (i < drawn.Count && drawn[i].Address != default) continue;
                if (Draw(draft, networkInterface, subnet, ipv4) is not { } address) break;
                if (i < drawn.Count)
                    drawn[i] = drawn[i] with { Address = address };
                else
                    drawn.Add(new PrivateAddress(address));
            }
            addresses = drawn.ToImmutable();
        }
        ImmutableArray<IpAddress> ipv6Addresses = networkInterface.Ipv6Addresses;
        int wantedIPv6 = networkInterface.Ipv6AddressCount ?? (subnet.AssignIpv6AddressOnCreation ? 1 : 0);
        while (ipv6 is not null && ipv6Addresses.Length < wantedIPv6 && Draw(draft, networkInterface, subnet, ipv6) is { } address)
            ipv6Addresses = ipv6Addresses.Add(address);
        return addresses == networkInterface.PrivateAddresses && ipv6Addresses == networkInterface.Ipv6Addresses
            ? networkInterface
            : networkInterface with { PrivateAddresses = addresses, Ipv6Addresses = ipv6Addresses };
    }

    private static IpAddress? Draw(Draft draft, NetworkInterface networkInterface, Subnet subnet, AddressPool pool)
    {
        if (pool.TakeLowest() is { } address) return address;
        draft.Refuse("InsufficientFreeAddressesInSubnet", $"The subnet {subnet.Name} ({pool.Block}) has no free address left for this "
            + "interface. Use a larger subnet.", networkInterface.Name);
        return null;
    }

    private static bool HasUndrawn(ImmutableArray<PrivateAddress> addresses)
    {
        foreach (PrivateAddress address in addresses)
            if (address.Address == default) return true;
        return false;
    }

    private static HashSet<string> IPv6OnlyEndpointInterfaces(Draft draft)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (VpcEndpoint endpoint in draft.Endpoints)
            if (endpoint.AddressType == EndpointAddressType.Ipv6) ids.UnionWith(endpoint.NetworkInterfaceIds);
        return ids;
    }
}
