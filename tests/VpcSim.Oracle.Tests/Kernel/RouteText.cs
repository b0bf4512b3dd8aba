using System.Text;
using VpcSim.Oracle.Tests.Networks;
using VpcSim.Oracle.Tests.Traffic;

namespace VpcSim.Oracle.Tests.Kernel;

/// <summary>A network's route tables as lines for <c>ip -batch</c>.</summary>
internal static class RouteText
{
    public static string Of(NetworkPlan network, bool ipv6)
    {
        var text = new StringBuilder();
        for (int place = 0; place < Probe.Internet; place++) text.AppendLine($"route flush table {Topology.TableOf(place)}");
        foreach (HostPlan host in network.Hosts) Table(text, network, Topology.TableOf(host.Number), host.Subnet.Vpc, ipv6, network.Tables[host.Subnet.Table]);
        foreach (int gateway in (int[])[Topology.TableOf(Probe.Internet), Topology.TableOf(Probe.OnPremises), Topology.EgressOnlyTable]) Renewed(gateway, 0, null);
        if (network.Nat is { } nat) Renewed(Topology.NatTable, 0, network.Tables[nat.Subnet.Table]);
        for (int vpc = 1; vpc < network.Vpcs; vpc++)
        {
            Renewed(Topology.PeeringTable(vpc, atPeer: false), 0, null);
            Renewed(Topology.PeeringTable(vpc, atPeer: true), vpc, null);
        }
        return text.ToString();

        void Renewed(int table, int vpc, TablePlan? routes)
        {
            text.AppendLine($"route flush table {table}");
            Table(text, network, table, vpc, ipv6, routes);
        }
    }

    // What a VPC brings to its own interfaces; of a gateway that is all.
    private static void Table(StringBuilder text, NetworkPlan network, int table, int vpc, bool ipv6, TablePlan? routes)
    {
        foreach (HostPlan host in network.Hosts.Where(host => host.Subnet.Vpc == vpc))
            foreach (string address in host.AddressesOf(ipv6)) text.AppendLine($"route add {address} dev e{host.Number} table {table}");
        if (network.Nat is { } nat && vpc == 0 && !ipv6) text.AppendLine($"route add {nat.Ipv4} dev {Topology.Nat} table {table}");
        text.AppendLine($"route add {(ipv6 ? Places.VpcIpv6(vpc) : Places.VpcIpv4(vpc))} dev {Topology.Nobody} table {table}");
        text.AppendLine($"route add default dev {Topology.NoRoute} metric 9999 table {table}");
        foreach (RoutePlan route in (routes?.Routes ?? []).Where(route => route.IsIpv6 == ipv6))
            text.AppendLine($"route add {route.Destination} dev {InterfaceOf(route.Target, vpc)} metric 1 table {table}");
    }

    private static string InterfaceOf(string target, int vpc) => target switch
    {
        "igw" => Topology.RouterInterfaceOf(Probe.Internet),
        "vgw" => Topology.RouterInterfaceOf(Probe.OnPremises),
        "nat" => Topology.Nat,
        "eigw" => Topology.EgressOnly,
        "gone" => Topology.Blackhole,
        _ => Topology.PeeringInterface(int.Parse(target[3..]), atPeer: vpc != 0),
    };
}
