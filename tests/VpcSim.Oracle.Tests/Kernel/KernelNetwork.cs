using System.Text.Json;
using VpcSim.Oracle.Tests.Judging;
using VpcSim.Oracle.Tests.Networks;
using VpcSim.Oracle.Tests.Traffic;

namespace VpcSim.Oracle.Tests.Kernel;

/// <summary>The Linux kernel as a judge: network namespaces, policy routing and nftables.</summary>
internal sealed class KernelNetwork : IDisposable
{
    /// <summary>Networks before the namespaces are made anew, so that the kernel's table of connections does not fill.</summary>
    private const int Generation = 100;
    private const int FirstZone = 1;
    private const int MostAttempts = 12;
    private Topology _topology = Topology.Build();
    private string[] _tracking = [];
    private int _networks;

    /// <summary>Lets the packets cross a network, one after the other.</summary>
    /// <param name="network">The network.</param>
    /// <param name="probes">The packets.</param>
    /// <param name="expected">
    /// What the other judge says: how long an answer waits for what it answers. (What has not come by then has not come; a wrong expectation costs time or is told.)
    /// </param>
    public Judgement Judge(NetworkPlan network, IReadOnlyList<Probe> probes, Judgement expected)
    {
        Renew();
        Drain();
        var crossing = new Crossing(_topology, probes, expected);
        var dropped = new Dictionary<string, int>();
        if (network.Becomes is null) Cross(network, probes);
        else
        {
            Cross(network, [.. probes.Where(probe => !probe.IsLate)]);
            Cross(network.Becomes, [.. probes.Where(probe => probe.IsLate)]);
        }
        _networks++;
        return crossing.Result(dropped);

        // Connections stay when rules are loaded anew; counters begin at nothing.
        void Cross(NetworkPlan asItIs, IReadOnlyList<Probe> sent)
        {
            Load(asItIs, sent == probes || !sent.Any(probe => probe.IsLate));
            crossing.Send(sent);
            foreach ((string by, int packets) in Settle(crossing, sent)) dropped[by] = dropped.GetValueOrDefault(by) + packets;
        }
    }

    public void Dispose() => _topology.Dispose();

    private void Renew()
    {
        if (_networks < Generation) return;
        _topology.Dispose();
        _topology = Topology.Build();
        _networks = 0;
    }

    private void Load(NetworkPlan network, bool isNew)
    {
        int zone = FirstZone + _networks * Places.MostHosts;
        Commands.Run(RouteText.Of(network, ipv6: false), "ip", "-force", "-4", "-n", Topology.Router, "-batch", "-");
        Commands.Run(RouteText.Of(network, ipv6: true), "ip", "-force", "-6", "-n", Topology.Router, "-batch", "-");
        Commands.Run("", "ip", "netns", "exec", Topology.Groups, "sysctl", "-q", "-w", $"net.netfilter.nf_conntrack_tcp_loose={(network.TracksFromTheMiddle ? 1 : 0)}");
        Filter(Topology.Router, RouterText.Of(network));
        Filter(Topology.Groups, GroupText.Of(network, zone));
        if (isNew) _tracking = [Topology.Groups, Topology.Router, .. network.Nat is null ? (string[])[] : [Topology.NatGateway], .. network.HasEgressOnly ? [Topology.EgressOnlyGateway] : (string[])[]];
        if (network.Nat is { } nat) Filter(Topology.NatGateway, NatText.Of(nat, zone));
        if (_tracking.Contains(Topology.EgressOnlyGateway)) Filter(Topology.EgressOnlyGateway, NatText.OfEgressOnly(zone));
    }

    private static void Filter(string networkNamespace, string rules) => Commands.Run(rules, "ip", "netns", "exec", networkNamespace, "nft", "-f", "-");

    // What an earlier network delivered late is none of this one's arrivals.
    private void Drain()
    {
        foreach (PacketPort port in _topology.Ports)
            while (port.Receive().Length > 0) ;
    }

    // A busy kernel may finish later: nothing is missing once every packet is an arrival or counted.
    private Dictionary<string, int> Settle(Crossing crossing, IReadOnlyList<Probe> sent)
    {
        for (int attempt = 1; ; attempt++)
        {
            crossing.Receive();
            Dictionary<string, int> dropped = Counters();
            if (crossing.CountMissing(sent) <= dropped.Values.Sum() || attempt == MostAttempts) return dropped;
            Thread.Sleep(attempt * 10);
        }
    }

    private Dictionary<string, int> Counters()
    {
        var counted = new Dictionary<string, int>();
        foreach (string networkNamespace in _tracking)
        {
            using JsonDocument listing = JsonDocument.Parse(Commands.Run("", "ip", "netns", "exec", networkNamespace, "nft", "-j", "list", "counters"));
            foreach (JsonElement entry in listing.RootElement.GetProperty("nftables").EnumerateArray())
            {
                if (!entry.TryGetProperty("counter", out JsonElement counter)) continue;
                int packets = counter.GetProperty("packets").GetInt32();
                if (packets > 0) counted.Add(counter.GetProperty("name").GetString()!, packets);
            }
        }
        return counted;
    }
}
