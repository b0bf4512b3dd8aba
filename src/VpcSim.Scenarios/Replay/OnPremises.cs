using System.Runtime.CompilerServices;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Vpn;

namespace VpcSim.Scenarios.Replay;

/// <summary>Which addresses lie on premises: those of VPN connections, and those that a route other than a default one sends to a VGW or to a transit gateway that the design does not hold.</summary>
internal sealed class OnPremises
{
    private readonly List<(Cidr Prefix, int Gateway)> _vpn = [];
    private readonly List<Cidr> _transit = [];
    private readonly int[] _vpcOfGateway;

    public OnPremises(Design design)
    {
        Dictionary<string, int> gateways = [];
        HashSet<string> modelled = [.. design.TransitGateways.Select(gateway => gateway.Id)];
        for (int i = 0; i < design.VpnGateways.Length; i++) gateways[design.VpnGateways[i].Id] = i;
        _vpcOfGateway = [.. design.VpnGateways.Select(gateway => design.Vpcs.Select(vpc => vpc.Id).ToList().IndexOf(gateway.VpcId ?? ""))];
        for (int i = 0; i < design.VpnGateways.Length; i++)
            foreach (LearnedRoute route in LearnedRoutes.Of(design, design.VpnGateways[i])) _vpn.Add((route.Prefix, i));
        foreach (VpnConnection connection in design.VpnConnections)
        {
            if ((connection.VpnGatewayId is { } id && gateways.ContainsKey(id)) || modelled.Contains(connection.TransitGatewayId ?? "")) continue;
            foreach (Cidr prefix in connection.Routes) _transit.Add(prefix);
            foreach (Announcement announcement in connection.Announces ?? []) _transit.Add(announcement.Prefix);
        }
        foreach (Route route in design.RouteTables.SelectMany(table => table.Routes))
        {
            if (route.Destination is not { IsAny: false } destination) continue;
            if (route.TargetKind == RouteTargetKind.VpnGateway && gateways.TryGetValue(route.TargetId, out int gateway)) _vpn.Add((destination, gateway));
            if (route.TargetKind is RouteTargetKind.TransitGateway or RouteTargetKind.CoreNetwork && !modelled.Contains(route.TargetId)) _transit.Add(destination);
        }
    }

    /// <summary>The virtual private gateway that an address lies behind, the VPC's own before others; −1 for none.</summary>
    [MethodImpl(Hot.Path)]
    public int FindVpnGateway(IpAddress address, int vpc)
    {
        int found = -1;
        foreach ((Cidr prefix, int gateway) in _vpn)
        {
            if (!prefix.Contains(address)) continue;
            if (_vpcOfGateway[gateway] == vpc) return gateway;
            if (found < 0) found = gateway;
        }
        return found;
    }

    public bool IsBehindTransitGateway(IpAddress address)
    {
        foreach (Cidr prefix in _transit)
            if (prefix.Contains(address)) return true;
        return false;
    }
}
