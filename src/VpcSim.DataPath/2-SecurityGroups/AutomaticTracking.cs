using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Gateways;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;
using VpcSim.Model.RouteTables;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>Connections through certain services are tracked whatever the rules say. (EC2 guide, "Security group connection tracking", automatically tracked connections)</summary>
/// <remarks>
/// Egress-only internet gateways, NAT gateways, Network Firewall endpoints (which are Gateway Load Balancer endpoints), Network Load Balancers, interface
/// endpoints, Lambda's Hyperplane interfaces, Global Accelerator, and the gateway endpoint of DynamoDB, whose connections take two entries. Of an accelerated
/// interface every connection with the internet counts as one through the accelerator: a packet does not tell.
/// </remarks>
internal static class AutomaticTracking
{
    /// <summary>Whether AWS tracks what an interface of this kind sends and receives in any case.</summary>
    public static bool IsOf(InterfaceKind kind) =>
        kind is InterfaceKind.VpcEndpoint or InterfaceKind.NatGateway or InterfaceKind.RegionalNatGateway or InterfaceKind.NetworkLoadBalancer or InterfaceKind.Lambda
            or InterfaceKind.GatewayLoadBalancer or InterfaceKind.GatewayLoadBalancerEndpoint;

    /// <summary>The entries that a connection takes because of the way it leads: 0 where rules alone decide about tracking, else 1 or 2.</summary>
    /// <param name="fabric">The design.</param>
    /// <param name="eni">The interface that would track it.</param>
    /// <param name="peer">The address at the other end.</param>
    public static int EntriesOf(Fabric fabric, FabricInterface eni, IpAddress peer)
    {
        if (IsOf(eni.Kind) || IsOfPeer(fabric, eni.Vpc, peer)) return 1;
        if (fabric.Subnets[eni.Subnet].Noun.Contains(peer)) return 0;
        Route? route = fabric.FindRoute(eni.Subnet, peer, !peer.IsIPv4, out int table, out int place);
        int target = route is null ? -1 : fabric.Targets[table][place];
        return route?.TargetKind switch
        {
            RouteTargetKind.EgressOnlyInternetGateway or RouteTargetKind.NatGateway or RouteTargetKind.GatewayLoadBalancerEndpoint => 1,
            RouteTargetKind.InternetGateway => eni.Noun.IsAccelerated ? 1 : 0,
            RouteTargetKind.GatewayEndpoint => target >= 0 && fabric.IsDynamoDb[target] ? 2 : 0,
            RouteTargetKind.VpcPeeringConnection when target >= 0 => IsOfPeer(fabric, Peering.OtherSide(fabric, target, eni.Vpc), peer) ? 1 : 0,
            _ => 0,
        };
    }

    private static bool IsOfPeer(Fabric fabric, int vpc, IpAddress peer) =>
        vpc >= 0 && fabric.FindInterface(vpc, peer) is >= 0 and int owner && IsOf(fabric.Interfaces[owner].Kind);
}
