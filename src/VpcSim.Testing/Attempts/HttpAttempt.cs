using System.Diagnostics;
using VpcSim.Scenarios.Actions;

namespace VpcSim.Testing.Attempts;

/// <summary>A GET of HTTP, also of the instance metadata service.</summary>
public sealed class HttpAttempt : AttemptOf<HttpAttempt>
{
    internal HttpAttempt(SimulatedNetwork network, ActionResult result)
        : base(network, result)
    {
    }

    /// <summary>An answer with a status below 400 came.</summary>
    [StackTraceHidden]
    public HttpAttempt ShouldBeAnswered() => ShouldEnd(ActionOutcome.Answered);

    /// <summary>An answer with this status came.</summary>
    [StackTraceHidden]
    public HttpAttempt ShouldReturn(int status) => Expect(Nothing with { Status = status });
}
