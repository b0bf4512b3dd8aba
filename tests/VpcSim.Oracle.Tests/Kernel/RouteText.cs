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
        for (int place = 0; place <= Probe.OnPremises; place++)
        {
            int table = Topology.TableOf(place);
            HostPlan? from = network.Hosts.FirstOrDefault(host => host.Number == place);
            text.AppendLine($"route flush table {table}");
            if (from is null && place < Probe.Internet) continue;
            foreach (HostPlan host in network.Hosts) text.AppendLine($"route add {host.AddressOf(ipv6)} dev e{host.Number} table {table}");
            text.AppendLine($"route add {(ipv6 ? Places.VpcIpv6Block : Places.VpcIpv4)} dev {Topology.Nobody} table {table}");
            text.AppendLine($"route add default dev {Topology.NoRoute} metric 9999 table {table}");
            if (from is null) continue;
            foreach (RoutePlan route in network.Tables[from.Subnet.Table].Routes.Where(route => route.IsIpv6 == ipv6))
                text.AppendLine($"route add {route.Destination} dev {InterfaceOf(route.Target)} metric 1 table {table}");
        }
        return text.ToString();
    }

    private static string InterfaceOf(string target) => target switch
    {
        "igw" => Topology.RouterInterfaceOf(Probe.Internet),
        "vgw" => Topology.RouterInterfaceOf(Probe.OnPremises),
        _ => Topology.Blackhole,
    };
}
