using VpcSim.Wire;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Replay.Duplicates;

/// <summary>What the sightings of one packet have in common.</summary>
internal static class Fingerprint
{
    /// <summary>Of a packet: its identity and its addresses in the design's terms, so that a public address and the private one behind it are the same.</summary>
    public static ulong Of(in PacketHeader packet, PacketIdentity identity) => Add(Add(identity.Hash, packet.Source), packet.Destination);

    /// <summary>Of one direction of a conversation.</summary>
    public static ulong OfFlow(in PacketHeader packet) =>
        Add(Add(Mix((ulong)packet.SourcePort << 16 | packet.DestinationPort), packet.Source), packet.Destination);

    private static ulong Add(ulong hash, WireAddress address) => Mix(Mix(hash ^ address.Low) ^ address.High);

    private static ulong Mix(ulong word)
    {
        ulong product = word * 0x9E37_79B9_7F4A_7C15;
        return product ^ (product >> 32);
    }
}
