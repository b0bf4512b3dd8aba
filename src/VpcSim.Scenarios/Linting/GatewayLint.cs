using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpn;
using VpcSim.Scenarios.Designs;

namespace VpcSim.Scenarios.Linting;

/// <summary>Gateways, addresses and interfaces that are attached to nothing or that no route leads to.</summary>
internal static class GatewayLint
{
    public static void Check(Lint lint)
    {
        HashSet<string> targets = [];
        foreach (RouteTable table in lint.Design.RouteTables)
        {
            targets.UnionWith(table.PropagatingGatewayIds);
            foreach (Route route in table.Routes) targets.Add(route.TargetId);
        }
        CheckInternet(lint, targets);
        CheckNat(lint, targets);
        CheckVpn(lint, targets);
        CheckAddresses(lint);
        foreach (NetworkInterface eni in lint.Design.NetworkInterfaces)
            if (lint.Lookup.OwnerOf(eni) is null && eni is { InstanceId: null, CreatedByLaunch: false })
                lint.Report(LintRules.InterfaceUnattached, eni.Name, $"The interface {eni.Name} is attached to no instance of the design: nobody answers at it", "Attach it, or take it for a host that the design does not hold");
    }

    private static void CheckInternet(Lint lint, HashSet<string> targets)
    {
        foreach (InternetGateway gateway in lint.Design.InternetGateways)
        {
            if (gateway.VpcId is not { } id)
                lint.Report(LintRules.InternetGatewayUnattached, gateway.Name, $"The internet gateway {gateway.Name} is attached to no VPC", "Attach it, or remove it");
            else if (lint.KnowsRoutes && !targets.Contains(gateway.Id))
                lint.Report(LintRules.InternetGatewayUnrouted, gateway.Name, $"No route of {lint.Lookup.NameOf(id)} leads to its internet gateway {gateway.Name}", "Add a route 0.0.0.0/0 to the tables of its public subnets");
        }
    }

    private static void CheckNat(Lint lint, HashSet<string> targets)
    {
        foreach (NatGateway gateway in lint.Design.NatGateways)
        {
            if (lint.Lookup.Subnet(gateway.SubnetId) is not { } subnet)
            {
                if (gateway.IsRegional) CheckRouted(lint, gateway, targets);
                continue;
            }
            CheckZones(lint, gateway, subnet);
            RouteTable? table = lint.Lookup.Table(subnet.RouteTableId);
            if (lint.KnowsRoutes && gateway.IsPublic && table is not null && !lint.Lookup.IsPublic(subnet)
                && !DesignLookup.LeadsTo(table, RouteTargetKind.GatewayLoadBalancerEndpoint) && !DesignLookup.LeadsTo(table, RouteTargetKind.NetworkInterface))
            {
                lint.Report(LintRules.NatGatewayInPrivateSubnet, gateway.Name, $"The public NAT gateway {gateway.Name} is in the subnet {subnet.Name}, whose route table {table.Name} has no route to an internet gateway: "
                    + "nothing leaves through it", $"Put it into a public subnet, or add a route to an internet gateway to {table.Name}");
            }
            else CheckRouted(lint, gateway, targets);
        }
    }

    private static void CheckRouted(Lint lint, NatGateway gateway, HashSet<string> targets)
    {
        if (lint.KnowsRoutes && !targets.Contains(gateway.Id))
            lint.Report(LintRules.NatGatewayUnrouted, gateway.Name, $"No route leads to the NAT gateway {gateway.Name}", "Add a route to it to the tables of private subnets, or remove it: it costs by the hour");
    }

    // One for several zones is cheaper, and takes them all down with its own.
    private static void CheckZones(Lint lint, NatGateway gateway, Subnet subnet)
    {
        string[] others = [.. lint.Design.Subnets.Where(other => other.AvailabilityZone != subnet.AvailabilityZone
            && lint.Lookup.Table(other.RouteTableId) is { } table && table.Routes.Any(route => route.TargetId == gateway.Id)).Select(static other => $"{other.Name} ({other.AvailabilityZone})")];
        if (others.Length == 0) return;
        lint.Report(LintRules.NatGatewayElsewhere, gateway.Name, $"The NAT gateway {gateway.Name} is in {subnet.AvailabilityZone}, and {Lint.Some(others)} {(others.Length == 1 ? "routes" : "route")} to it: "
            + "should that zone fail, they lose their way out too, and what they send crosses zones at a price", "Make a NAT gateway in each zone, and route to the one of the same zone");
    }

    private static void CheckVpn(Lint lint, HashSet<string> targets)
    {
        foreach (VpnGateway gateway in lint.Design.VpnGateways)
        {
            bool isOfDirectConnect = lint.Design.DirectConnectGatewayAssociations.Any(association => association.GatewayId == gateway.Id);
            if (gateway.VpcId is not { } id)
            {
                bool isHub = lint.Design.VpnConnections.Count(connection => connection.VpnGatewayId == gateway.Id) > 1 || isOfDirectConnect; // CloudHub needs no VPC
                if (!isHub) lint.Report(LintRules.VpnGatewayUnattached, gateway.Name, $"The virtual private gateway {gateway.Name} is attached to no VPC", "Attach it, or remove it");
            }
            else if (lint.KnowsRoutes && !targets.Contains(gateway.Id))
            {
                lint.Report(LintRules.VpnGatewayUnrouted, gateway.Name, $"No route table of {lint.Lookup.NameOf(id)} propagates the routes of the virtual private gateway {gateway.Name} or has a route to it: "
                    + "the VPC does not find the networks behind it", "Enable route propagation in the tables of the subnets that are to reach them");
            }
        }
    }

    private static void CheckAddresses(Lint lint)
    {
        HashSet<string> ofNat = [.. lint.Design.NatGateways.SelectMany(static gateway => gateway.ElasticIps)];
        HashSet<Model.Addressing.IpAddress> used = [.. lint.Design.NetworkInterfaces.SelectMany(static eni => eni.PrivateAddresses).Select(static address => address.PublicAddress).OfType<Model.Addressing.IpAddress>()];
        foreach (ElasticIp address in lint.Design.ElasticIps)
            if (address.NetworkInterfaceId is null && !ofNat.Contains(address.AllocationId) && !used.Contains(address.PublicAddress))
                lint.Report(LintRules.ElasticIpUnused, address.Name, $"The Elastic IP {address.Name} ({address.PublicAddress}) is associated with nothing", "Associate it, or release it: it costs by the hour");
    }
}
