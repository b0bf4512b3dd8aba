using System.Text;
using VpcSim.Oracle.Tests.Judging;
using VpcSim.Oracle.Tests.Networks;

namespace VpcSim.Oracle.Tests.Kernel;

/// <summary>Network ACLs, gateways and the ends of routes that lead nowhere as nftables rules, all of them stateless.</summary>
internal static class RouterText
{
    private const int Piece = 1;

    public static string Of(NetworkPlan network)
    {
        var text = new StringBuilder("flush ruleset\ntable inet router {\n");
        foreach (string counter in Drops.OfRouter(network)) text.AppendLine($"  counter {counter} {{ }}");
        // Fragments are put together before anything judges them, and bear a mark then; nothing is tracked.
        text.AppendLine($"  chain pieces {{ type filter hook prerouting priority -450; policy accept;\n    meta mark set 0\n    ip frag-off & 0x3fff != 0 meta mark set {Piece}\n  }}");
        text.AppendLine($"  chain whole {{ type filter hook prerouting priority raw; policy accept;\n{GroupText.ProbesOnly}    notrack\n    ct state invalid counter\n  }}");
        foreach (AclPlan acl in network.Acls)
        {
            AclChain(text, acl, egress: true);
            AclChain(text, acl, egress: false);
        }
        GatewayText.FromInternet(text, network);
        Leaving(text, network);
        Forwarding(text, network);
        GatewayText.Translating(text, network);
        return text.AppendLine("}").ToString();
    }

    private static void AclChain(StringBuilder text, AclPlan acl, bool egress)
    {
        text.AppendLine($"  chain {acl.Name}_{(egress ? "out" : "in")} {{");
        foreach (EntryPlan entry in acl.Entries.Where(entry => entry.Egress == egress).OrderBy(entry => entry.Number))
            foreach (string match in MatchText.Of(entry.Match, egress))
                text.AppendLine($"    {match} {(entry.Allow ? "return" : $"counter name {Drops.Acl(acl, egress)} drop")}");
        text.AppendLine($"    counter name {Drops.Acl(acl, egress)} drop\n  }}");
    }

    // Out of a subnet: not for neighbours of the same subnet, the NAT gateway among them.
    private static void Leaving(StringBuilder text, NetworkPlan network)
    {
        text.AppendLine("  chain leaving {");
        foreach (SubnetPlan subnet in network.Subnets)
        {
            if (Interfaces(network, subnet) is not { } members) continue;
            text.AppendLine($"    iifname {members} oifname {members} return");
            text.AppendLine($"    iifname {members} ip daddr {subnet.Ipv4} return\n    iifname {members} ip6 daddr {subnet.Ipv6} return");
            text.AppendLine($"    iifname {members} jump {network.Acls[subnet.Acl].Name}_out");
        }
        text.AppendLine("  }");
    }

    private static void Forwarding(StringBuilder text, NetworkPlan network)
    {
        text.AppendLine("  chain forwarding { type filter hook forward priority filter; policy drop;\n    jump leaving");
        text.AppendLine($"    oifname \"{Topology.Nobody}\" counter name {Drops.Nobody} drop");
        foreach (SubnetPlan subnet in network.Subnets)
        {
            if (Interfaces(network, subnet) is not { } members) continue;
            TablePlan table = network.Tables[subnet.Table];
            text.AppendLine($"    iifname {members} oifname \"{Topology.NoRoute}\" counter name {Drops.NoRoute(table)} drop");
            text.AppendLine($"    iifname {members} oifname \"{Topology.Blackhole}\" counter name {Drops.Blackhole(table)} drop");
        }
        GatewayText.ToGateways(text, network);
        foreach (SubnetPlan subnet in network.Subnets)
        {
            if (Interfaces(network, subnet) is not { } members) continue;
            text.AppendLine($"    oifname {members} iifname != {members} jump {network.Acls[subnet.Acl].Name}_in");
        }
        // VPC guide, "NAT gateway basics": of fragments it takes those of UDP.
        text.AppendLine($"    oifname \"{Topology.Nat}\" meta mark {Piece} meta l4proto != udp counter name {Drops.NatFragment} drop");
        text.AppendLine("    accept\n  }");
    }

    private static string? Interfaces(NetworkPlan network, SubnetPlan subnet)
    {
        string[] members =
        [
            .. network.Hosts.Where(host => host.Subnet.Number == subnet.Number).Select(host => $"\"{Topology.RouterInterfaceOf(host.Number)}\""),
            .. network.Nat?.Subnet.Number == subnet.Number ? [$"\"{Topology.Nat}\""] : (string[])[],
        ];
        return members.Length == 0 ? null : $"{{ {string.Join(", ", members)} }}";
    }
}
