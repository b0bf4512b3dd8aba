using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Subscriptions;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Services;

namespace VpcSim.FlowLogs.Tests;

/// <summary>Flow logs over a design: packets in, the records of each log out.</summary>
internal sealed class Run
{
    private const long LongestIdleSeconds = 30L * 24 * 3600;

    private readonly WindowMeter _meter;
    private readonly RecordStream _stream;
    private readonly RecordingSink[] _sinks;
    private long _packet;
    private long _lastNs;

    public Run(Design design, params FlowLog[] flowLogs)
        : this(design, LongestIdleSeconds, [.. flowLogs.Select(flowLog => Subscription.Of(flowLog, design))])
    {
    }

    public Run(Design design, long longestIdleSeconds, params Subscription[] subscriptions)
    {
        _sinks = [.. subscriptions.Select(_ => new RecordingSink())];
        _stream = new RecordStream(
            design,
            [.. subscriptions.Zip(_sinks, (subscription, sink) => (subscription, (IRecordSink)sink))],
            AwsIpRanges.Default,
            longestIdleSeconds);
        _meter = new WindowMeter(_stream.Plan, _stream);
    }

    public int Gaps => _stream.Gaps;

    public long Records => _stream.Records;

    /// <summary>One log of everything in the given format, 60 s.</summary>
    public static Run Everything(Design design, string? format = null, int intervalSeconds = 60) =>
        new(design, LongestIdleSeconds, Subscription.Everything(design, LogFormat.Parse(format), intervalSeconds));

    public Run Packet(double seconds, in Observation observation, int bytes = 40, byte flags = 0, int packets = 1)
    {
        int handle = _meter.Open(observation);
        _lastNs = (long)Math.Round(seconds * 1000) * 1_000_000;
        _meter.Count(handle, _lastNs, ++_packet, packets, bytes, flags);
        _meter.Release(handle);
        return this;
    }

    /// <summary>Ends the run and gives the records of one log.</summary>
    public List<string> Lines(int log = 0)
    {
        _meter.Finish(_lastNs);
        return _sinks[log].Lines;
    }

    public List<string> LinesUntil(double seconds, int log = 0)
    {
        _meter.Finish((long)(seconds * 1e9));
        return _sinks[log].Lines;
    }

    /// <summary>The records so far, without ending the run.</summary>
    public List<string> LinesSoFar(int log = 0) => _sinks[log].Lines;
}
