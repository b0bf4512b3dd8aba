using VpcSim.Wire;

namespace VpcSim.DataPath.Flows;

/// <summary>What later fragments take over from the first one of their datagram.</summary>
internal readonly record struct FirstFragment(
    ushort SourcePort, ushort DestinationPort, byte IcmpType, byte IcmpCode, ushort IcmpIdentifier, bool Sent, long Blame)
{
    /// <summary>A later fragment with what the first one shows: the datagram that both are part of.</summary>
    public PacketHeader WholeOf(in PacketHeader later)
    {
        PacketHeader whole = later;
        whole.SourcePort = SourcePort;
        whole.DestinationPort = DestinationPort;
        whole.IcmpType = IcmpType;
        whole.IcmpCode = IcmpCode;
        whole.IcmpIdentifier = IcmpIdentifier;
        whole.Traits |= IcmpType switch
        {
            8 or 128 => PacketTraits.EchoRequest,
            0 or 129 when later.Protocol is 1 or 58 => PacketTraits.EchoReply,
            _ => PacketTraits.None,
        };
        return whole;
    }
}
