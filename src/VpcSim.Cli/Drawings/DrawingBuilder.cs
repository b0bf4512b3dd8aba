using System.Collections.Immutable;
using VpcSim.Cli.Reports;
using VpcSim.Model.Designs;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Subnets;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpcs;
using VpcSim.Model.Vpn;
using VpcSim.Scenarios.Designs;

namespace VpcSim.Cli.Drawings;

/// <summary>Decides what of a design is drawn: which boxes, where routes lead, and what is folded so that a large design stays readable.</summary>
internal sealed class DrawingBuilder
{
    private const int MostHosts = 24;
    private const int MostDestinations = 2;
    private const string Internet = "internet";

    private readonly Design _design;
    private readonly DesignLookup _lookup;
    private readonly HashSet<string> _targets;
    private readonly Dictionary<string, DrawnNode> _outside = new(StringComparer.Ordinal);
    private readonly List<DrawnLink> _routes = [];
    private readonly List<DrawnLink> _links = [];

    public DrawingBuilder(Design design)
    {
        _design = design;
        _lookup = new DesignLookup(design);
        _targets = [.. design.RouteTables.SelectMany(static table => table.Routes).Select(static route => route.TargetId)];
    }

    public Drawing Build()
    {
        ImmutableArray<DrawnVpc> vpcs = [.. _design.Vpcs.Select(Draw)];
        foreach (TransitGateway gateway in _design.TransitGateways) AddOutside(new DrawnNode(gateway.Id, gateway.Name, "transit gateway", DrawnKind.Transit));
        DrawPeerings();
        DrawVpn();
        foreach (TransitGatewayAttachment attachment in _design.TransitGatewayAttachments) DrawTransitPeer(attachment);
        return new Drawing($"{_design.Region}, account {_design.AccountId}", vpcs, [.. _outside.Values], [.. _routes, .. _links]);
    }

    private DrawnVpc Draw(Vpc vpc)
    {
        DrawnSubnet[] subnets = [.. _lookup.SubnetsOfVpc[vpc.Id].OrderBy(static subnet => subnet.AvailabilityZone, StringComparer.Ordinal).Select(Draw)];
        var gateways = new List<DrawnNode>();
        foreach (InternetGateway gateway in _design.InternetGateways.Where(gateway => gateway.VpcId == vpc.Id)) AddOnline(gateways, gateway.Id, gateway.Name, "internet gateway");
        foreach (EgressOnlyInternetGateway gateway in _design.EgressOnlyInternetGateways.Where(gateway => gateway.VpcId == vpc.Id)) AddOnline(gateways, gateway.Id, gateway.Name, "egress-only gateway");
        foreach (NatGateway gateway in _design.NatGateways.Where(gateway => gateway.IsRegional && gateway.VpcId == vpc.Id))
        {
            gateways.Add(new DrawnNode(gateway.Id, gateway.Name, "regional NAT gateway", DrawnKind.Nat));
            foreach (InternetGateway internet in _design.InternetGateways.Where(internet => internet.VpcId == vpc.Id)) _links.Add(new DrawnLink(gateway.Id, internet.Id, "", DrawnKind.Internet, IsRoute: false));
        }
        foreach (VpnGateway gateway in _design.VpnGateways.Where(gateway => gateway.VpcId == vpc.Id)) gateways.Add(new DrawnNode(gateway.Id, gateway.Name, "virtual private gateway", DrawnKind.Vpn));
        foreach (TransitGatewayAttachment attachment in _design.TransitGatewayAttachments.Where(attachment => attachment.ResourceId == vpc.Id))
        {
            gateways.Add(new DrawnNode(attachment.Id, attachment.Name, "transit attachment", DrawnKind.Transit));
            _links.Add(new DrawnLink(attachment.Id, attachment.TransitGatewayId, "", DrawnKind.Transit, IsRoute: false));
        }
        foreach (PeeringConnection peering in _design.PeeringConnections.Where(peering => peering.RequesterVpcId == vpc.Id || peering.AccepterVpcId == vpc.Id))
            gateways.Add(new DrawnNode(At(peering.Id, vpc.Id), peering.Name, peering.IsActive ? "peering" : "peering, not active", DrawnKind.Peering));
        foreach (VpcEndpoint endpoint in _design.VpcEndpoints.Where(endpoint => endpoint.VpcId == vpc.Id && endpoint.Type == EndpointType.Gateway))
            gateways.Add(new DrawnNode(endpoint.Id, endpoint.Name, $"{Short(endpoint.ServiceName)} endpoint", DrawnKind.Endpoint));
        foreach (Subnet subnet in _lookup.SubnetsOfVpc[vpc.Id]) DrawRoutes(vpc, subnet, subnets, gateways);
        return new DrawnVpc(vpc.Id, vpc.Name, string.Join(", ", vpc.AllCidrBlocks), [.. subnets], [.. gateways]);
    }

    private void AddOnline(List<DrawnNode> gateways, string id, string name, string what)
    {
        AddOutside(new DrawnNode(Internet, "Internet", "", DrawnKind.Internet));
        gateways.Add(new DrawnNode(id, name, what, DrawnKind.Internet));
        _links.Add(new DrawnLink(id, Internet, "", DrawnKind.Internet, IsRoute: false));
    }

    private DrawnSubnet Draw(Subnet subnet)
    {
        var hosts = new List<DrawnNode>();
        var ports = new List<DrawnNode>();
        foreach (NatGateway gateway in _design.NatGateways.Where(gateway => gateway.SubnetId == subnet.Id))
            ports.Add(new DrawnNode(gateway.Id, gateway.Name, $"NAT gateway{(_lookup.Interface(gateway.NetworkInterfaceId) is { } own ? $" {Outside(own) ?? Inside(own)}" : "")}", DrawnKind.Nat));
        foreach (VpcEndpoint endpoint in _design.VpcEndpoints.Where(endpoint => endpoint.Type == EndpointType.GatewayLoadBalancer && endpoint.SubnetIds.Contains(subnet.Id)))
            ports.Add(new DrawnNode(endpoint.Id, endpoint.Name, "inspection endpoint", DrawnKind.Endpoint));
        NetworkInterface[] all = [.. _lookup.InterfacesOfSubnet[subnet.Id].Where(static eni => eni.Kind is not (InterfaceKind.NatGateway or InterfaceKind.TransitGateway or InterfaceKind.GatewayLoadBalancerEndpoint))];
        foreach (NetworkInterface eni in all)
        {
            bool isTarget = _targets.Contains(eni.Id);
            if (!isTarget && hosts.Count == MostHosts - 1 && all.Length > MostHosts) continue;
            string address = Outside(eni) is { } outside ? $"{Inside(eni)} = {outside}" : Inside(eni);
            (isTarget ? ports : hosts).Add(new DrawnNode(eni.Id, eni.Name, address, eni.Kind == InterfaceKind.VpcEndpoint ? DrawnKind.Endpoint : DrawnKind.Host));
        }
        int folded = all.Length - hosts.Count - ports.Count(port => port.Id.StartsWith("eni-", StringComparison.Ordinal));
        if (folded > 0) hosts.Add(new DrawnNode($"{subnet.Id}-more", $"and {folded} more", "", DrawnKind.Other));
        string blocks = string.Join(", ", new[] { subnet.CidrBlock, subnet.Ipv6CidrBlock }.Where(static block => block is not null));
        string tables = string.Join(", ", new[] { subnet.RouteTableId, subnet.NetworkAclId }.OfType<string>().Select(_lookup.NameOf));
        return new DrawnSubnet(subnet.Id, subnet.Name, $"{blocks}  {subnet.AvailabilityZone}  {tables}", _lookup.IsPublic(subnet), [.. hosts], [.. ports]);
    }

    private void DrawRoutes(Vpc vpc, Subnet subnet, DrawnSubnet[] subnets, List<DrawnNode> gateways)
    {
        if (_lookup.Table(subnet.RouteTableId) is not { } table) return;
        var destinations = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (Route route in table.Routes)
        {
            if (route.TargetKind == RouteTargetKind.Local) continue;
            string target = NodeOf(vpc, route, subnets, gateways);
            if (!destinations.TryGetValue(target, out List<string>? known)) destinations[target] = known = [];
            known.Add(Short(RouteText.Destination(route, _lookup)) + (route.State == RouteState.Blackhole ? " (blackhole)" : ""));
        }
        foreach ((string target, List<string> to) in destinations)
        {
            string label = to.Count <= MostDestinations ? string.Join(", ", to) : $"{to[0]} and {to.Count - 1} more";
            DrawnKind kind = gateways.Concat(subnets.SelectMany(static drawn => drawn.Ports)).First(node => node.Id == target).Kind;
            _routes.Add(new DrawnLink(subnet.Id, target, label, kind, IsRoute: true));
        }
    }

    /// <summary>The box that a route leads to; one at the edge is made for a target that has none.</summary>
    private string NodeOf(Vpc vpc, Route route, DrawnSubnet[] subnets, List<DrawnNode> gateways)
    {
        string id = route.TargetKind switch
        {
            RouteTargetKind.VpcPeeringConnection => At(route.TargetId, vpc.Id),
            RouteTargetKind.TransitGateway => _design.TransitGatewayAttachments.FirstOrDefault(attachment => attachment.TransitGatewayId == route.TargetId && attachment.ResourceId == vpc.Id)?.Id ?? At(route.TargetId, vpc.Id),
            _ => route.TargetId,
        };
        if (gateways.Exists(node => node.Id == id) || subnets.Any(subnet => subnet.Ports.Any(port => port.Id == id))) return id;
        id = At(route.TargetId, vpc.Id);
        if (!gateways.Exists(node => node.Id == id)) gateways.Add(new DrawnNode(id, _lookup.NameOf(route.TargetId), RouteText.Kind(route.TargetKind), DrawnKind.Other));
        return id;
    }

    private void DrawPeerings()
    {
        foreach (PeeringConnection peering in _design.PeeringConnections)
        {
            string from = End(peering.RequesterVpcId), to = End(peering.AccepterVpcId);
            _links.Add(new DrawnLink(from, to, peering.Name, DrawnKind.Peering, IsRoute: false));

            string End(string vpc)
            {
                if (_lookup.Vpc(vpc) is not null) return At(peering.Id, vpc);
                AddOutside(new DrawnNode(vpc, vpc, "VPC elsewhere", DrawnKind.Peering));
                return vpc;
            }
        }
    }

    private void DrawVpn()
    {
        foreach (VpnConnection connection in _design.VpnConnections)
        {
            CustomerGateway? customer = _design.CustomerGateways.FirstOrDefault(gateway => gateway.Id == connection.CustomerGatewayId);
            AddOutside(new DrawnNode(connection.CustomerGatewayId, customer?.Name ?? connection.CustomerGatewayId, customer?.IpAddress ?? "customer gateway", DrawnKind.Vpn));
            if (GatewayOf(connection.VpnGatewayId ?? connection.TransitGatewayId) is { } gateway) _links.Add(new DrawnLink(gateway, connection.CustomerGatewayId, connection.Name, DrawnKind.Vpn, IsRoute: false));
        }
        foreach (DirectConnectGatewayAssociation association in _design.DirectConnectGatewayAssociations)
        {
            if (GatewayOf(association.GatewayId) is not { } gateway) continue;
            AddOutside(new DrawnNode(association.DirectConnectGatewayId, _lookup.NameOf(association.DirectConnectGatewayId), "Direct Connect gateway", DrawnKind.Vpn));
            _links.Add(new DrawnLink(gateway, association.DirectConnectGatewayId, "", DrawnKind.Vpn, IsRoute: false));
        }
    }

    private void DrawTransitPeer(TransitGatewayAttachment attachment)
    {
        if (attachment.Kind != TransitAttachmentKind.Peering) return;
        AddOutside(new DrawnNode(attachment.ResourceId, _lookup.NameOf(attachment.ResourceId), "transit gateway", DrawnKind.Transit));
        AddOutside(new DrawnNode(attachment.TransitGatewayId, _lookup.NameOf(attachment.TransitGatewayId), "transit gateway", DrawnKind.Transit));
        _links.Add(new DrawnLink(attachment.TransitGatewayId, attachment.ResourceId, attachment.Name, DrawnKind.Transit, IsRoute: false));
    }

    // A virtual private gateway of no VPC is drawn outside.
    private string? GatewayOf(string? id)
    {
        if (id is null || _outside.ContainsKey(id)) return id;
        VpnGateway? gateway = _design.VpnGateways.FirstOrDefault(gateway => gateway.Id == id);
        if (gateway?.VpcId is { } vpc && _lookup.Vpc(vpc) is not null) return id;
        AddOutside(new DrawnNode(id, _lookup.NameOf(id), gateway is null ? "gateway elsewhere" : "virtual private gateway", gateway is null ? DrawnKind.Other : DrawnKind.Vpn));
        return id;
    }

    private void AddOutside(DrawnNode node) => _outside.TryAdd(node.Id, node);

    private static string At(string id, string vpc) => $"{id}@{vpc}";

    private static string? Outside(NetworkInterface eni) => eni.PrivateAddresses.FirstOrDefault(static address => address.PublicAddress is not null)?.PublicAddress.ToString();

    private static string Inside(NetworkInterface eni) =>
        eni.PrivateAddresses is [var first, ..] ? first.Address.ToString() : eni.Ipv6Addresses is [var ipv6, ..] ? ipv6.ToString() : "";

    /// <summary><c>com.amazonaws.us-east-1.s3</c> is <c>s3</c>.</summary>
    private static string Short(string service) =>
        service.StartsWith("com.amazonaws.", StringComparison.Ordinal) && service.Split('.') is { Length: > 3 } parts ? string.Join('.', parts.Skip(3)) : service;
}
