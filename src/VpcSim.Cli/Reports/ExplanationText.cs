using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Cli.Commands;
using VpcSim.DataPath;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Engine.Clock;
using VpcSim.FlowLogs;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Cli.Reports;

/// <summary>Explained conversations for a person: each kind of walk once and in full, what goes the same way in a line, then the flow-log records.</summary>
internal sealed class ExplanationText(ReplayReport report, Explaining explaining)
{
    /// <summary>Of more conversations than these the text tells the number only; <c>--json</c> holds them all.</summary>
    private const int MostConversations = 20;

    private readonly Design _design = report.Import.Design;
    private readonly NameIndex _names = new(report.Import.Design);
    private readonly StepText _steps = new(report.Import.Design);
    private readonly long _startNs = report.Summary.FirstPacketNs ?? 0;

    public IEnumerable<Section> Sections()
    {
        IReadOnlyList<ExplainedConversation> found = explaining.Explainer.Conversations;
        if (found.Count == 0)
        {
            yield return NotFound();
            yield break;
        }
        foreach (ExplainedConversation conversation in found.Take(MostConversations))
        {
            yield return Head(conversation);
            foreach (Section section in Packets(conversation)) yield return section;
        }
        if (found.Count > MostConversations)
        {
            yield return new Section
            {
                Lines = [$"{Number(found.Count - MostConversations)} more conversations between the two, which --json holds: name ports to see one of them, such as --explain '{Words(found[^1].Key)}'"],
            };
        }
        yield return Records(found);
    }

    private Section NotFound()
    {
        ImmutableArray<string> near = [.. explaining.Explainer.Nearest.Select(key => "  " + Words(key))];
        return new Section
        {
            Heading = $"No packet belongs to {explaining.Asked}",
            Lines = near.IsEmpty ? ["Nothing captured comes near it."] : ["The nearest conversations are:", .. near],
        };
    }

    private Section Head(ExplainedConversation conversation)
    {
        ConversationKey key = conversation.Key;
        long spanNs = conversation.Packets[^1].TimeNs - conversation.Packets[0].TimeNs;
        var counts = conversation.Packets.GroupBy(packet => conversation.Walks[packet.Walk].Outcome).OrderBy(group => group.Key)
            .Select(group => $"{Number(group.Count())} {StableNames.Of(group.Key)}");
        return new Section
        {
            Heading = $"Conversation {Words(key)}",
            Lines =
            [
                $"{SightText.End(key.First, key.FirstPort)} {Whereabouts(conversation, first: true)}, {SightText.End(key.Second, key.SecondPort)} {Whereabouts(conversation, first: false)}",
                $"{Number(conversation.Packets.Count)} {(conversation.Packets.Count == 1 ? "packet" : "packets")} in {Seconds(spanNs)} s: {string.Join(", ", counts)}",
            ],
        };
    }

    private string Whereabouts(ExplainedConversation conversation, bool first)
    {
        foreach (ExplainedWalk walk in conversation.Walks)
        {
            if (walk.Role == PacketRole.Error) continue;
            if (walk.FromFirst == first && walk.Entry is { } entry)
            {
                return entry.Kind switch
                {
                    EntryKind.Interface => $"is {_steps.Component(Verdict.Delivered(ComponentKind.NetworkInterface, entry.Index))}",
                    EntryKind.Internet => "is on the internet",
                    EntryKind.VpnGateway or EntryKind.TransitAttachment => "is on premises",
                    EntryKind.GatewayEndpoint => "is an AWS service",
                    _ => "is in another network",
                };
            }
            if (walk.FromFirst != first && walk is { Outcome: Outcome.Delivered, Verdict.Component: ComponentKind.NetworkInterface }) return $"is {_steps.Component(walk.Verdict)}";
        }
        if (conversation.Walks.FirstOrDefault(walk => walk.Outcome == Outcome.Consumed && (walk.FromFirst != first || walk.Entry is null)) is { } consumed && Owner(conversation, first) is null)
            return $"is {VerdictText.Service((VpcService)consumed.Verdict.Index)}";
        return Owner(conversation, first) is { } eni ? $"is {eni.Name} ({eni.Id})" : "is outside of the design";
    }

    private NetworkInterface? Owner(ExplainedConversation conversation, bool first)
    {
        IpAddress address = first ? conversation.Key.First : conversation.Key.Second;
        return _names.Resolve($"{address}").Interface;
    }

    // A walk is told in full at its first packet. What follows and goes ways that were told already is one line.
    private IEnumerable<Section> Packets(ExplainedConversation conversation)
    {
        var firsts = new Dictionary<int, long>();
        var folded = new List<ExplainedPacket>();
        foreach (ExplainedPacket packet in conversation.Packets)
        {
            if (!firsts.TryAdd(packet.Walk, packet.Number))
            {
                folded.Add(packet);
                continue;
            }
            if (folded.Count > 0) yield return Folded(folded, firsts);
            folded.Clear();
            yield return InFull(conversation, packet);
        }
        if (folded.Count > 0) yield return Folded(folded, firsts);
    }

    private Section Folded(List<ExplainedPacket> packets, Dictionary<int, long> firsts)
    {
        IGrouping<int, ExplainedPacket>[] ways = [.. packets.GroupBy(packet => packet.Walk)];
        string which = packets.Count == 1 ? $"packet {packets[0].Number}" : $"packets {packets[0].Number} to {packets[^1].Number}";
        string how = ways.Length == 1 && packets.Count == 1
            ? $"as packet {firsts[ways[0].Key]}"
            : string.Join(", ", ways.Select(way => $"{Number(way.Count())} as packet {firsts[way.Key]}"));
        return new Section { Lines = [$"{which}  +{Seconds(packets[0].TimeNs - _startNs)} s  {how}, {Number(packets.Sum(packet => (long)packet.Length))} bytes"] };
    }

    private Section InFull(ExplainedConversation conversation, ExplainedPacket packet)
    {
        ExplainedWalk walk = conversation.Walks[packet.Walk];
        string kind = PacketText.KindOf(packet, walk, conversation.Key.Protocol);
        return new Section
        {
            Heading = $"packet {packet.Number}  +{Seconds(packet.TimeNs - _startNs)} s  {PacketText.EndsOf(conversation.Key, walk)}  {kind}{(kind.Length > 0 ? ", " : "")}{Number(packet.Length)} bytes",
            Lines = [.. Story(conversation, packet, walk)],
            Columns = walk.Trail.IsEmpty ? [] : [new(""), new(""), new("")],
            Rows = [.. walk.Trail.Select((step, i) => Row.Of(TrailText.NameOf(step.Stage), _steps.Component(step), _steps.Decision(walk, i)))],
        };
    }

    private IEnumerable<string> Story(ExplainedConversation conversation, ExplainedPacket packet, ExplainedWalk walk)
    {
        byte protocol = conversation.Key.Protocol;
        switch (walk.Outcome)
        {
            case Outcome.Delivered:
                yield return $"delivered to {_steps.Component(walk.Verdict)}";
                break;
            case Outcome.Dropped:
                yield return $"dropped: {DropReasons.NameOf(walk.Verdict.Reason)}";
                yield return $"why: {_steps.Sentence(walk, protocol)}";
                yield return $"to pass it needs {_steps.Remedy(walk, protocol)}";
                break;
            case Outcome.NotSent:
                yield return "not sent: " + WhoIsToBlame(conversation, packet);
                break;
            case Outcome.Consumed:
                yield return $"consumed by {VerdictText.Service((VpcService)walk.Verdict.Index)}, a service of the VPC: neither groups nor network ACLs judge it";
                break;
            default:
                yield return "not in the design: both ends are outside every VPC, or no interface owns the source";
                break;
        }
        if (walk.IsCopy) yield return "captured before: it is the same packet once more, behind an appliance or at the other end";
        if (_steps.Entry(walk.Entry) is { } entry && !walk.Forms.IsEmpty)
            yield return $"{entry}, as {SightText.End(walk.Forms[0].Source, walk.Forms[0].SourcePort)} > {SightText.End(walk.Forms[0].Destination, walk.Forms[0].DestinationPort)}";
        if (StepText.LastChange(walk) is { } change) yield return $"behind the last stage: {change}";
        if (walk.Error is { } error)
            yield return $"the VPC router {error.From} answers {error.To} with ICMP type {Number(error.Type)} code {Number(error.Code)}{(error.Mtu > 0 ? $", MTU {Number(error.Mtu)}" : "")}";
        if (walk.WasReset) yield return "the NAT gateway answers with a RST";
    }

    private string WhoIsToBlame(ExplainedConversation conversation, ExplainedPacket packet)
    {
        if (packet.Blame == 0) return "its sender had no cause to, as nothing that it answers has arrived";
        foreach (ExplainedPacket earlier in conversation.Packets)
        {
            if (earlier.Number != packet.Blame) continue;
            ExplainedWalk walk = conversation.Walks[earlier.Walk];
            string fate = walk.Outcome == Outcome.Dropped ? $": {_steps.Component(walk.Verdict)} dropped it" : "";
            return $"its sender had no cause to, as packet {packet.Blame} did not arrive{fate}";
        }
        return $"its sender had no cause to, as packet {packet.Blame} did not arrive";
    }

    private Section Records(IReadOnlyList<ExplainedConversation> found)
    {
        PickedRecord[] records = [.. explaining.Records.Records];
        string[] missing = [.. found.SelectMany(conversation => conversation.Walks).Where(walk => !walk.IsLogged).Select(WhyUnlogged).Distinct()];
        string[] lines = [.. missing.Select(why => "In no record: " + why)];
        if (records.Length == 0) return new Section { Heading = "Flow-log records: none", Lines = [.. lines] };
        return new Section
        {
            Heading = $"Flow-log records that {(found.Count == 1 ? "it" : "they")} went into (of a log of all traffic)",
            Lines = [.. lines, .. report.Request.Output.Folder is null ? [] : StreamsOf(records)],
            Verbatim = [report.Request.Output.Format.Header, .. records.Select(record => record.Line)],
        };
    }

    private IEnumerable<string> StreamsOf(PickedRecord[] records) => records
        .SelectMany(record => LogPlaces.Of(_design, record.Interface, record.Accepted)).Distinct().Select(place => $"Of the design's own flow logs in {place}");

    private static string WhyUnlogged(ExplainedWalk walk) => walk switch
    {
        { IsCopy: true } => "packets captured again, which are counted once",
        { Outcome: Outcome.NotSent } => "packets that were not sent",
        { Outcome: Outcome.Consumed } => $"what {VerdictText.Service((VpcService)walk.Verdict.Index)} takes or sends, which flow logs leave out",
        { Outcome: Outcome.NotInDesign } => "packets that no interface of the design sends or receives",
        { Outcome: Outcome.Dropped } => $"packets dropped by {DropReasons.NameOf(walk.Verdict.Reason)}, which no interface logs at this point",
        _ => "packets that flow logs leave out (mirrored traffic; between an endpoint and a Network Load Balancer)",
    };

    private static string Words(ConversationKey key) => PacketText.Words(key);

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(long nanoseconds) => string.Create(CultureInfo.InvariantCulture, $"{(decimal)nanoseconds / SimTime.NanosecondsPerSecond:F6}");
}
