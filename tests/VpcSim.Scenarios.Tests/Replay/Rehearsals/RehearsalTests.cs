using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Rehearsals;

namespace VpcSim.Scenarios.Tests.Replay.Rehearsals;

public class RehearsalTests
{
    [Fact]
    public void A_rehearsal_delivers_everything_so_that_the_paths_of_real_packets_are_the_ones_that_it_compiles()
    {
        ReplaySummary summary = Rehearsal.Run();

        Assert.Equal(summary.PacketsRead, summary.Outcomes.Single(pair => pair.Outcome == Outcome.Delivered).Packets);
        Assert.InRange(summary.Walks, 1, summary.PacketsRead / 2); // some walk, more repeat
        Assert.InRange(summary.LastPacketNs!.Value - summary.FirstPacketNs!.Value, 120_000_000_000, long.MaxValue); // windows end on the way
    }
}
