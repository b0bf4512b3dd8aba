using System.Collections.Immutable;
using System.Diagnostics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Naming;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Files;

namespace VpcSim.Testing.Attempts;

/// <summary>What holds of every attempt. Each assertion waits for its end, gives the attempt back, and throws <see cref="VpcAssertionException"/> where it does not hold.</summary>
/// <typeparam name="TSelf">The attempt that further assertions are made of.</typeparam>
public abstract class AttemptOf<TSelf> : Attempt
    where TSelf : AttemptOf<TSelf>
{
    private static readonly string[] _reasons = [.. Enum.GetValues<DropReason>().Where(static reason => reason != DropReason.None).Select(DropReasons.NameOf)];

    private protected AttemptOf(SimulatedNetwork network, ActionResult result)
        : base(network, result)
    {
    }

    /// <summary>The other host said that nothing listens there (RST, ICMP port unreachable), or the firewall of the own one refuses.</summary>
    [StackTraceHidden]
    public TSelf ShouldBeRefused() => ShouldEnd(ActionOutcome.Refused);

    /// <summary>Nothing came for as long as the protocol tries.</summary>
    [StackTraceHidden]
    public TSelf ShouldTimeOut() => ShouldEnd(ActionOutcome.TimedOut);

    /// <summary>An ICMP error said that there is no way, or the host has none itself.</summary>
    [StackTraceHidden]
    public TSelf ShouldBeUnreachable() => ShouldEnd(ActionOutcome.Unreachable);

    /// <summary>Something was sent, and no packet of it, there or back, was dropped.</summary>
    [StackTraceHidden]
    public TSelf ShouldBeDelivered() => Expect(Nothing with { Outcome = Placed(OutcomeWords.Delivered) });

    /// <summary>A packet of it was dropped: the first that was, for this reason and by this component.</summary>
    /// <param name="reason">A code of Reachability Analyzer's or our own (docs/verdicts.md), such as <c>ENI_SG_RULES_MISMATCH</c>; null for any.</param>
    /// <param name="by">The name of the interface, network ACL, route table or gateway; null for any.</param>
    [StackTraceHidden]
    public TSelf ShouldBeDropped(string? reason = null, string? by = null)
    {
        if (reason is not null && !_reasons.Contains(reason))
            throw new VpcUsageException($"'{reason}' is no reason of a drop; the nearest are {string.Join(", ", NearestNames.Of(reason, _reasons))}");
        return Expect(Nothing with
        {
            Outcome = Placed(OutcomeWords.Dropped),
            Dropped = reason is null ? null : Placed(reason),
            By = by is null ? null : Placed(by),
        });
    }

    /// <summary>Its first packet passed these components in their order: gateways, endpoints, interfaces, network ACLs, route tables, <c>Office/1</c> for a tunnel.</summary>
    /// <exception cref="VpcUsageException">No component is named, or one that there is not.</exception>
    [StackTraceHidden]
    public TSelf ShouldGoThrough(params string[] components) => Expect(Nothing with { Via = Named(components) });

    /// <summary>Its first packet passed none of these components.</summary>
    /// <exception cref="VpcUsageException">No component is named, or one that there is not.</exception>
    [StackTraceHidden]
    public TSelf ShouldNotGoThrough(params string[] components) => Expect(Nothing with { NotVia = Named(components) });

    /// <summary>It took no longer.</summary>
    [StackTraceHidden]
    public TSelf ShouldEndWithin(TimeSpan span) => Expect(Nothing with { WithinNs = Spans.Nanoseconds(span) });

    private protected static StepExpectation Nothing { get; } = new(default(Import.Documents.Place));

    private protected static Placed Placed(string text) => new(text, default);

    private static ImmutableArray<Placed> Named(string[] components) =>
        components.Length > 0 ? [.. components.Select(Placed)] : throw new VpcUsageException("name a component, such as a gateway: without one this holds of every way");

    [StackTraceHidden]
    private protected TSelf ShouldEnd(ActionOutcome outcome) => Expect(Nothing with { Outcome = Placed(OutcomeWords.Of(outcome)) });

    [StackTraceHidden]
    private protected TSelf Expect(StepExpectation expectation)
    {
        ActionResult result = Finished();
        string expected = $"{ActionText.Of(result.Action)}: {ActionJudge.Words(expectation)}";
        if (!result.IsOver) throw new VpcAssertionException($"{expected}\n  could not be judged: it was not over a day later");
        if (Network.FailureOf(expectation, result) is { } failure) throw new VpcAssertionException($"{expected}\n  {failure}");
        return (TSelf)this;
    }
}
