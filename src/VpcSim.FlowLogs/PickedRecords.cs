using System.Collections.Concurrent;
using System.Text;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Destinations;

namespace VpcSim.FlowLogs;

/// <summary>Picks out of the log of everything the records that chosen packets went into (<see cref="FlowLogOptions.Picked"/>).</summary>
/// <remarks>Packets are picked on the thread that replays, before they are counted in a window that ends; records come on the thread that counts.</remarks>
public sealed class PickedRecords : IRecordSink
{
    private const long SecondNs = 1_000_000_000;
    private readonly ConcurrentDictionary<Observation, List<long>> _seconds = new();
    private readonly List<Candidate> _candidates = [];

    /// <summary>The records in their order, without line ends; meaningful when the run is finished.</summary>
    public IEnumerable<PickedRecord> Records => _candidates.Where(IsCounted).Select(candidate => new PickedRecord(candidate.Key.Interface, candidate.Key.Accepted, candidate.Line));

    /// <summary>Picks what one packet was counted as.</summary>
    /// <param name="observed">What interfaces saw of it.</param>
    /// <param name="timeNs">When, in nanoseconds since 1970. Times do not go back.</param>
    public void Pick(ReadOnlySpan<Observation> observed, long timeNs)
    {
        long second = timeNs / SecondNs;
        foreach (ref readonly Observation observation in observed)
        {
            List<long> seconds = _seconds.GetOrAdd(KeyOf(in observation), static _ => []);
            if (seconds.Count == 0 || seconds[^1] != second) seconds.Add(second);
        }
    }

    /// <summary>Records that belong to no packet are never picked.</summary>
    void IRecordSink.Write(in RecordStamp stamp, ReadOnlySpan<byte> line)
    {
    }

    internal void Take(in FlowAggregate aggregate, ReadOnlySpan<byte> line)
    {
        Observation key = KeyOf(aggregate.Observation);
        if (_seconds.ContainsKey(key))
            _candidates.Add(new Candidate(key, aggregate.FirstSeconds, aggregate.LastSeconds, Encoding.UTF8.GetString(line.TrimEnd((byte)'\n'))));
    }

    // Others of the same flow may have filled a window in which none of the chosen packets was.
    private bool IsCounted(Candidate candidate)
    {
        List<long> seconds = _seconds[candidate.Key];
        int at = seconds.BinarySearch(candidate.FirstSeconds);
        if (at < 0) at = ~at;
        return at < seconds.Count && seconds[at] <= candidate.LastSeconds;
    }

    private static Observation KeyOf(in Observation observation) => observation with { TrafficPath = 0 };

    private sealed record Candidate(Observation Key, long FirstSeconds, long LastSeconds, string Line);
}
