using System.Collections.Immutable;
using System.Diagnostics;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Actions;

namespace VpcSim.Testing.Attempts;

/// <summary>A question of DNS.</summary>
public sealed class ResolveAttempt : AttemptOf<ResolveAttempt>
{
    internal ResolveAttempt(SimulatedNetwork network, ActionResult result)
        : base(network, result)
    {
    }

    /// <summary>The addresses, or the names, that came. Waits for the end.</summary>
    public IReadOnlyList<string> Values => Finished().Values;

    /// <summary>An answer with records came.</summary>
    [StackTraceHidden]
    public ResolveAttempt ShouldResolve() => ShouldEnd(ActionOutcome.Answered);

    /// <summary>The name has these addresses and no others, in any order.</summary>
    [StackTraceHidden]
    public ResolveAttempt ShouldResolveTo(params string[] addresses)
    {
        var expected = ImmutableArray.CreateBuilder<IpAddress>();
        foreach (string text in addresses)
            expected.Add(IpAddress.TryParse(text, out IpAddress address) ? address : throw new VpcUsageException($"'{text}' is no address; write one such as 10.0.1.10"));
        return expected.Count > 0 ? Expect(Nothing with { Addresses = expected.ToImmutable() }) : throw new VpcUsageException($"{nameof(ShouldResolveTo)} takes one address or more");
    }

    /// <summary>The name does not exist (NXDOMAIN), or has no record of the type.</summary>
    [StackTraceHidden]
    public ResolveAttempt ShouldFail() => ShouldEnd(ActionOutcome.Failed);
}
