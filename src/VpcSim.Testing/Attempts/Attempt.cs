using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Runs;

namespace VpcSim.Testing.Attempts;

/// <summary>What a host was told to do, and what comes of it.</summary>
public abstract class Attempt
{
    private protected Attempt(SimulatedNetwork network, ActionResult result) => (Network, Result) = (network, result);

    /// <summary>Whether it is over; nothing waits for that.</summary>
    public bool IsOver => Result.IsOver;

    /// <summary>What came of it, in the words of scenario files: <c>connected</c>, <c>answered</c>, <c>refused</c>, <c>timed-out</c>, <c>unreachable</c>, <c>reset</c>, <c>failed</c>.
    /// Waits for its end.</summary>
    public string Outcome => OutcomeWords.Of(Finished().Outcome);

    /// <summary>What came back in words: addresses, an HTTP status and body, a time; why it failed. Waits for its end.</summary>
    public string Answer => Finished().Answer;

    /// <summary>How long it took. Waits for its end.</summary>
    public TimeSpan Duration => Finished() is { EndNs: { } end } result ? Spans.Of(end - result.StartNs) : TimeSpan.Zero;

    /// <summary>Packets of it, there and back, that the network dropped. Waits for its end.</summary>
    public long DroppedPackets => Finished().Dropped;

    private protected SimulatedNetwork Network { get; }

    private protected ActionResult Result { get; }

    /// <summary>What came of it, and the way of the packet that was dropped first, or else of the first one, hop by hop. Waits for its end.</summary>
    public string Explain() => $"{this}{SimulatedNetwork.Indented(Network.Why(Finished()))}";

    /// <summary>In a line: what was done and what came of it so far.</summary>
    public override string ToString() => $"{ActionText.Of(Result.Action)}: {TimelineText.Came(Result)}";

    private protected ActionResult Finished()
    {
        if (!Result.IsOver) Network.Simulation.RunUntilOver(Result, Network.Simulation.NowNs + Scenario.DefaultTailNs);
        return Result;
    }
}
