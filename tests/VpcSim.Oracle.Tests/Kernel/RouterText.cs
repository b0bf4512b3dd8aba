using System.Text;
using VpcSim.Oracle.Tests.Judging;
using VpcSim.Oracle.Tests.Networks;

namespace VpcSim.Oracle.Tests.Kernel;

/// <summary>Network ACLs, gateways and the ends of routes that lead nowhere as nftables rules, all of them stateless.</summary>
internal static class RouterText
{
    public static string Of(NetworkPlan network)
    {
        var text = new StringBuilder("flush ruleset\ntable inet router {\n");
        foreach (string counter in Drops.OfRouter(network)) text.AppendLine($"  counter {counter} {{ }}");
        // Fragments are put together before anything judges them; nothing is tracked.
        text.AppendLine($"  chain whole {{ type filter hook prerouting priority raw; policy accept;\n{GroupText.ProbesOnly}    notrack\n    ct state invalid counter\n  }}");
        foreach (AclPlan acl in network.Acls)
        {
            AclChain(text, acl, egress: true);
            AclChain(text, acl, egress: false);
        }
        Leaving(text, network);
        Forwarding(text, network);
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

    // Out of a subnet: before the route is looked up, and not for neighbours of the same subnet.
    private static void Leaving(StringBuilder text, NetworkPlan network)
    {
        text.AppendLine("  chain leaving { type filter hook prerouting priority filter; policy accept;");
        foreach (SubnetPlan subnet in network.Subnets)
        {
            if (Interfaces(network, subnet) is not { } members) continue;
            text.AppendLine($"    iifname {members} ip daddr {subnet.Ipv4} accept\n    iifname {members} ip6 daddr {subnet.Ipv6} accept");
            text.AppendLine($"    iifname {members} jump {network.Acls[subnet.Acl].Name}_out");
        }
        text.AppendLine("  }");
    }

    private static void Forwarding(StringBuilder text, NetworkPlan network)
    {
        text.AppendLine("  chain forwarding { type filter hook forward priority filter; policy drop;");
        FromInternet(text, network);
        text.AppendLine($"    oifname \"{Topology.Nobody}\" counter name {Drops.Nobody} drop");
        foreach (SubnetPlan subnet in network.Subnets)
        {
            if (Interfaces(network, subnet) is not { } members) continue;
            TablePlan table = network.Tables[subnet.Table];
            text.AppendLine($"    iifname {members} oifname \"{Topology.NoRoute}\" counter name {Drops.NoRoute(table)} drop");
            text.AppendLine($"    iifname {members} oifname \"{Topology.Blackhole}\" counter name {Drops.Blackhole(table)} drop");
        }
        ToGateways(text, network);
        foreach (SubnetPlan subnet in network.Subnets)
        {
            if (Interfaces(network, subnet) is not { } members) continue;
            text.AppendLine($"    oifname {members} iifname {members} accept");
            text.AppendLine($"    oifname {members} jump {network.Acls[subnet.Acl].Name}_in");
        }
        text.AppendLine("    accept\n  }");
    }

    private static void FromInternet(StringBuilder text, NetworkPlan network)
    {
        text.AppendLine($"    iifname \"inet\" {WithoutPublicAddress(network, "daddr")} counter name {Drops.NotPublic} drop");
    }

    private static void ToGateways(StringBuilder text, NetworkPlan network)
    {
        // Of what is sent on for another one, that one's address is translated. (VPC guide, "Middlebox routing wizard")
        string others = WithoutPublicAddress(network, "saddr");
        text.AppendLine($"    oifname \"inet\" ip daddr {{ 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 }} counter name {Drops.PrivateDestination} drop");
        text.AppendLine($"    oifname \"inet\" ip daddr 100.64.0.0/10 counter name {Drops.SharedDestination} drop");
        text.AppendLine($"    oifname \"inet\" {others} counter name {Drops.NoPublicAddress} drop");
        text.AppendLine($"    oifname \"prem\" ip daddr != {Places.OnPremises} counter name {Drops.UnknownToVpn} drop");
    }

    private static string WithoutPublicAddress(NetworkPlan network, string end)
    {
        string[] holders = [.. network.Hosts.Where(host => host.HasPublicAddress).Select(host => host.Ipv4)];
        return holders.Length == 0 ? "meta nfproto ipv4" : $"ip {end} != {{ {string.Join(", ", holders)} }}";
    }

    private static string? Interfaces(NetworkPlan network, SubnetPlan subnet)
    {
        string[] members = [.. network.Hosts.Where(host => host.Subnet == subnet).Select(host => $"\"e{host.Number}\"")];
        return members.Length == 0 ? null : $"{{ {string.Join(", ", members)} }}";
    }
}
