using System.Runtime.CompilerServices;
using VpcSim.Model.Addressing;

namespace VpcSim.Testing.Building;

/// <summary>Says the routes of a route table; the VPC's local ones are there without.</summary>
public sealed class RouteTableBuilder
{
    private static readonly Dictionary<string, string> _targets = new(StringComparer.Ordinal)
    {
        [Types.InternetGateway] = "GatewayId",
        [Types.VpnGateway] = "GatewayId",
        [Types.NatGateway] = "NatGatewayId",
        [Types.EgressOnlyInternetGateway] = "EgressOnlyInternetGatewayId",
        [Types.Peering] = "VpcPeeringConnectionId",
        [Types.TransitGateway] = "TransitGatewayId",
        [Types.NetworkInterface] = "NetworkInterfaceId",
        [Types.Instance] = "InstanceId",
        [Types.Endpoint] = "VpcEndpointId",
    };

    private readonly TemplateDraft _draft;
    private readonly Declaration _table;
    private readonly Declaration? _vpc;
    private int _routes;
    private int _propagations;

    internal RouteTableBuilder(TemplateDraft draft, Declaration table) => (_draft, _table, _vpc) = (draft, table, draft.Vpc);

    /// <summary>A route: the destination is a block or a prefix list; the target is what is called so: a gateway, an interface, an instance, a peering connection.</summary>
    public RouteTableBuilder Route(string destination, string target, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Add(destination, target, Note(CallWords.Of(nameof(Route), destination, target), file, line));
        return this;
    }

    /// <summary>The routes that a virtual private gateway knows enter the table.</summary>
    public RouteTableBuilder Propagates(string vpnGateway, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        AddPropagation(vpnGateway, Note(CallWords.Of(nameof(Propagates), vpnGateway), file, line));
        return this;
    }

    internal void Add(string destination, string target, CallSite call)
    {
        Declaration route = _draft.Declare(FormattableString.Invariant($"{_table.Name}Route{++_routes}"), "AWS::EC2::Route", call)
            .Set("RouteTableId", Declaration.Ref(_table.Name, call));
        if (Cidr.TryParse(destination, out Cidr block)) route.Set(block.IsIPv4 ? "DestinationCidrBlock" : "DestinationIpv6CidrBlock", destination);
        else if (destination.StartsWith("pl-", StringComparison.Ordinal)) route.Set("DestinationPrefixListId", destination);
        else if (IsBlock(destination)) _draft.Log.Add(call, $"'{destination}' is no block; write one such as 10.0.0.0/16 or ::/0");
        else _draft.Refer(route, "DestinationPrefixListId", destination, call, Types.PrefixList);
        _draft.Later(() =>
        {
            if (!_draft.TryFind(target, call, out Declaration? found, [.. _targets.Keys])) return;
            route.Set(_targets[found.Type], Declaration.Ref(found.Name, call));
            if (found.Type == Types.InternetGateway && _vpc is not null) route.DependsOn(_draft.InternetAttachments.GetValueOrDefault(_vpc.Name));
            if (found.Type == Types.VpnGateway) route.DependsOn(DesignBuilder.AttachmentOf(found.Name));
        });
    }

    internal void AddPropagation(string vpnGateway, CallSite call)
    {
        Declaration propagation = _draft.Declare(FormattableString.Invariant($"{_table.Name}Propagation{++_propagations}"), "AWS::EC2::VPNGatewayRoutePropagation", call)
            .Add("RouteTableIds", Declaration.Ref(_table.Name, call));
        _draft.Later(() =>
        {
            if (_draft.TryFind(vpnGateway, call, out Declaration? found, Types.VpnGateway))
                propagation.Set("VpnGatewayId", Declaration.Ref(found.Name, call)).DependsOn(DesignBuilder.AttachmentOf(found.Name));
        });
    }

    // What looks like an address is not taken for a name.
    private static bool IsBlock(string text) => text.Contains('.', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal) || text.Contains('/', StringComparison.Ordinal);

    private CallSite Note(string words, string file, int line) => _draft.Log.Note($"{nameof(DesignBuilder.RouteTable)}(\"{_table.Name}\").{words}", file, line);
}
