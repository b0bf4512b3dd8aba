using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Expectations;

/// <summary>A packet that was tried, and what became of it.</summary>
/// <param name="Packet">As it entered.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Trail">The decisions on its way.</param>
internal sealed record Probe(PacketHeader Packet, ProbeKind Kind, Verdict Verdict, ImmutableArray<StageRecord> Trail)
{
    public IpAddress Source => Packet.Source.ToIpAddress();

    public IpAddress Destination => Packet.Destination.ToIpAddress();
}
