using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Trace;

/// <summary>A conversation some of whose packets were dropped or not sent; the ends as of its first dropped packet.</summary>
/// <param name="Protocol">IANA number.</param>
/// <param name="Source">Sender of the first dropped packet.</param>
/// <param name="SourcePort">0 for protocols without ports.</param>
/// <param name="Destination">Its receiver.</param>
/// <param name="DestinationPort">0 for protocols without ports.</param>
/// <param name="Drops">Packets dropped, both directions.</param>
/// <param name="NotSent">Packets not sent, both directions.</param>
/// <param name="FirstDropNumber">Number of the first packet dropped.</param>
/// <param name="Verdict">That packet's verdict by its number in the verdict book.</param>
public readonly record struct DroppedConversation(
    byte Protocol,
    IpAddress Source,
    ushort SourcePort,
    IpAddress Destination,
    ushort DestinationPort,
    long Drops,
    long NotSent,
    long FirstDropNumber,
    int Verdict);
