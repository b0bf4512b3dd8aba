using System.Collections.Immutable;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Subscriptions;
using VpcSim.Model.Designs;

namespace VpcSim.FlowLogs;

/// <summary>The meter of a run with the records that come of it: one grid of windows, which a thread of its own may count, or many.</summary>
internal sealed class LoggedWindows : IDisposable
{
    private const int CellsOfFlow = 2; // both ways at one interface

    private readonly WindowPhases _phases;
    private readonly RecordStream[] _streams;
    private readonly WindowMeter[] _meters;
    private readonly WindowMeter? _single;
    private readonly MeterQueue? _queue;
    private readonly PhasedMeter? _phased;

    /// <param name="design">The design.</param>
    /// <param name="logs">The flow logs in force.</param>
    /// <param name="options">How they are made.</param>
    /// <param name="reported">Called when the records of a window are written; null for nobody.</param>
    public LoggedWindows(Design design, ImmutableArray<WrittenLog> logs, FlowLogOptions options, Action? reported = null)
    {
        _phases = WindowPhases.Of(design, options.Settings);
        _streams = [.. _phases.Grids.Select((grid, place) => new RecordStream(
            design, logs, RecordRules.Of(options.Settings, grid, options.LongestIdleSeconds), _phases.Grids.Length == 1 ? null : eni => _phases.GridOf(eni) == place))];
        _meters = [.. _streams.Select((stream, place) => new WindowMeter(stream.Plan, SinkOf(stream, reported), _phases.Grids[place]))];
        if (options.FlowBound is { } bound)
            foreach (WindowMeter meter in _meters) meter.Bound(Math.Max(1, (int)Math.Min(int.MaxValue, (long)bound.Most * CellsOfFlow / _meters.Length)), bound.Folder);
        if (_meters.Length > 1)
        {
            Meter = _phased = new PhasedMeter(_phases, _meters, options.LongestIdleSeconds);
            return;
        }
        _single = _meters[0];
        Meter = options.CountsAside ? _queue = new MeterQueue(_single) : _single;
    }

    /// <summary>What the data path counts with.</summary>
    public IFlowMeter Meter { get; }

    public long Records => _streams.Sum(stream => stream.Records);

    public long Skips => _streams.Sum(stream => stream.Skips);

    /// <summary>Counts of flows that went to disk, as often as they did.</summary>
    public long Moved => _meters.Sum(meter => meter.Moved);

    /// <summary>The most bytes that they took there.</summary>
    public long MostBytesAside => _meters.Sum(meter => meter.MostBytesAside);

    public int Gaps => _streams.Max(stream => stream.Gaps);

    /// <summary>Waits until everything so far is counted.</summary>
    public void Settle() => _queue?.Settle();

    /// <summary>Goes on, once everything is counted, with a changed design and the flow logs that are in force from now on.</summary>
    public void Change(Design design, ImmutableArray<WrittenLog> logs, long timeNs)
    {
        _phases.Adopt(design);
        _phased?.AdvanceTo(timeNs);
        for (int i = 0; i < _streams.Length; i++)
        {
            _streams[i].Change(design, logs, timeNs, _meters[i].Split);
            _meters[i].FollowPlan();
        }
        _phased?.AdvanceTo(timeNs); // to the windows that are open now
    }

    /// <summary>Reports all windows that are open.</summary>
    public void Finish(long lastPacketTimeNs)
    {
        _queue?.Drain();
        _single?.Finish(lastPacketTimeNs);
        _phased?.Finish(lastPacketTimeNs);
    }

    public void Dispose()
    {
        _queue?.Dispose();
        foreach (WindowMeter meter in _meters) meter.ForgetParts();
    }

    private static IWindowSink SinkOf(RecordStream stream, Action? reported) => reported is null ? stream : new ToldWindows(stream, reported);
}
