using VpcSim.DataPath.Fabrics;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay;

/// <summary>The watchers of a run, as one.</summary>
internal sealed class Watchers(IReadOnlyList<IReplayWatcher> watchers) : IReplayWatcher
{
    private readonly IReplayWatcher[] _watchers = [.. watchers];

    public bool WantsFrames => _watchers.Any(watcher => watcher.WantsFrames);

    public bool Wants(in PacketHeader packet)
    {
        foreach (IReplayWatcher watcher in _watchers)
            if (watcher.Wants(in packet)) return true;
        return false;
    }

    public void Saw(in ReplayedPacket packet)
    {
        foreach (IReplayWatcher watcher in _watchers)
            if (watcher.Wants(in packet.Header)) watcher.Saw(in packet);
    }

    public void Changed(Fabric fabric)
    {
        foreach (IReplayWatcher watcher in _watchers) watcher.Changed(fabric);
    }
}
