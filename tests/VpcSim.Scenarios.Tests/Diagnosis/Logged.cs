using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Diagnosis;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Scenarios.Tests.Diagnosis;

/// <summary>Traffic through a design, written as a flow log and read back: what a diagnosis gets to see.</summary>
internal sealed class Logged
{
    public const string Full = "version interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status tcp-flags pkt-srcaddr pkt-dstaddr flow-direction reject-reason";

    private readonly Action<Run> _traffic;
    private readonly string? _format;

    private Logged(Design design, Action<Run> traffic, string? format)
    {
        (Design, _traffic, _format) = (design, traffic, format);
        Text = Play(design, out bool isThrough);
        IsThrough = isThrough;
    }

    public Design Design { get; }

    /// <summary>The flow log with its header line.</summary>
    public string Text { get; }

    /// <summary>Whether no packet was dropped.</summary>
    public bool IsThrough { get; }

    /// <param name="design">The design through which it goes.</param>
    /// <param name="traffic">Sends it.</param>
    /// <param name="format">The flow log's; null for AWS's default, which tells neither flags nor direction.</param>
    public static Logged Of(DesignBuilder design, Action<Run> traffic, string? format = null) => new(design.Complete(), traffic, format);

    public static FlowBook BookOf(string text)
    {
        using var folder = new TemporaryFolder();
        var book = new FlowBook();
        foreach (FlowLogRecord record in new FlowLogReader().Read([folder.Write("flows.log", text)])) book.Add(record);
        return book;
    }

    /// <summary>Explains it by the design itself, or by another one.</summary>
    /// <param name="design">The design; null for the one through which the traffic went.</param>
    /// <param name="edit">Changes the flow log's text: the account that was logged has other ids.</param>
    public ImmutableArray<RejectGroup> Explain(Design? design = null, Func<string, string>? edit = null) => Explain(BookOf(edit is null ? Text : edit(Text)), design ?? Design);

    public static ImmutableArray<RejectGroup> Explain(FlowBook book, Design design)
    {
        var diagnosis = new RejectDiagnosis(design, DataPathSettings.Default, ProvisionOptions.Default);
        return [.. diagnosis.Explain(book, TestContext.Current.CancellationToken).Select(diagnosis.WithPlan)];
    }

    /// <summary>The same traffic through the design with changes.</summary>
    public Logged After(IEnumerable<DesignChange> changes) =>
        new(changes.Aggregate(Design, static (design, change) => change.Apply(design, timeNs: 0, ProvisionOptions.Default)), _traffic, _format);

    /// <summary>A change in few words: <c>authorize-security-group-ingress web: tcp 22 203.0.113.5/32</c>, <c>create-network-acl-entry acl: outbound 110 allow …</c>.</summary>
    public static string[] Words(ChangePlan? plan) => plan is null ? [] : [.. plan.Changes.Select(static change => change switch
    {
        SecurityGroupRuleChange rule => $"{rule.Action} {NameOf(rule.Group)}: {Model.RuleText.ProtocolAndPorts(rule.Rule.Protocol, rule.Rule.From, rule.Rule.To)} {rule.Rule.Cidr?.ToString() ?? NameOf(rule.Rule.Group!)}",
        NetworkAclEntryChange entry => $"{entry.Action} {NameOf(entry.Acl)}: {entry.Entry}",
        PublicAccessExclusionCreation exclusion => $"{exclusion.Action} {NameOf(exclusion.Subnet)}: {(exclusion.EgressOnly ? "allow-egress" : "allow-bidirectional")}",
        _ => change.Action,
    })];

    // The builder makes ids of names.
    private static string NameOf(string id) => id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..];

    private string Play(Design design, out bool isThrough)
    {
        LogFormat? format = null;
        if (_format is not null) Assert.True(LogFormat.TryParse(_format, out format, out _));
        using var text = new MemoryStream();
        using var log = new FlowLogRun(design, new FlowLogOptions { Format = format ?? LogFormat.Default, Text = text });
        var run = new Run(design, DataPathSettings.Default, also: log.Meter);
        _traffic(run);
        log.Finish(run.NowNs);
        isThrough = true;
        for (int i = 0; i < run.DataPath.Verdicts.Count; i++) isThrough &= run.DataPath.Verdicts.OutcomeOf(i) != Outcome.Dropped;
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
