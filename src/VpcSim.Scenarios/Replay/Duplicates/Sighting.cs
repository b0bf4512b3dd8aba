using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay.Duplicates;

/// <summary>A captured packet among those of other places.</summary>
internal struct Sighting
{
    /// <summary>What tells it from other packets, its addresses aside; meaningful for decoded packets only.</summary>
    public PacketIdentity Identity;

    /// <summary>0 for a packet that was captured once. Of several sightings of one packet the one that is sent has a number above 0, the others the same below 0.</summary>
    public int Twin;
}
