using System.Collections.Immutable;
using System.Globalization;
using VpcSim.DataPath.Trace;
using VpcSim.Engine.Clock;
using VpcSim.Model.Addressing;
using VpcSim.Model.FlowLogs;
using VpcSim.Scenarios.Replay;
using VpcSim.Wire.Captures;

namespace VpcSim.Cli.Reports;

/// <summary>The summary of a replay for a person: first what became of the packets, then who is to blame, then the records.</summary>
internal static class ReplayText
{
    private const int FirstOfLong = 10;

    public static Document Of(ReplayReport report)
    {
        ReplaySummary summary = report.Summary;
        if (report.Explaining is { } explaining)
            return new Document([Header(report), .. new ExplanationText(report, explaining).Sections(), Outcomes(summary), .. Notices(report) is { } notices ? [notices] : Array.Empty<Section>(), .. GuardText.Of(report)]);
        IEnumerable<Section?> sections =
        [
            Header(report), PlacementText.Of(report.Proposal), Outcomes(summary), Drops(summary), Consumed(summary), Undecodables(summary), Conversations(report), Notices(report), Records(report), .. GuardText.Of(report),
        ];
        return new Document([.. sections.OfType<Section>()]);
    }

    private static Section Header(ReplayReport report)
    {
        ReplaySummary summary = report.Summary;
        var lines = new List<string>();
        foreach (CaptureReport capture in summary.Captures)
        {
            lines.Add($"{capture.Path}{(capture.At is { } place ? $" at {place}" : "")}: {Packets(capture.Packets)}{How(capture.End)}");
            if (ClockText.Of(capture.Clock, summary.Captures) is { } clock) lines.Add($"  {clock}");
            if (capture.Selection is { } selection) lines.AddRange(SelectionText.Of(selection).Select(static line => $"  {line}"));
        }
        if (report.IsLimitReached) lines.Add($"stopped at --limit {summary.PacketsRead}");
        if (summary is { FirstPacketNs: { } first, LastPacketNs: { } last }) lines.Add($"{new SimTime(first)} to {new SimTime(last)} ({Seconds(last - first)} s)");
        lines.Add($"{report.Request.Design.Names} in {report.Import.Design.Region}, {(report.Request.Mode == ReplayMode.Open ? "open" : "causal")} replay");
        lines.AddRange(report.Settings.Changed.Select(setting => $"{setting.Name} is {setting.Value} ({setting.Origin}), by default {setting.Default}"));
        return new Section { Lines = [.. lines] };
    }

    private static Section Outcomes(ReplaySummary summary)
    {
        var rows = new List<Row>();
        foreach ((Outcome outcome, long packets) in summary.Outcomes)
            rows.Add(Row.Of(StableNames.Of(outcome), Number(packets), Percent(packets, summary.PacketsRead), Meaning(outcome)));
        rows.Add(Row.Of("read", Number(summary.PacketsRead), "", string.Join("; ", Notes(summary))));
        if (summary.Generated > 0) rows.Add(Row.Of("generated", Number(summary.Generated), "", "by the VPC itself; not among those read"));
        return new Section { Heading = "Packets", Columns = [new(""), new("", true), new("", true), new("")], Rows = [.. rows] };
    }

    private static IEnumerable<string> Notes(ReplaySummary summary)
    {
        if (summary.Reordered > 0) yield return $"{Number(summary.Reordered)} came too late to be sorted by time";
        if (summary.Duplicates > 0) yield return $"{Number(summary.Duplicates)} captured at another place too, sent once and in no flow log twice";
        if (summary.ForwardedCopies > 0) yield return $"{Number(summary.ForwardedCopies)} captured again behind an appliance, in no flow log twice";
    }

    private static Section? Drops(ReplaySummary summary) => summary.DropReasons.IsEmpty ? null : new Section
    {
        Heading = "Dropped, by reason",
        Columns = [new("", true), new(""), new("")],
        Rows = [.. summary.DropReasons.Select(drop => Row.Of(Number(drop.Packets), DropReasons.NameOf(drop.Reason), DropReasons.SentenceOf(drop.Reason)))],
    };

    private static Section? Consumed(ReplaySummary summary) => summary.Consumed.IsEmpty ? null : new Section
    {
        Heading = "Consumed, by service (in no flow log)",
        Columns = [new("", true), new("")],
        Rows = [.. summary.Consumed.Select(service => Row.Of(Number(service.Packets), VerdictText.Service(service.Service)))],
    };

    private static Section? Undecodables(ReplaySummary summary) => summary.UndecodableCauses.IsEmpty ? null : new Section
    {
        Heading = "Undecodable, by cause",
        Columns = [new("", true), new("")],
        Rows = [.. summary.UndecodableCauses.Select(cause => Row.Of(Number(cause.Packets), VerdictText.Cause(cause.Cause)))],
    };

    private static Section? Conversations(ReplayReport report)
    {
        ReplaySummary summary = report.Summary;
        if (summary.TopDropped.IsEmpty) return null;
        ImmutableArray<DroppedConversation> shown = summary.DroppedConversations > FirstOfLong * 2
            ? [.. summary.TopDropped.Take(FirstOfLong)]
            : summary.TopDropped;
        return new Section
        {
            Heading = shown.Length == summary.DroppedConversations
                ? "Conversations that lost packets"
                : $"Conversations that lost packets: the first {shown.Length} of {Number(summary.DroppedConversations)}",
            Columns = [new("dropped", true), new("not sent", true), new("conversation, and what dropped it first")],
            Rows =
            [
                .. shown.Select(conversation => new Row(
                    [Number(conversation.Drops), Number(conversation.NotSent), $"{Words(conversation)}  {DropReasons.NameOf(report.VerdictOf(conversation).Reason)}"],
                    report.SentenceOf(conversation))),
            ],
        };
    }

    private static Section? Notices(ReplayReport report)
    {
        IEnumerable<string> lines = report.Summary.BypassedEndpoints.Select(Bypass);
        ImmutableArray<string> all = [.. lines, .. FlowLogNotices(report.FlowLogs)];
        return all.IsEmpty ? null : new Section { Heading = "To know", Lines = all };
    }

    private static IEnumerable<string> FlowLogNotices(FlowLogReport flowLogs)
    {
        foreach (FlowLog log in flowLogs.Failed)
            yield return $"Flow log {log.Name} ({log.Id}) is active and delivers nothing: DeliverLogsStatus FAILED, {log.DeliverLogsErrorMessage}.";
        if (flowLogs.Skips > 0) yield return $"{Number(flowLogs.Skips)} SKIPDATA record(s) stand for records above flow-log-capacity.";
        if (flowLogs.Gaps > 0) yield return $"The captures have {flowLogs.Gaps} gap(s) of more than 30 days; no NODATA records are written for them.";
        if (!flowLogs.EmptyFields.IsEmpty)
            yield return $"Not modelled or not in the design, and so always - in flow logs: {string.Join(", ", flowLogs.EmptyFields)}.";
    }

    private static Section? Records(ReplayReport report)
    {
        if (report.FlowLogs.FirstRecords is not { } records) return null;
        return new Section
        {
            Heading = records.Count == 0 ? "Flow log of all traffic: no records" : $"Flow log of all traffic, the first {records.Count} records (all of them: --flow-logs FILE)",
            Verbatim = records.Count == 0 ? [] : [report.Request.Output.Format.Header, .. records],
        };
    }

    private static string Bypass(BypassedEndpoint bypassed) =>
        $"{Packets(bypassed.Packets)} to public addresses of {bypassed.Service}{(bypassed.IsCertain ? "" : " (as far as addresses tell)")}: with the private DNS names of "
        + $"{bypassed.Endpoint} a host would have used the endpoint; they were routed as they stand.";

    private static string Words(DroppedConversation conversation)
    {
        string protocol = IpProtocol.NameOf(conversation.Protocol);
        bool isWord = char.IsAsciiLetter(protocol[0]);
        return $"{(isWord ? protocol : "protocol " + protocol)} {End(conversation.Source, conversation.SourcePort)} > {End(conversation.Destination, conversation.DestinationPort)}";
    }

    private static string End(IpAddress address, ushort port)
    {
        if (port == 0) return address.ToString();
        return address.IsIPv4 ? $"{address}:{port}" : $"[{address}]:{port}";
    }

    private static string How(CaptureEnd end) => end switch
    {
        CaptureEnd.Grown => ", still being written to",
        CaptureEnd.Lossy => ", with packets missing",
        CaptureEnd.CutOff => ", then cut off",
        CaptureEnd.Damaged => ", then damaged",
        _ => "",
    };

    private static string Meaning(Outcome outcome) => outcome switch
    {
        Outcome.Delivered => "to an interface, or out to the internet, on premises or an AWS service",
        Outcome.Dropped => "by a component of the design",
        Outcome.NotSent => "their sender could not have sent them in this network",
        Outcome.Consumed => "by a service of the VPC",
        Outcome.NotInDesign => "both ends are outside every VPC, or no interface owns the source",
        Outcome.NotIp => "ARP and the like",
        _ => "headers that could not be read",
    };

    private static string Packets(long count) => count == 1 ? "1 packet" : $"{Number(count)} packets";

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Percent(long part, long whole) =>
        whole == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{(decimal)part * 100 / whole:F1} %");

    private static string Seconds(long nanoseconds) => string.Create(CultureInfo.InvariantCulture, $"{(decimal)nanoseconds / SimTime.NanosecondsPerSecond:F3}");
}
