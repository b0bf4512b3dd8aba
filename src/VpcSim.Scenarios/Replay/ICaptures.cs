using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay;

/// <summary>Where decoded packets come from.</summary>
internal interface ICaptures
{
    /// <summary>Decodes the next packet, all but its number.</summary>
    /// <returns>False at the end.</returns>
    bool TryDecode(ref PacketHeader header, ref QuotedPacket quote, out Undecodable cause);
}
