using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Comparing;

/// <summary>Gathers a side's packets until the other side has handled them too.</summary>
internal sealed class SideWatcher(Design design, FateNumbers numbers) : IReplayWatcher
{
    private readonly FateReader _fates = new(design, numbers);
    private readonly ConversationKeys _keys = new();

    /// <summary>In the order in which they were handled.</summary>
    public Queue<SidePacket> Pending { get; } = new();

    public bool WantsFrames => false;

    public bool Wants(in PacketHeader packet) => packet.Status == DecodeStatus.Decoded;

    public void Saw(in ReplayedPacket packet)
    {
        Pending.Enqueue(SidePacket.Of(in packet, _fates, _keys.Of(in packet)));
    }
}
