using System.Runtime.CompilerServices;
using VpcSim.Import.Documents;

namespace VpcSim.Testing.Building;

/// <summary>Says what a VPN connection leads to: static routes, or what the customer's device announces by BGP.</summary>
public sealed class VpnConnectionBuilder
{
    private readonly TemplateDraft _draft;
    private readonly Declaration _connection;
    private readonly Declaration _customer;
    private readonly List<Node> _announced = [];
    private int _routes;

    internal VpnConnectionBuilder(TemplateDraft draft, Declaration connection, Declaration customer) => (_draft, _connection, _customer) = (draft, connection, customer);

    /// <summary>A block on premises, routed statically: the connection knows no BGP then.</summary>
    public VpnConnectionBuilder StaticRoute(string cidr, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Note(CallWords.Of(nameof(StaticRoute), cidr), file, line);
        _connection.Set("StaticRoutesOnly", true);
        _draft.Declare(FormattableString.Invariant($"{_connection.Name}Route{++_routes}"), "AWS::EC2::VPNConnectionRoute", call)
            .Set("VpnConnectionId", Declaration.Ref(_connection.Name, call))
            .Set("DestinationCidrBlock", cidr);
        return this;
    }

    /// <summary>A block on premises that the customer's device announces by BGP in both tunnels, or in one, 1 or 2.</summary>
    public VpnConnectionBuilder Announces(string prefix, int? tunnel = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Note(CallWords.Of(nameof(Announces), prefix, tunnel), file, line);
        MappingNode announcement = Declaration.Mapping(call, ("Prefix", Declaration.Text(prefix, call)));
        if (tunnel is { } number) announcement.TryAdd("Tunnel", call.Place, Declaration.Number(number, call));
        _announced.Add(announcement);
        _connection.Tell("Announces", new SequenceNode(call.Place, [.. _announced]));
        return this;
    }

    /// <summary>The tunnel by which AWS sends while both are up, 1 or 2.</summary>
    public VpnConnectionBuilder EgressTunnel(int tunnel, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Note(CallWords.Of(nameof(EgressTunnel), tunnel), file, line);
        _connection.Tell("EgressTunnel", Declaration.Number(tunnel, call));
        return this;
    }

    /// <summary>The AS number of the customer's device; 65000 without.</summary>
    public VpnConnectionBuilder Asn(int asn)
    {
        _customer.Set("BgpAsn", asn);
        return this;
    }

    private CallSite Note(string words, string file, int line) => _draft.Log.Note($"{nameof(DesignBuilder.VpnConnection)}(\"{_connection.Name}\").{words}", file, line);
}
