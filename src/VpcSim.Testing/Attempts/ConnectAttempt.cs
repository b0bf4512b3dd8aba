using System.Diagnostics;
using VpcSim.Scenarios.Actions;

namespace VpcSim.Testing.Attempts;

/// <summary>A TCP connection.</summary>
public sealed class ConnectAttempt : AttemptOf<ConnectAttempt>
{
    internal ConnectAttempt(SimulatedNetwork network, ActionResult result)
        : base(network, result)
    {
    }

    /// <summary>Bytes that came back. Waits for its end.</summary>
    public long BytesReceived => Finished().BytesReceived;

    /// <summary>The connection was made, used and closed.</summary>
    [StackTraceHidden]
    public ConnectAttempt ShouldConnect() => ShouldEnd(ActionOutcome.Connected);

    /// <summary>The connection was made, then ended by a RST.</summary>
    [StackTraceHidden]
    public ConnectAttempt ShouldBeReset() => ShouldEnd(ActionOutcome.Reset);

    /// <summary>So many bytes came back.</summary>
    [StackTraceHidden]
    public ConnectAttempt ShouldReceive(long bytes) => Expect(Nothing with { Bytes = bytes });
}
