using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Runs;

/// <summary>Words what happened, a line for each step.</summary>
public static class TimelineText
{
    /// <summary>The whole timeline, each line ended by a line feed: time, step, what came of it.</summary>
    public static string Of(Scenario scenario, IReadOnlyList<StepResult> steps)
    {
        if (steps.Count == 0) return "";
        int times = steps.Max(static step => Durations.Text(step.Step.AtNs).Length), words = Math.Min(60, steps.Max(static step => step.Words.Length));
        var text = new StringBuilder();
        foreach (StepResult step in steps)
            text.Append(Durations.Text(step.Step.AtNs).PadLeft(times)).Append("  ").Append(step.Words.PadRight(words)).Append("  ").Append(step.Came).Append('\n');
        return text.ToString();
    }

    /// <summary>What came of what a host was told once or several times.</summary>
    internal static string Came(ImmutableArray<ActionResult> results)
    {
        if (results.Length == 1) return Came(results[0]);
        IEnumerable<string> counts = results.GroupBy(static result => OutcomeWords.Of(result.Outcome)).Select(static group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}"));
        string drops = string.Join(", ", results.Select(static result => result.FirstDrop).OfType<TracedPacket>().GroupBy(static drop => drop.Verdict.Reason)
            .Select(static group => string.Create(CultureInfo.InvariantCulture, $"{DropReasons.NameOf(group.Key)} in {group.Count()}")));
        return string.Create(CultureInfo.InvariantCulture, $"{results.Length} times: {string.Join(", ", counts)}{(drops.Length > 0 ? $"; {drops}" : "")}");
    }

    /// <summary>What came of captures: how many packets had which outcome.</summary>
    internal static string Came(IReadOnlyList<CapturedTraffic> captures)
    {
        var counts = Enum.GetValues<Outcome>().Select(outcome => (outcome, Count: captures.Sum(capture => capture[outcome]))).Where(static each => each.Count > 0)
            .Select(static each => string.Create(CultureInfo.InvariantCulture, $"{each.Count} {WordOf(each.outcome)}"));
        return string.Create(CultureInfo.InvariantCulture, $"{captures.Sum(static capture => capture.Packets)} packets: {string.Join(", ", counts)}");
    }

    private static string WordOf(Outcome outcome) => outcome switch
    {
        Outcome.NotSent => "not sent",
        Outcome.NotInDesign => "not in the design",
        Outcome.NotIp => "not IP",
        Outcome.Delivered => "delivered",
        Outcome.Dropped => "dropped",
        Outcome.Consumed => "consumed",
        _ => "undecodable",
    };

    /// <summary>What came of an action, such as <c>connected after 40ms</c>.</summary>
    public static string Came(ActionResult result)
    {
        var text = new StringBuilder(OutcomeWords.Of(result.Outcome));
        if (result.EndNs is { } end && end > result.StartNs) text.Append(" after ").Append(Durations.Text(end - result.StartNs));
        if (result.Action is Ping or Send) text.Append(CultureInfo.InvariantCulture, $", {result.Answers} of {result.Requests} answered");
        else if (result.Answer.Length > 0) text.Append(": ").Append(FirstLine(result.Answer));
        if (result.Action is Connect or Fetch && result.ConnectedNs is not null)
            text.Append(CultureInfo.InvariantCulture, $", {result.BytesSent} bytes sent, {result.BytesReceived} received");
        if (result.FirstDrop is { } drop) text.Append(CultureInfo.InvariantCulture, $"; {result.Dropped} dropped ({DropReasons.NameOf(drop.Verdict.Reason)})");
        return text.ToString();
    }

    private static string FirstLine(string answer)
    {
        int end = answer.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? answer : answer[..end];
    }
}
