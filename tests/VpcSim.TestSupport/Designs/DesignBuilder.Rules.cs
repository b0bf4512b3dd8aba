using VpcSim.Model.Addressing;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.TestSupport.Designs;

/// <summary>Security groups, network ACLs and route tables, each from lines of text.</summary>
public sealed partial class DesignBuilder
{
    private string OpenGroupName => $"open-{_vpc}";

    /// <summary>A security group of rules such as <c>in tcp 443 from 0.0.0.0/0</c>, <c>out all to sg-other</c>, <c>in icmp 8/0 from pl-list</c>.</summary>
    /// <remarks>Exactly these rules: a group without an <c>out</c> line lets nothing out.</remarks>
    public DesignBuilder Group(string name, params string[] rules) => Add(_design with
    {
        SecurityGroups = _design.SecurityGroups.Add(new SecurityGroup
        {
            Name = name,
            Id = $"sg-{name}",
            VpcId = _vpc,
            GroupName = name,
            Ingress = [.. rules.Where(rule => rule.StartsWith("in ", StringComparison.Ordinal)).Select(rule => GroupRule(rule[3..]))],
            Egress = [.. rules.Where(rule => rule.StartsWith("out ", StringComparison.Ordinal)).Select(rule => GroupRule(rule[4..]))],
        }),
    });

    /// <summary>A network ACL of entries such as <c>in 100 allow tcp 443 from 0.0.0.0/0</c>. Nothing besides the entries and the final <c>*</c>.</summary>
    public DesignBuilder Acl(string name, params string[] entries) => Add(_design with
    {
        NetworkAcls = _design.NetworkAcls.Add(new NetworkAcl
        {
            Name = name,
            Id = $"acl-{name}",
            VpcId = _vpc,
            Entries = [.. entries.Select(AclEntry)],
        }),
    });

    /// <summary>A route table of lines such as <c>0.0.0.0/0 igw</c> or <c>pl-list vgw</c>; <c>propagate vgw</c> turns propagation on.</summary>
    public DesignBuilder Table(string name, params string[] routes) => AddTable(name, isMain: false, routes);

    /// <summary>The VPC's main route table, named <c>main</c>.</summary>
    public DesignBuilder Main(params string[] routes) => AddTable("main", isMain: true, routes);

    /// <summary>A route table associated with a gateway: it steers what enters the VPC there.</summary>
    public DesignBuilder GatewayTable(string name, string gateway, params string[] routes)
    {
        Table(name, routes);
        return Add(_design with
        {
            RouteTables = _design.RouteTables.SetItem(_design.RouteTables.Length - 1, _design.RouteTables[^1] with { GatewayIds = [_targets[gateway].Id] }),
        });
    }

    private DesignBuilder AddTable(string name, bool isMain, string[] routes)
    {
        string[] propagated = [.. routes.Where(line => line.StartsWith("propagate ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];
        string[] written = [.. routes.Where(line => !line.StartsWith("propagate ", StringComparison.Ordinal))];
        return Add(_design with
        {
            RouteTables = _design.RouteTables.Add(new RouteTable
            {
                Name = name,
                Id = $"rtb-{name}",
                VpcId = _vpc,
                IsMain = isMain,
                Routes = [.. written.Select(RouteOf)],
                PropagatingGatewayIds = [.. propagated.Select(gateway => $"vgw-{gateway}")],
            }),
        });
    }

    private Route RouteOf(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!_targets.TryGetValue(words[1], out (RouteTargetKind Kind, string Id) target))
            throw new InvalidOperationException($"'{line}': write the gateway '{words[1]}' before the table that routes to it");
        bool toList = words[0].StartsWith("pl-", StringComparison.Ordinal);
        return new Route
        {
            Destination = toList ? null : Cidr.Parse(words[0]),
            DestinationPrefixListId = toList ? words[0] : null,
            TargetKind = target.Kind,
            TargetId = target.Id,
        };
    }

    private static SecurityGroupRule GroupRule(string text)
    {
        RuleWords words = RuleWords.Parse(text);
        bool toGroup = words.Peer.StartsWith("sg-", StringComparison.Ordinal), toList = words.Peer.StartsWith("pl-", StringComparison.Ordinal);
        return new SecurityGroupRule
        {
            Protocol = words.Protocol,
            FromPort = words.From,
            ToPort = words.To,
            Cidr = toGroup || toList ? null : Cidr.Parse(words.Peer),
            GroupId = toGroup ? words.Peer : null,
            PrefixListId = toList ? words.Peer : null,
        };
    }

    private static NetworkAclEntry AclEntry(string line)
    {
        string[] words = line.Split(' ', 4);
        RuleWords rule = RuleWords.Parse(words[3]);
        bool icmp = rule.Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;
        return new NetworkAclEntry
        {
            RuleNumber = int.Parse(words[1]),
            Egress = words[0] == "out",
            Allow = words[2] == "allow",
            Protocol = rule.Protocol,
            CidrBlock = Cidr.Parse(rule.Peer),
            FromPort = icmp ? -1 : rule.From,
            ToPort = icmp ? -1 : rule.To,
            IcmpType = icmp ? rule.From : -1,
            IcmpCode = icmp ? rule.To : -1,
        };
    }

    private void AddOpenGroup()
    {
        if (!_openGroups.Add(_vpc)) return;
        Group(OpenGroupName, "in all 0.0.0.0/0", "in all ::/0", "out all 0.0.0.0/0", "out all ::/0");
    }
}
