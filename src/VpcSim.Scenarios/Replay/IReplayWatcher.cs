using VpcSim.DataPath.Fabrics;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay;

/// <summary>Is shown packets as they are replayed, with the walk that each of them took.</summary>
public interface IReplayWatcher
{
    /// <summary>Whether it reads the bytes of packets, which are kept for it then.</summary>
    bool WantsFrames { get; }

    /// <summary>Whether it wants to see a packet, which then walks the stages even where its way is remembered. The result is the same.</summary>
    /// <param name="packet">In the design's terms where it is decoded.</param>
    bool Wants(in PacketHeader packet);

    /// <summary>Sees a packet that it wants, of any outcome, in the order in which packets are handled.</summary>
    void Saw(in ReplayedPacket packet);

    /// <summary>From now on packets go through a changed network (a scenario's changes). Nothing has to be done where nobody looks at it.</summary>
    /// <param name="fabric">Its new interfaces stand behind those that it had.</param>
    void Changed(Fabric fabric)
    {
    }
}
