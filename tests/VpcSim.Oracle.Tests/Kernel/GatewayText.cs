using System.Net;
using System.Text;
using VpcSim.Oracle.Tests.Judging;
using VpcSim.Oracle.Tests.Networks;

namespace VpcSim.Oracle.Tests.Kernel;

/// <summary>Gateways without state in the router: the internet gateway, VPC peering and the virtual private gateway.</summary>
internal static class GatewayText
{
    private const string Error = "icmp type destination-unreachable";

    /// <summary>In from the internet: public addresses become private ones, and IPv6 takes the gateway by which its receiver answers.</summary>
    public static void FromInternet(StringBuilder text, NetworkPlan network)
    {
        text.AppendLine("  chain from_internet { type filter hook prerouting priority -150; policy accept;\n    iifname != \"inet\" accept");
        for (int vpc = 1; vpc < network.Vpcs; vpc++)
            text.AppendLine($"    ip daddr {Places.VpcIpv4(vpc)} counter name {Drops.NoGateway} drop\n    ip6 daddr {Places.VpcIpv6(vpc)} counter name {Drops.NoGateway} drop");
        (string Private, string Public)[] elastic = [.. network.Elastic];
        string known = elastic.Length == 0 ? "meta nfproto ipv4" : $"ip daddr != {{ {string.Join(", ", elastic.Select(pair => pair.Public))} }}";
        text.AppendLine($"    {known} counter name {Drops.NotPublic} drop");
        foreach ((string own, string known4) in elastic) text.AppendLine($"    ip daddr {known4} {Error} @th,160,32 {Number(known4)} @th,160,32 set {Number(own)}");
        if (elastic.Length > 0) text.AppendLine($"    ip daddr set ip daddr map {{ {string.Join(", ", elastic.Select(pair => $"{pair.Public} : {pair.Private}"))} }}");
        // The kernel itself looks up the way back, in the table of the receiver's subnet.
        foreach (HostPlan host in network.Hosts.Where(host => host.Subnet.Vpc == 0)) text.AppendLine($"    ip6 daddr {{ {string.Join(", ", host.Ipv6)} }} meta mark set {Topology.TableOf(host.Number)}");
        text.AppendLine($"    meta nfproto ipv6 meta mark != 0 fib saddr . mark oifname \"{Topology.EgressOnly}\" meta mark set {Topology.ByEgressOnly} accept");
        text.AppendLine("    meta nfproto ipv6 meta mark set 0\n  }");
    }

    /// <summary>What gateways refuse to let out.</summary>
    public static void ToGateways(StringBuilder text, NetworkPlan network)
    {
        (string Private, string Public)[] elastic = [.. network.Elastic];
        // Of what is sent on for another one, that one's address is translated. (VPC guide, "Middlebox routing wizard")
        string others = elastic.Length == 0 ? "meta nfproto ipv4" : $"ip saddr != {{ {string.Join(", ", elastic.Select(pair => pair.Private))} }}";
        text.AppendLine($"    oifname \"inet\" ip daddr {{ 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 }} counter name {Drops.PrivateDestination} drop");
        text.AppendLine($"    oifname \"inet\" ip daddr 100.64.0.0/10 counter name {Drops.SharedDestination} drop");
        text.AppendLine($"    oifname \"inet\" {others} counter name {Drops.NoPublicAddress} drop");
        // IPv6 is public: by either internet gateway it is on its way to the other VPC, which has none.
        for (int vpc = 1; vpc < network.Vpcs; vpc++) text.AppendLine($"    oifname {{ \"inet\", \"{Topology.EgressOnly}\" }} ip6 daddr {Places.VpcIpv6(vpc)} counter name {Drops.NoGateway} drop");
        text.AppendLine($"    oifname \"prem\" ip daddr != {Places.OnPremises} counter name {Drops.UnknownToVpn} drop");
        // A virtual private gateway brings nothing to another VPC.
        text.AppendLine($"    iifname \"prem\" oifname \"{Topology.NoRoute}\" counter name {Drops.Nobody} drop");
        text.AppendLine($"    iifname \"{Topology.Nat}\" oifname \"{Topology.Nat}\" counter name {Drops.NatLeadsBack} drop");
        for (int vpc = 1; vpc < network.Vpcs; vpc++)
        {
            Peering(text, Topology.PeeringInterface(vpc, atPeer: false), 0, vpc);
            Peering(text, Topology.PeeringInterface(vpc, atPeer: true), vpc, 0);
        }
    }

    /// <summary>Out to the internet: private addresses become public ones, in what an error quotes too.</summary>
    public static void Translating(StringBuilder text, NetworkPlan network)
    {
        text.AppendLine("  chain translating { type filter hook postrouting priority srcnat; policy accept;\n    oifname != \"inet\" accept");
        foreach ((string own, string known) in network.Elastic) text.AppendLine($"    ip saddr {own} {Error} @th,192,32 {Number(own)} @th,192,32 set {Number(known)}");
        if (network.Elastic.Any()) text.AppendLine($"    ip saddr set ip saddr map {{ {string.Join(", ", network.Elastic.Select(pair => $"{pair.Private} : {pair.Public}"))} }}");
        text.AppendLine("  }");
    }

    // From the one VPC's addresses to the other's, never further. (VPC peering guide, "Edge to edge routing")
    private static void Peering(StringBuilder text, string way, int from, int to)
    {
        text.AppendLine($"    oifname \"{way}\" ip saddr != {Places.VpcIpv4(from)} counter name {Drops.PeerAddress} drop");
        text.AppendLine($"    oifname \"{way}\" ip daddr != {Places.VpcIpv4(to)} counter name {Drops.PeerAddress} drop");
        text.AppendLine($"    oifname \"{way}\" ip6 saddr != {Places.VpcIpv6(from)} counter name {Drops.PeerAddress} drop");
        text.AppendLine($"    oifname \"{way}\" ip6 daddr != {Places.VpcIpv6(to)} counter name {Drops.PeerAddress} drop");
    }

    private static string Number(string address) => $"0x{Convert.ToHexStringLower(IPAddress.Parse(address).GetAddressBytes())}";
}
