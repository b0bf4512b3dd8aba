using VpcSim.DataPath.Fabrics;
using VpcSim.FlowLogs.Delivery;
using VpcSim.Scenarios.Replay;
using VpcSim.Wire;

namespace VpcSim.Cli.Commands;

/// <summary>A capture that is written as packets go by. Where the disk takes no more it is given up, and everything else goes on.</summary>
/// <param name="inner">Writes the capture.</param>
/// <param name="place">What the user called it.</param>
/// <param name="finish">Writes what is left.</param>
/// <param name="withdraw">Removes what was written.</param>
internal sealed class YieldingWatcher(IReplayWatcher inner, string place, Action finish, Action withdraw) : IReplayWatcher
{
    private IOException? _problem;

    public bool WantsFrames => inner.WantsFrames;

    /// <summary>Why it is not there; null where it is.</summary>
    public Undelivered? Undelivered => _problem is null ? null : new Undelivered(place, _problem.Message, 0, 0);

    public bool Wants(in PacketHeader packet) => _problem is null && inner.Wants(in packet);

    public void Saw(in ReplayedPacket packet)
    {
        if (_problem is not null) return;
        try
        {
            inner.Saw(in packet);
        }
        catch (IOException problem)
        {
            _problem = problem;
        }
    }

    public void Changed(Fabric fabric) => inner.Changed(fabric);

    public void Finish()
    {
        try
        {
            if (_problem is null) finish();
        }
        catch (IOException problem)
        {
            _problem = problem;
        }
        if (_problem is not null) withdraw();
    }
}
