using VpcSim.DataPath.Trace;

namespace VpcSim.Scenarios.Tracing;

/// <summary>Counts nothing: no flow log is asked for.</summary>
internal sealed class UncountedFlows : IFlowMeter
{
    public static UncountedFlows Instance { get; } = new();

    public int Open(in Observation observation) => 0;

    public void Count(int handle, long timeNs, long packetNumber, int packets, long bytes, byte tcpFlags)
    {
    }

    public void Release(int handle)
    {
    }
}
