using System.Text.Json;
using VpcSim.Oracle.Tests.Judging;
using VpcSim.Oracle.Tests.Networks;
using VpcSim.Oracle.Tests.Traffic;

namespace VpcSim.Oracle.Tests.Kernel;

/// <summary>The Linux kernel as a judge: network namespaces, policy routing and nftables.</summary>
internal sealed unsafe class KernelNetwork : IDisposable
{
    /// <summary>Networks before the namespaces are made anew, so that the kernel's table of connections does not fill.</summary>
    private const int Generation = 100;
    private const int FirstZone = 1;
    private const int MostAttempts = 12;
    private Topology _topology = Topology.Build();
    private int _networks;

    /// <summary>Lets the packets cross a network, one after the other.</summary>
    public Judgement Judge(NetworkPlan network, IReadOnlyList<Probe> probes)
    {
        Renew();
        Drain();
        int[] arrivals = new int[probes.Count];
        Array.Fill(arrivals, Judgement.Lost);
        var dropped = new Dictionary<string, int>();
        if (network.Becomes is null) Cross(network, probes);
        else
        {
            Cross(network, [.. probes.Where(probe => !probe.IsLate)]);
            Cross(network.Becomes, [.. probes.Where(probe => probe.IsLate)]);
        }
        _networks++;
        return new Judgement(arrivals, dropped);

        // Connections stay when rules are loaded anew; counters begin at nothing.
        void Cross(NetworkPlan asItIs, IReadOnlyList<Probe> sent)
        {
            Load(asItIs, FirstZone + _networks * Places.MostHosts);
            Send(sent);
            foreach ((string by, int packets) in Settle(probes, sent, arrivals)) dropped[by] = dropped.GetValueOrDefault(by) + packets;
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

    private static void Load(NetworkPlan network, int zone)
    {
        Commands.Run(RouteText.Of(network, ipv6: false), "ip", "-force", "-4", "-n", Topology.Router, "-batch", "-");
        Commands.Run(RouteText.Of(network, ipv6: true), "ip", "-force", "-6", "-n", Topology.Router, "-batch", "-");
        Commands.Run("", "ip", "netns", "exec", Topology.Groups, "sysctl", "-q", "-w", $"net.netfilter.nf_conntrack_tcp_loose={(network.TracksFromTheMiddle ? 1 : 0)}");
        Commands.Run(RouterText.Of(network), "ip", "netns", "exec", Topology.Router, "nft", "-f", "-");
        Commands.Run(GroupText.Of(network, zone), "ip", "netns", "exec", Topology.Groups, "nft", "-f", "-");
    }

    // The kernel handles a packet on the processor that sends it: on one processor they stay in order. The thread is thrown away with its affinity.
    private void Send(IReadOnlyList<Probe> probes)
    {
        Exception? failure = null;
        var sender = new Thread(() =>
        {
            try
            {
                ulong here = 1UL << (Libc.CurrentProcessor() & 63);
                Libc.Checked(Libc.SetAffinity(0, sizeof(ulong), &here), "sched_setaffinity");
                foreach (Probe probe in probes) _topology.Ports[probe.From].Send(probe.Packet);
            }
            catch (InvalidOperationException exception)
            {
                failure = exception;
            }
        });
        sender.Start();
        sender.Join();
        if (failure is not null) throw failure;
    }

    // What an earlier network delivered late is none of this one's arrivals.
    private void Drain()
    {
        foreach (PacketPort port in _topology.Ports)
            while (port.Receive().Length > 0) ;
    }

    // A busy kernel may finish later: nothing is missing once every packet is an arrival or counted.
    private Dictionary<string, int> Settle(IReadOnlyList<Probe> probes, IReadOnlyList<Probe> sent, int[] arrivals)
    {
        int expected = sent.Count(probe => !probe.LaterFragment);
        for (int attempt = 1; ; attempt++)
        {
            for (int place = 0; place < _topology.Ports.Length; place++)
                for (ReadOnlySpan<byte> packet = _topology.Ports[place].Receive(); packet.Length > 0; packet = _topology.Ports[place].Receive())
                    NoteArrival(arrivals, probes, packet, place);
            Dictionary<string, int> dropped = Counters();
            int known = sent.Count(probe => !probe.LaterFragment && arrivals[probe.Number] != Judgement.Lost) + dropped.Values.Sum();
            if (known >= expected || attempt == MostAttempts) return dropped;
            Thread.Sleep(attempt * 10);
        }
    }

    private static void NoteArrival(int[] arrivals, IReadOnlyList<Probe> probes, ReadOnlySpan<byte> packet, int place)
    {
        int number = ProbePackets.NumberOf(packet);
        if (number < 0 || number >= probes.Count) return;
        arrivals[number] = place;
        // Fragments that were put together arrive as one.
        if (probes[number].LaterFragment) arrivals[number - 1] = place;
    }

    private static Dictionary<string, int> Counters()
    {
        var counted = new Dictionary<string, int>();
        foreach (string networkNamespace in (string[])[Topology.Groups, Topology.Router])
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
