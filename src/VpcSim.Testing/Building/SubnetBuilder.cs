using System.Runtime.CompilerServices;

namespace VpcSim.Testing.Building;

/// <summary>Says more of a subnet.</summary>
public sealed class SubnetBuilder
{
    private readonly TemplateDraft _draft;
    private readonly Declaration _subnet;
    private readonly Declaration? _vpc;
    private RouteTableBuilder? _own;
    private string? _table;

    internal SubnetBuilder(TemplateDraft draft, Declaration subnet) => (_draft, _subnet, _vpc) = (draft, subnet, draft.Vpc);

    /// <summary>A route of the subnet's own route table, which is called after it: <c>AppSubnetRouteTable</c>.</summary>
    /// <remarks>The destination is a block or a prefix list; the target is what is called so: a gateway, an interface, an instance, a peering connection.</remarks>
    public SubnetBuilder Route(string destination, string target, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Note($"{nameof(Route)}({Quoted(destination)}, {Quoted(target)})", file, line);
        if (_table is not null) _draft.Log.Add(call, $"the subnet has the route table {_table}; add the route there, or leave {nameof(RouteTable)} out");
        Own(call).Add(destination, target, call);
        return this;
    }

    /// <summary>The routes that a virtual private gateway knows enter the subnet's own route table.</summary>
    public SubnetBuilder Propagates(string vpnGateway, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Note($"{nameof(Propagates)}({Quoted(vpnGateway)})", file, line);
        Own(call).AddPropagation(vpnGateway, call);
        return this;
    }

    /// <summary>The subnet is associated with a route table that several may share.</summary>
    public SubnetBuilder RouteTable(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Note($"{nameof(RouteTable)}({Quoted(name)})", file, line);
        if (_own is not null || _table is not null)
        {
            _draft.Log.Add(call, $"the subnet has {(_table is null ? "routes of its own" : $"the route table {_table}")} already; a subnet has one route table");
            return this;
        }
        _table = name;
        Associate(name, call);
        return this;
    }

    /// <summary>The subnet's network ACL; the VPC's default one without.</summary>
    public SubnetBuilder NetworkAcl(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Note($"{nameof(NetworkAcl)}({Quoted(name)})", file, line);
        Declaration association = _draft.Declare($"{_subnet.Name}NetworkAclAssociation", "AWS::EC2::SubnetNetworkAclAssociation", call)
            .Set("SubnetId", Declaration.Ref(_subnet.Name, call));
        _draft.Refer(association, "NetworkAclId", name, call, Types.NetworkAcl);
        return this;
    }

    /// <summary>Instances get a public address at launch (<c>MapPublicIpOnLaunch</c>).</summary>
    public SubnetBuilder PublicAddresses()
    {
        _subnet.Set("MapPublicIpOnLaunch", true);
        return this;
    }

    /// <summary>Such as <c>us-east-1a</c>; AWS chooses without.</summary>
    public SubnetBuilder AvailabilityZone(string zone)
    {
        _subnet.Set("AvailabilityZone", zone);
        return this;
    }

    /// <summary>The /64 of this number of the VPC's IPv6 block; interfaces get an address of it.</summary>
    public SubnetBuilder Ipv6(int number)
    {
        if (_vpc is null) return this;
        _subnet.Set("Ipv6CidrBlock", VpcBuilder.Ipv6Subnet(_vpc.Name, number, _subnet.Call)).Set("AssignIpv6AddressOnCreation", true);
        string block = VpcBuilder.Ipv6BlockOf(_vpc.Name);
        if (_draft.Knows(block)) _subnet.DependsOn(block);
        else _draft.Log.Add(_subnet.Call, $"{_vpc.Name} has no IPv6; say it there: {nameof(DesignBuilder.Vpc)}(…, vpc => vpc.{nameof(VpcBuilder.Ipv6)}())");
        return this;
    }

    private RouteTableBuilder Own(CallSite call)
    {
        if (_own is not null) return _own;
        Declaration table = _draft.DeclareInVpc($"{_subnet.Name}RouteTable", Types.RouteTable, call);
        Associate(table.Name, call);
        return _own = new RouteTableBuilder(_draft, table);
    }

    private void Associate(string table, CallSite call)
    {
        Declaration association = _draft.Declare($"{_subnet.Name}RouteTableAssociation", "AWS::EC2::SubnetRouteTableAssociation", call)
            .Set("SubnetId", Declaration.Ref(_subnet.Name, call));
        _draft.Refer(association, "RouteTableId", table, call, Types.RouteTable);
    }

    private CallSite Note(string words, string file, int line) => _draft.Log.Note($"{nameof(DesignBuilder.Subnet)}({Quoted(_subnet.Name)}).{words}", file, line);

    private static string Quoted(string text) => $"\"{text}\"";
}
