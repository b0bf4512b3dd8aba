using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Runs;
using ModelDesign = VpcSim.Model.Designs.Design;

namespace VpcSim.Testing.Running;

/// <summary>Keeps what was counted, so that flow logs can be looked at as though the run ended now, and yet go on.</summary>
internal sealed class MeterTape : IFlowMeter
{
    private readonly List<Call> _calls = [];
    private readonly List<Observation> _observations = [];
    private readonly List<ModelDesign> _designs = [];
    private readonly Stack<int> _free = [];
    private int _handles;

    private enum What : byte
    {
        Count,
        Open,
        Link,
        Release,
        Change,
    }

    /// <inheritdoc/>
    public bool WantsNextHops => true;

    /// <inheritdoc/>
    public int Open(in Observation observation)
    {
        if (!_free.TryPop(out int handle)) handle = _handles++;
        _observations.Add(observation);
        _calls.Add(new Call(What.Open, handle, _observations.Count - 1));
        return handle;
    }

    /// <inheritdoc/>
    public void Count(int handle, long timeNs, long packetNumber, int packets, long bytes, byte tcpFlags) =>
        _calls.Add(new Call(What.Count, handle, packets, timeNs, packetNumber, bytes, tcpFlags));

    /// <inheritdoc/>
    public void Link(int handle, int otherInterface) => _calls.Add(new Call(What.Link, handle, otherInterface));

    /// <inheritdoc/>
    public void Release(int handle)
    {
        _calls.Add(new Call(What.Release, handle));
        _free.Push(handle);
    }

    /// <summary>From now on the design is another one.</summary>
    public void Change(ModelDesign design, long timeNs)
    {
        _designs.Add(design);
        _calls.Add(new Call(What.Change, 0, _designs.Count - 1, timeNs));
    }

    /// <summary>The log of all traffic, as though the run ended at a time.</summary>
    public RecordLog Play(LoadedScenario loaded, long nowNs)
    {
        using var text = new MemoryStream();
        using var logs = new FlowLogRun(loaded.Design, new FlowLogOptions { Format = RecordLog.Format, Text = text, Settings = loaded.FlowLogSettings });
        int[] handles = new int[_handles];
        foreach (Call call in _calls)
        {
            switch (call.What)
            {
                case What.Count:
                    logs.Meter.Count(handles[call.Handle], call.TimeNs, call.PacketNumber, call.Number, call.Bytes, call.TcpFlags);
                    break;
                case What.Open:
                    handles[call.Handle] = logs.Meter.Open(_observations[call.Number]);
                    break;
                case What.Link:
                    if (logs.Meter.WantsNextHops) logs.Meter.Link(handles[call.Handle], call.Number);
                    break;
                case What.Release:
                    logs.Meter.Release(handles[call.Handle]);
                    break;
                default:
                    logs.Change(_designs[call.Number], call.TimeNs);
                    break;
            }
        }
        logs.Finish(nowNs);
        return new RecordLog(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    private readonly record struct Call(What What, int Handle, int Number = 0, long TimeNs = 0, long PacketNumber = 0, long Bytes = 0, byte TcpFlags = 0);
}
