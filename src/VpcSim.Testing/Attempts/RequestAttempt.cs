using System.Diagnostics;
using VpcSim.Scenarios.Actions;

namespace VpcSim.Testing.Attempts;

/// <summary>Requests that want answers: echo requests, datagrams, questions for the time, for a lease, for an activation.</summary>
public sealed class RequestAttempt : AttemptOf<RequestAttempt>
{
    internal RequestAttempt(SimulatedNetwork network, ActionResult result)
        : base(network, result)
    {
    }

    /// <summary>How many answers came. Waits for its end.</summary>
    public int Answers => Finished().Answers;

    /// <summary>An answer came.</summary>
    [StackTraceHidden]
    public RequestAttempt ShouldBeAnswered() => ShouldEnd(ActionOutcome.Answered);

    /// <summary>So many answers came.</summary>
    [StackTraceHidden]
    public RequestAttempt ShouldBeAnswered(int times) => Expect(Nothing with { Answers = times });

    /// <summary>An answer came that says no.</summary>
    [StackTraceHidden]
    public RequestAttempt ShouldFail() => ShouldEnd(ActionOutcome.Failed);
}
