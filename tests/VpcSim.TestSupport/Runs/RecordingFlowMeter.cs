using VpcSim.DataPath.Trace;

namespace VpcSim.TestSupport.Runs;

/// <summary>Counts as a flow log would, remembers what the latest packet added, and sees to it that holds are taken and given up in pairs.</summary>
public sealed class RecordingFlowMeter : IFlowMeter
{
    private readonly Dictionary<Observation, int> _handles = [];
    private readonly List<(Observation Observation, int Holds, Seen Total)> _counters = [];
    private readonly List<Seen> _latest = [];

    private const long MinuteNs = 60_000_000_000;
    private long _windowNs;

    /// <summary>Whether packets of one minute may be told together.</summary>
    public bool CountsTogether { get; set; }

    /// <summary>What was counted since <see cref="BeginPacket"/>.</summary>
    public IReadOnlyList<Seen> Latest => _latest;

    /// <summary>Everything counted so far, in the order of first sight.</summary>
    public IEnumerable<Seen> Totals => _counters.Where(counter => counter.Total.Packets > 0).Select(counter => counter.Total);

    /// <summary>Holds that nobody has given up.</summary>
    public int Holds => _counters.Sum(counter => counter.Holds);

    public void BeginPacket() => _latest.Clear();

    public int Open(in Observation observation)
    {
        if (!_handles.TryGetValue(observation, out int handle))
        {
            handle = _counters.Count;
            _handles.Add(observation, handle);
            _counters.Add((observation, 0, new Seen(observation, 0, 0, 0)));
        }
        (Observation seen, int holds, Seen total) = _counters[handle];
        _counters[handle] = (seen, holds + 1, total);
        return handle;
    }

    public void Count(int handle, long timeNs, long packetNumber, int packets, long bytes, byte tcpFlags)
    {
        (Observation observation, int holds, Seen total) = _counters[handle];
        if (holds == 0) throw new UnexpectedException($"counted without a hold: {observation}");
        _windowNs = WindowOf(timeNs);
        _latest.Add(new Seen(observation, packets, bytes, tcpFlags));
        _counters[handle] = (observation, holds, new Seen(observation, total.Packets + packets, total.Bytes + bytes, (byte)(total.TcpFlags | tcpFlags)));
    }

    public long TogetherUntilNs(long timeNs) => CountsTogether ? WindowOf(timeNs) + MinuteNs : timeNs;

    public void Add(int handle, long lastNs, int packets, long bytes, byte tcpFlags)
    {
        (Observation observation, _, Seen total) = _counters[handle];
        if (WindowOf(lastNs) != _windowNs) throw new UnexpectedException($"told late, after another minute began: {observation}");
        if (total.Packets == 0 || packets == 0) throw new UnexpectedException($"the first packet was not told at once: {observation}");
        if ((tcpFlags & 2) != 0) throw new UnexpectedException($"a SYN was held back: {observation}");
        Count(handle, lastNs, 0, packets, bytes, tcpFlags);
    }

    private static long WindowOf(long timeNs) => timeNs - (timeNs % MinuteNs);

    public void Release(int handle)
    {
        (Observation observation, int holds, Seen total) = _counters[handle];
        if (holds == 0) throw new UnexpectedException($"released more often than opened: {observation}");
        _counters[handle] = (observation, holds - 1, total);
    }
}
