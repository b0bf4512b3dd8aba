using VpcSim.DataPath.Trace;

namespace VpcSim.Scenarios.Tests.Making;

/// <summary>Keeps what every packet was counted as, in order.</summary>
internal sealed class RecordingMeter : IFlowMeter
{
    private readonly List<Observation> _observations = [];

    public List<Counted> Counts { get; } = [];

    public int Open(in Observation observation)
    {
        _observations.Add(observation);
        return _observations.Count - 1;
    }

    public void Count(int handle, long timeNs, long packetNumber, int packets, long bytes, byte tcpFlags) =>
        Counts.Add(new Counted(_observations[handle], timeNs, packetNumber, packets, bytes));

    // What is given up, and when, is a test of the data path: FastPathTests.
    public void Release(int handle)
    {
    }

    internal sealed record Counted(Observation Seen, long TimeNs, long Number, int Packets, long Bytes)
    {
        /// <summary>Such as <c>ingress ACCEPT 203.0.113.9:40000 > 10.0.1.10:80</c>.</summary>
        public string Line =>
            $"{(Seen.Egress ? "egress" : "ingress")} {(Seen.Accepted ? "ACCEPT" : "REJECT")} "
            + $"{Seen.PacketSource}:{Seen.SourcePort} > {Seen.PacketDestination}:{Seen.DestinationPort}";
    }
}
