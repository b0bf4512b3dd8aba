using VpcSim.Oracle.Tests.Judging;
using VpcSim.Oracle.Tests.Networks;

namespace VpcSim.Oracle.Tests.Kernel;

/// <summary>A NAT gateway and an egress-only internet gateway as nftables rules, each in a namespace of its own with connection tracking.</summary>
internal static class NatText
{
    /// <param name="nat">The NAT gateway.</param>
    /// <param name="zone">The zone of its network.</param>
    public static string Of(NatPlan nat, int zone) => $$"""
        flush ruleset
        table ip nat {
          counter {{Drops.NatUnsolicited}} { }
          counter {{Drops.NatProtocol}} { }
          chain zones { type filter hook prerouting priority raw; policy accept;
        {{GroupText.ProbesOnlyOf("ip")}}    ct zone set {{zone}}
          }
          chain judge { type filter hook forward priority filter; policy drop;
            ip daddr {{nat.Ipv4}} counter name {{Drops.NatUnsolicited}} drop
            meta l4proto != { tcp, udp, icmp } counter name {{Drops.NatProtocol}} drop
            ct state invalid counter name {{Drops.NatUnsolicited}} drop
            accept
          }
          chain translate { type nat hook postrouting priority srcnat; policy accept;
            meta l4proto tcp snat to {{nat.Ipv4}}:1024-65535
            meta l4proto udp snat to {{nat.Ipv4}}:1024-65535
            meta l4proto icmp snat to {{nat.Ipv4}}
          }
        }

        """;

    /// <param name="zone">The zone of its network.</param>
    public static string OfEgressOnly(int zone) => $$"""
        flush ruleset
        table ip6 egress_only {
          counter {{Drops.EgressOnly}} { }
          chain zones { type filter hook prerouting priority raw; policy accept;
        {{GroupText.ProbesOnlyOf("ip6")}}    ct zone set {{zone}}
          }
          chain judge { type filter hook forward priority filter; policy drop;
            iifname "in" accept
            ct state established,related accept
            counter name {{Drops.EgressOnly}} drop
          }
        }

        """;
}
