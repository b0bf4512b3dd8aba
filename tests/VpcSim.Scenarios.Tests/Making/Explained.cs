using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Scenarios.Tests.Making;

/// <summary>A replay of which conversations were explained, and the way of each packet in short words.</summary>
internal sealed class Explained
{
    private readonly Design _design;
    private readonly TrailText _words;

    private Explained(Trial trial, Explainer explainer, PickedRecords records, ReplaySummary summary)
    {
        _design = trial.Design;
        _words = new TrailText(trial.Design);
        Conversations = explainer.Conversations;
        Nearest = [.. explainer.Nearest.Select(key => $"{key.Protocol} {SightText.End(key.First, key.FirstPort)} {SightText.End(key.Second, key.SecondPort)}")];
        Records = [.. records.Records.Select(record => $"{trial.Design.NetworkInterfaces[record.Interface].Name} {record.Line}")];
        Summary = summary;
    }

    public IReadOnlyList<ExplainedConversation> Conversations { get; }

    public string[] Nearest { get; }

    /// <summary>Each with the name of its interface: <c>Web 198.51.100.7 10.0.1.10 40000 80 5 ACCEPT</c>.</summary>
    public string[] Records { get; }

    public ReplaySummary Summary { get; }

    public ExplainedConversation Only => Assert.Single(Conversations);

    /// <summary>Replays captures and explains what a query names, or the packet of a number.</summary>
    public static Explained Of(Trial trial, string asked, params Capture[] captures)
    {
        using var folder = new TemporaryFolder();
        CaptureInput[] inputs = [.. captures.Select((capture, i) => new CaptureInput(folder.Write($"{i}.pcap", capture.ToPcap())))];
        var records = new PickedRecords();
        var explainer = new Explainer(records);
        Assert.True(LogFormat.TryParse("srcaddr dstaddr srcport dstport packets action", out LogFormat? format, out _));
        using var log = new FlowLogRun(trial.Design, new FlowLogOptions { Format = format, Picked = records });
        var run = new ReplayRun(trial.Design, Fabric.Compile(trial.Design, trial.Settings), trial.Settings, trial.Options, log.Meter, explainer);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        explainer.Ask(long.TryParse(asked, out long number)
            ? run.Find(inputs, number, cancellation)
            : ConversationQuery.Parse(asked, trial.Design, new NameIndex(trial.Design), trial.Options.Mappings));
        ReplaySummary summary = run.Run(inputs, null, cancellation);
        log.Finish(summary.LastPacketNs ?? 0);
        return new Explained(trial, explainer, records, summary);
    }

    /// <summary>The walk of the packet at a place of the only conversation.</summary>
    public ExplainedWalk Walk(int place) => Only.Walks[Only.Packets[place].Walk];

    /// <summary>Its steps: stage, component, rule, state, and <c>!</c> where it was refused.</summary>
    public string[] Way(int place)
    {
        ExplainedWalk walk = Walk(place);
        return [.. walk.Trail.Select((step, i) => string.Join(", ", new[]
        {
            (step.Passed ? "" : "!") + TrailText.NameOf(step.Stage), NameOf(_words.Component(step)), _words.Rule(step) is var rule and not "-" ? rule : null,
            TrailText.State(step), walk.Former[i] == FormerConnection.None ? null : walk.Former[i].ToString(),
        }.Where(part => part is not null)))];
    }

    /// <summary>The packet as it was at each point of its way, points without change left out.</summary>
    public string[] Forms(int place)
    {
        var forms = new List<string>();
        foreach (PacketForm form in Walk(place).Forms)
        {
            string text = $"{SightText.End(form.Source, form.SourcePort)} > {SightText.End(form.Destination, form.DestinationPort)}";
            if (form.LoweredMss > 0) text += $" mss {form.LoweredMss}";
            if (form.Packets > 1) text += $" in {form.Packets}";
            if (forms.Count == 0 || forms[^1] != text) forms.Add(text);
        }
        return [.. forms];
    }

    /// <summary>Such as <c>1 delivered, 2 dropped</c>: number and outcome of each packet of all conversations.</summary>
    public string Story => string.Join(", ", Conversations.SelectMany(conversation =>
        conversation.Packets.Select(packet => $"{packet.Number} {Replayed.NameOf(conversation.Walks[packet.Walk].Outcome)}")));

    private static string NameOf(string component) => component.Split(" (")[0];
}
