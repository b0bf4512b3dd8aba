using System.Globalization;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Files;

namespace VpcSim.Scenarios.Expectations;

/// <summary>Judges what came of an action.</summary>
/// <param name="design">The design as it is then, whose names expectations use; packets are worded with the one under which they were judged.</param>
public sealed class ActionJudge(Design design)
{
    private readonly Waypoints _waypoints = new(design);
    private readonly ActionWhy _why = new();

    /// <param name="expect">What is expected.</param>
    /// <param name="result">What came.</param>
    /// <returns>What came instead, and why: the way of the packet that is to blame, several lines. Null where all of it holds.</returns>
    /// <exception cref="InvalidOperationException">A component is called as nothing in the design is.</exception>
    public string? FailureOf(StepExpectation expect, ActionResult result) => ProblemOf(expect, result) is { } problem ? $"{problem}{Why(result)}" : null;

    /// <summary>The walk's own explanation, each line behind a line feed: of the packet that was dropped first, else of the first one. Empty where none was sent.</summary>
    public string Why(ActionResult result) => _why.Of(result);

    /// <summary>What is expected, in the words of the file.</summary>
    public static string Words(StepExpectation expect)
    {
        var words = new List<string>();
        if (expect.Outcome is { } outcome) words.Add(outcome.Text);
        if (expect.Dropped is { } dropped) words.Add($"dropped {dropped}");
        if (expect.By is { } by) words.Add($"by {by}");
        if (!expect.Via.IsEmpty) words.Add($"via {string.Join(", ", expect.Via)}");
        if (!expect.NotVia.IsEmpty) words.Add($"not via {string.Join(", ", expect.NotVia)}");
        if (expect.WithinNs is { } within) words.Add($"within {Durations.Text(within)}");
        if (expect.Answers is { } answers) words.Add(string.Create(CultureInfo.InvariantCulture, $"{answers} answers"));
        if (expect.Bytes is { } bytes) words.Add(string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"));
        if (!expect.Addresses.IsEmpty) words.Add($"address {string.Join(", ", expect.Addresses)}");
        if (expect.Status is { } status) words.Add(string.Create(CultureInfo.InvariantCulture, $"status {status}"));
        if (expect.Refused is { } refused) words.Add($"refused {refused}");
        return string.Join(", ", words);
    }

    private string? ProblemOf(StepExpectation expect, ActionResult result)
    {
        if (!result.IsOver) return "could not be judged: it was not over when the scenario was stopped";
        if (result.CouldNotBeDone && expect.Outcome is null) return CouldNot(result);
        return OutcomeProblem(expect, result) ?? DropProblem(expect, result) ?? WayProblem(expect, result) ?? AnswerProblem(expect, result);
    }

    internal static string CouldNot(ActionResult result) => $"could not be done: {result.Answer}";

    private static string? OutcomeProblem(StepExpectation expect, ActionResult result)
    {
        if (expect.Outcome is not { Text: var wanted }) return null;
        string came = OutcomeWords.Of(result.Outcome);
        return wanted switch
        {
            OutcomeWords.Delivered when result.ForwardPackets == 0 => $"expected delivered, got nothing sent: {came}",
            OutcomeWords.Delivered when result.Dropped > 0 => string.Create(CultureInfo.InvariantCulture, $"expected delivered, got {result.Dropped} packets dropped"),
            OutcomeWords.Delivered => null,
            OutcomeWords.Dropped => result.Dropped > 0 ? null : $"expected dropped, got {came}: no packet was dropped",
            _ => wanted == came ? null : $"expected {wanted}, got {came}{(result.Answer.Length > 0 ? $" ({result.Answer})" : "")}",
        };
    }

    private string? DropProblem(StepExpectation expect, ActionResult result)
    {
        if (expect.Dropped is null && expect.By is null) return null;
        string wanted = expect.Dropped is { } reason ? $"dropped: {reason}{(expect.By is { } at ? $" by {at}" : "")}" : $"dropped by {expect.By}";
        if (result.FirstDrop is not { } drop) return $"expected {wanted}, got {OutcomeWords.Of(result.Outcome)}: no packet was dropped";
        bool reasonFits = expect.Dropped is not { Text: var named } || DropReasons.NameOf(drop.Verdict.Reason) == named;
        bool placeFits = expect.By is not { Text: var component } || Point(component).Matches(StepOf(drop.Verdict));
        return reasonFits && placeFits ? null : $"expected {wanted}, got {_why.Outcome(drop)}";
    }

    private string? WayProblem(StepExpectation expect, ActionResult result)
    {
        if (expect.Via.IsEmpty && expect.NotVia.IsEmpty) return null;
        if (result.Forward is not { } packet) return "could not be judged: it sent no packet whose way could be looked at";
        if (packet.Entry is null && packet.Trail.IsEmpty) return "could not be judged: its packets took no walk through the network";
        Waypoint[] via = [.. expect.Via.Select(way => Point(way.Text))];
        if (Waypoints.FirstMissing(packet.Trail, via) is { } missing) return $"expected a way via {string.Join(", ", expect.Via)}, got one that does not pass {missing.Name}";
        Waypoint? passed = expect.NotVia.Select(way => Point(way.Text)).FirstOrDefault(point => packet.Trail.Any(step => point.Matches(step)));
        return passed is null ? null : $"expected a way that does not pass {passed.Name}, got one that does";
    }

    private static string? AnswerProblem(StepExpectation expect, ActionResult result)
    {
        if (expect.Answers is { } answers && answers != result.Answers) return string.Create(CultureInfo.InvariantCulture, $"expected {answers} answers, got {result.Answers} to {result.Requests} requests");
        if (expect.Bytes is { } bytes && bytes != result.BytesReceived) return string.Create(CultureInfo.InvariantCulture, $"expected {bytes} bytes, got {result.BytesReceived}");
        if (!expect.Addresses.IsEmpty)
        {
            string[] got = [.. result.Values.Order(StringComparer.Ordinal)];
            if (!got.SequenceEqual(expect.Addresses.Select(static address => $"{address}").Order(StringComparer.Ordinal)))
                return $"expected the address {string.Join(", ", expect.Addresses)}, got {(got.Length == 0 ? "none" : string.Join(", ", got))}";
        }
        if (expect.Status is { } status && StatusOf(result) != status)
            return string.Create(CultureInfo.InvariantCulture, $"expected status {status}, got {(StatusOf(result) is { } came ? came.ToString(CultureInfo.InvariantCulture) : OutcomeWords.Of(result.Outcome))}");
        if (expect.WithinNs is { } within && result.EndNs - result.StartNs > within) return $"expected it within {Durations.Text(within)}, got {Durations.Text(result.EndNs!.Value - result.StartNs)}";
        return null;
    }

    // What an HTTP client learns begins so; the metadata service gives what was asked for alone.
    private static int? StatusOf(ActionResult result)
    {
        if (result is { Action: Metadata, Outcome: ActionOutcome.Answered }) return 200;
        const string Before = "HTTP ";
        bool told = result.Answer.StartsWith(Before, StringComparison.Ordinal) && result.Answer.Length >= Before.Length + 3;
        return told && int.TryParse(result.Answer.AsSpan(Before.Length, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int status) ? status : null;
    }

    private Waypoint Point(string name) => _waypoints.Find(name, out string? problem) ?? throw new InvalidOperationException(problem);

    private static StageRecord StepOf(Verdict verdict) => new(Stage.Delivery, verdict.Component, verdict.Index, verdict.Rule, verdict.Egress, Passed: false);
}
