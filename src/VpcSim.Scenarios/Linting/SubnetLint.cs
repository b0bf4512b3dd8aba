using VpcSim.Model.Enis;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Subnets;
using VpcSim.Scenarios.Designs;

namespace VpcSim.Scenarios.Linting;

/// <summary>Subnets: ways to the internet that lack their other half, and room for more.</summary>
internal static class SubnetLint
{
    /// <summary>The first four addresses and the last. (VPC guide, "Subnet CIDR blocks")</summary>
    private const int Reserved = 5;

    public static void Check(Lint lint)
    {
        foreach (Subnet subnet in lint.Design.Subnets)
        {
            CheckRoom(lint, subnet);
            if (!lint.KnowsRoutes) continue;
            NetworkInterface[] hosts = [.. lint.Lookup.InterfacesOfSubnet[subnet.Id].Where(static eni => eni.Kind == InterfaceKind.Interface)];
            if (lint.Lookup.IsPublic(subnet)) CheckPublic(lint, subnet, hosts);
            else CheckPrivate(lint, subnet, lint.Lookup.InterfacesOfSubnet[subnet.Id].Where(static eni => eni.Kind != InterfaceKind.NatGateway));
        }
    }

    // What a NAT gateway or a load balancer does in a public subnet is theirs; hosts beside them need an address of their own.
    private static void CheckPublic(Lint lint, Subnet subnet, NetworkInterface[] hosts)
    {
        hosts = [.. hosts.Where(static eni => eni.InstanceId is not null)];
        if (hosts.Length == 0 || hosts.Any(static eni => DesignLookup.HasPublicIPv4(eni) || !eni.Ipv6Addresses.IsEmpty)) return;
        if (lint.Lookup.InterfacesOfSubnet[subnet.Id].Any(static eni => DesignLookup.HasPublicIPv4(eni))) return;
        lint.Report(LintRules.PublicSubnetWithoutAddress, subnet.Name, $"The subnet {subnet.Name} has a route to an internet gateway, and none of {Lint.Some([.. hosts.Select(static eni => eni.Name)])} has a public address: "
            + "the gateway carries nothing for them", "Turn on MapPublicIpOnLaunch, associate an Elastic IP, or route to a NAT gateway");
    }

    private static void CheckPrivate(Lint lint, Subnet subnet, IEnumerable<NetworkInterface> hosts)
    {
        if (lint.Lookup.Table(subnet.RouteTableId) is not { } table || LeadsThroughAppliance(table)) return;
        foreach (NetworkInterface eni in hosts)
        {
            if (eni.PrivateAddresses.FirstOrDefault(static address => address.PublicAddress is not null) is not { PublicAddress: { } address }) continue;
            lint.Report(LintRules.PublicAddressWithoutRoute, eni.Name, $"{eni.Name} has the public address {address}, and {table.Name}, the route table of its subnet {subnet.Name}, has no route to an internet gateway: "
                + "nobody reaches it by that address", $"Add a route to an internet gateway to {table.Name}, or give the address up");
        }
    }

    // A firewall in the way: the route to the internet gateway is in its subnet.
    private static bool LeadsThroughAppliance(RouteTable table) =>
        DesignLookup.LeadsTo(table, RouteTargetKind.GatewayLoadBalancerEndpoint) || DesignLookup.LeadsTo(table, RouteTargetKind.NetworkInterface);

    private static void CheckRoom(Lint lint, Subnet subnet)
    {
        if (subnet.CidrBlock is not { } block) return;
        int room = (1 << (32 - block.PrefixLength)) - Reserved;
        long used = 0;
        foreach (NetworkInterface eni in lint.Lookup.InterfacesOfSubnet[subnet.Id])
            used += eni.PrivateAddresses.Length + eni.Ipv4Prefixes.Sum(static prefix => 1L << (32 - prefix.PrefixLength));
        if (room <= 0 || used * 5 < room * 4L) return;
        lint.Report(LintRules.SubnetNearlyFull, subnet.Name, $"The subnet {subnet.Name} ({block}) has {used} of its {room} addresses in use", "Plan a larger subnet, or another one beside it");
    }
}
