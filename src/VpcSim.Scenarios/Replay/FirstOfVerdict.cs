using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Replay;

/// <summary>The first packet of a run that met a verdict, its addresses in the design's terms.</summary>
/// <param name="Verdict">The verdict by its number in the verdict book.</param>
/// <param name="Packets">How many packets met it in all.</param>
/// <param name="Number">The first one's number.</param>
/// <param name="TimeNs">When, in nanoseconds since 1970.</param>
/// <param name="Protocol">IANA number.</param>
/// <param name="Source">Its sender.</param>
/// <param name="SourcePort">0 for protocols without ports.</param>
/// <param name="Destination">Its receiver.</param>
/// <param name="DestinationPort">0 for protocols without ports.</param>
public readonly record struct FirstOfVerdict(
    int Verdict, long Packets, long Number, long TimeNs, byte Protocol, IpAddress Source, ushort SourcePort, IpAddress Destination, ushort DestinationPort);
