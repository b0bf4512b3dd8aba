using VpcSim.Oracle.Tests.Judging;
using VpcSim.Oracle.Tests.Traffic;

namespace VpcSim.Oracle.Tests.Kernel;

/// <summary>The packets of one network on their way: sent in order, and noted where they arrive.</summary>
internal sealed unsafe class Crossing
{
    private const int MostWaits = 200;
    private readonly Topology _topology;
    private readonly IReadOnlyList<Probe> _probes;
    private readonly Judgement _expected;
    private readonly int[] _arrivals;
    private readonly Appearance?[] _sights;

    public Crossing(Topology topology, IReadOnlyList<Probe> probes, Judgement expected)
    {
        (_topology, _probes, _expected) = (topology, probes, expected);
        _arrivals = new int[probes.Count];
        _sights = new Appearance?[probes.Count];
        Array.Fill(_arrivals, Judgement.Lost);
    }

    public Judgement Result(IReadOnlyDictionary<string, int> dropped) => new(_arrivals, _sights, dropped);

    // The kernel handles a packet on the processor that sends it: on one processor they stay in order. The thread is thrown away with its affinity.
    public void Send(IReadOnlyList<Probe> probes)
    {
        Exception? failure = null;
        var sender = new Thread(() =>
        {
            try
            {
                ulong here = 1UL << (Libc.CurrentProcessor() & 63);
                Libc.Checked(Libc.SetAffinity(0, sizeof(ulong), &here), "sched_setaffinity");
                foreach (Probe probe in probes) Send(probe);
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

    public void Receive()
    {
        for (int place = 0; place < _topology.Ports.Length; place++)
            for (ReadOnlySpan<byte> packet = _topology.Ports[place].Receive(); packet.Length > 0; packet = _topology.Ports[place].Receive())
                NoteArrival(packet, place);
    }

    /// <summary>How many of the packets that were sent have not arrived; later fragments do not count.</summary>
    public int CountMissing(IReadOnlyList<Probe> sent) => sent.Count(probe => !probe.LaterFragment && _arrivals[probe.Number] == Judgement.Lost);

    private void Send(Probe probe)
    {
        if (probe.Sees is { } sees)
        {
            Receive();
            for (int wait = 0; wait < MostWaits && sees.Any(IsAwaited); wait++)
            {
                Thread.Sleep(1);
                Receive();
            }
        }
        if (Answering.Resolve(probe, _probes, _arrivals, _sights) is { } packet) _topology.Ports[probe.From].Send(packet);
        else _arrivals[probe.Number] = Judgement.Unsent;
    }

    private bool IsAwaited(int number) => _arrivals[number] == Judgement.Lost && _expected.Arrivals[number] != Judgement.Lost;

    private void NoteArrival(ReadOnlySpan<byte> packet, int place)
    {
        int number = ProbePackets.NumberOf(packet);
        if (number < 0 || number >= _probes.Count) return;
        _arrivals[number] = place;
        _sights[number] = Appearance.Of(packet);
        // Fragments that were put together arrive as one.
        if (_probes[number].LaterFragment && !Extension.IsLaterFragment(packet)) (_arrivals[number - 1], _sights[number - 1]) = (place, _sights[number]);
    }
}
