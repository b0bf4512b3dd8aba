using VpcSim.DataPath.Trace;

namespace VpcSim.TestSupport.Runs;

/// <summary>Two meters that count the same.</summary>
internal sealed class TwoMeters(IFlowMeter first, IFlowMeter second) : IFlowMeter
{
    private readonly List<(int First, int Second)> _handles = [];

    public int Open(in Observation observation)
    {
        _handles.Add((first.Open(observation), second.Open(observation)));
        return _handles.Count - 1;
    }

    public void Count(int handle, long timeNs, long packetNumber, int packets, long bytes, byte tcpFlags)
    {
        first.Count(_handles[handle].First, timeNs, packetNumber, packets, bytes, tcpFlags);
        second.Count(_handles[handle].Second, timeNs, packetNumber, packets, bytes, tcpFlags);
    }

    public bool WantsNextHops => first.WantsNextHops || second.WantsNextHops;

    public void Link(int handle, int otherInterface)
    {
        first.Link(_handles[handle].First, otherInterface);
        second.Link(_handles[handle].Second, otherInterface);
    }

    public void Release(int handle)
    {
        first.Release(_handles[handle].First);
        second.Release(_handles[handle].Second);
    }
}
