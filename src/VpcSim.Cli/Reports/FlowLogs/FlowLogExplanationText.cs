using System.Globalization;
using VpcSim.Model.Designs;
using VpcSim.Model.SecurityGroups;
using VpcSim.Scenarios.Diagnosis;

namespace VpcSim.Cli.Reports.FlowLogs;

/// <summary>What <c>vpcsim flow-logs explain</c> says to a person.</summary>
internal sealed class FlowLogExplanationText
{
    private readonly FlowLogExplanation _explanation;
    private readonly Design _design;
    private readonly RejectText _rejects;
    private readonly ChangeText _changes;

    private FlowLogExplanationText(FlowLogExplanation explanation)
    {
        (_explanation, _design) = (explanation, explanation.Design);
        _rejects = new RejectText(_design);
        _changes = new ChangeText(_design);
    }

    public static Document Of(FlowLogExplanation explanation) => new([.. new FlowLogExplanationText(explanation).Sections()]);

    private IEnumerable<Section> Sections()
    {
        FlowBook book = _explanation.Book;
        yield return new Section { Lines = [.. Head(book)] };
        foreach (RejectGroup group in _explanation.Shown) yield return Of(group);
        if (_explanation.Shown.Length < _explanation.Rejects.Length)
            yield return new Section { Lines = [Invariant($"and {_explanation.Rejects.Length - _explanation.Shown.Length:N0} more reasons, of {_explanation.Rejects.Skip(_explanation.Shown.Length).Sum(static group => group.Records):N0} records (all of them: --limit 0)")] };
        if (_explanation.Needed is not { } needed) yield break;
        if (_explanation.TellsUnused) yield return Unused(needed);
        if (_explanation.TellsTightest) yield return Tightest(needed);
        yield return new Section { Lines = [.. Basis(needed)] };
    }

    private IEnumerable<string> Head(FlowBook book)
    {
        string files = _explanation.Files.Length <= 3 ? string.Join(", ", _explanation.Files) : Invariant($"{_explanation.Files[0]} and {_explanation.Files.Length - 1} more files");
        yield return Invariant($"{files}: {book.Records:N0} records of {book.Interfaces.Count:N0} interfaces, {book.Accepted:N0} accepted, {book.Rejected:N0} rejected{Period(book.First, book.Last)}");
        yield return $"{_explanation.Designs.Names} in {_design.Region}";
        if (book.Skipped > 0) yield return Invariant($"AWS skipped records of {book.Skipped:N0} intervals (SKIPDATA): what they held is not here");
        if (book.Incomplete > 0) yield return Invariant($"{book.Incomplete:N0} records lack addresses, ports, protocol, interface or action, and are left out");
        if (book.Rejected == 0) yield return "nothing was rejected";
    }

    private Section Of(RejectGroup group) => new()
    {
        Heading = Invariant($"{group.Records:N0} rejected{(group.Records == 1 ? "" : $", {group.Packets:N0} packets")}: {_rejects.Traffic(group)}"),
        Lines = [.. Story(group)],
    };

    private IEnumerable<string> Story(RejectGroup group)
    {
        yield return $"why: {_rejects.Why(group)}";
        if (group.IsUnsolicited) yield return "nobody of them was let in anywhere in the period: unless the service is meant for them, nothing has to change";
        if (group.Plan is { Changes: [_, ..] } plan)
        {
            string whom = plan.ForAll ? "" : Invariant($" (of the busiest alone, {group.Peers[0]}{(group.Ports.Length > 1 ? $" at port {group.Ports[0]}" : "")})");
            yield return plan.Changes.Length == 1 ? $"to let it pass{whom}: {_changes.Sentence(plan.Changes[0])}" : $"to let it pass{whom}, all of:";
            if (plan.Changes.Length > 1)
                foreach (var change in plan.Changes) yield return $"  {_changes.Sentence(change)}";
            if (plan.Passes) yield return "tried: packet and answer pass with it";
        }
        string more = group.Plan is { Changes: [_, ..] } ? "that is not all" : "it does not pass";
        if (group.Plan is { Refused: { } refused, Refusal: { } why }) yield return $"{more}: AWS refuses to {_changes.Sentence(refused)}: {why}";
        else if (group.Plan is { Refusal: { } problem }) yield return $"{more}: {problem}";
        else if (_rejects.Remaining(group) is { } remaining) yield return $"{(group.Plan is { Changes: [_, ..] } ? "that is not all; it needs" : "it needs")} {remaining}";
    }

    private Section Unused(NeededRules needed)
    {
        string[] lines =
        [
            .. needed.Rules.Where(static rule => rule.IsUnused).Select(rule => $"{Named(rule)}: {Way(rule)} {Words(rule.Rule)}"),
            .. needed.UnusedEntries.Select(static unused => $"{unused.Acl.Name} ({unused.Acl.Id}): {unused.Entry}"),
        ];
        return new Section { Heading = "Rules that no accepted record needed", Lines = lines.Length > 0 ? [.. lines] : ["none"] };
    }

    private Section Tightest(NeededRules needed)
    {
        TightRule[] narrower = [.. needed.Rules.Where(static rule => rule.IsNarrower && !rule.IsUnused)];
        return new Section
        {
            Heading = "The tightest rules that the accepted records need",
            Columns = narrower.Length == 0 ? [] : [new("group"), new("", IsNumber: true), new("rule"), new("would do, and refuse the rest of it")],
            Rows = [.. narrower.Select(rule => Row.Of(Named(rule), Invariant($"{rule.Records:N0}"), $"{Way(rule)} {Words(rule.Rule)}", string.Join(", ", rule.Needed.Select(Words))))],
            Lines = narrower.Length == 0 ? ["each rule is needed as it is, or not at all"] : [],
        };
    }

    private static IEnumerable<string> Basis(NeededRules needed)
    {
        yield return Invariant($"This rests on {needed.Records:N0} accepted records of {needed.Conversations:N0} conversations: what did not happen in the period (a restore, the end of a month) is not in it.");
        if (needed.IsProven) yield return "Tried: without those rules and with the tightest ones all these conversations pass.";
        else yield return needed.Refusal is { } refusal ? $"Not tried: AWS refuses these rules ({refusal})." : "Tried, and not all of these conversations pass: do not take the rules as they stand.";
        if (needed.Refused > 0) yield return Invariant($"{needed.Refused:N0} accepted records are of packets that the design refuses: the network that was logged had other rules, and what those records need is not here.");
        if (needed.NotPlaced > 0) yield return Invariant($"{needed.NotPlaced:N0} accepted records are of interfaces that the design does not hold.");
        if (needed.Ambiguous > 0) yield return Invariant($"{needed.Ambiguous:N0} accepted records are of interfaces that may be one or another of the design's (ambiguous), and count for none: a flow log with the field flow-direction would tell which.");
        string[] unjudged = [.. needed.UnjudgedGroups.Select(static group => group.Name), .. needed.UnjudgedAcls.Select(static acl => acl.Name)];
        if (unjudged.Length > 0) yield return $"Not judged, since no interface that has them was logged: {string.Join(", ", unjudged)}.";
    }

    private string Named(TightRule rule) => $"{_design.SecurityGroups[rule.Key.Component].Name} ({_design.SecurityGroups[rule.Key.Component].Id})";

    private static string Way(TightRule rule) => rule.Key.Egress ? "outbound" : "inbound";

    private string Words(SecurityGroupRule rule) =>
        rule.GroupId is { } id && _design.SecurityGroups.FirstOrDefault(group => group.Id == id) is { } peer ? $"{rule} ({peer.Name})" : rule.ToString();

    private static string Period(long first, long last) => first == 0 ? "" : $", {FlowLogTimes.Text(first)} to {FlowLogTimes.Text(last)}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
