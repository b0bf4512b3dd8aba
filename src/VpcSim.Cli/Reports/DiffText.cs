using System.Globalization;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Comparing;

namespace VpcSim.Cli.Reports;

/// <summary>A comparison of two designs for a person: each conversation that fares otherwise, with both sides' reasons.</summary>
internal static class DiffText
{
    /// <summary>Of more conversations than these the text tells the number only; <c>--json</c> holds them all.</summary>
    private const int MostConversations = 50;

    public static Document Of(DiffReport report) => new([.. Sections(report)]);

    private static IEnumerable<Section> Sections(DiffReport report)
    {
        ComparisonResult result = report.Result;
        yield return new Section
        {
            Lines =
            [
                .. report.Scenario is { } scenario ? [$"{scenario}: {Packets(result.OldPackets)} in the old design, {Packets(result.NewPackets)} in the new one"] : Array.Empty<string>(),
                .. result.Captures.Select(capture => $"{capture.Path}: {Packets(capture.Packets)}"),
                $"old: {report.OldPath} in {report.Old.Region}",
                $"new: {report.NewPath} in {report.New.Region}",
            ],
        };
        yield return new Section { Lines = [Counts(result)] };
        foreach (ChangedConversation conversation in result.Conversations.Take(MostConversations)) yield return Of(conversation);
        if (result.Conversations.Length > MostConversations)
            yield return new Section { Lines = [$"{Number(result.Conversations.Length - MostConversations)} more conversations fare otherwise, which --json holds"] };
    }

    private static string Counts(ComparisonResult result) => result.Conversations.Length switch
    {
        0 => $"Nothing fares otherwise: {Packets(result.OldPackets)}",
        1 => $"1 conversation fares otherwise, with {Number(result.Packets)} of {Packets(result.OldPackets)}",
        var many => $"{Number(many)} conversations fare otherwise, with {Number(result.Packets)} of {Packets(result.OldPackets)}",
    };

    private static Section Of(ChangedConversation conversation) => new()
    {
        Heading = PacketText.Words(conversation.Key),
        Lines = [.. conversation.Changes.SelectMany(Lines), .. conversation.Others > 0 ? [$"{Number(conversation.Others)} packets in still other ways"] : Array.Empty<string>()],
    };

    private static IEnumerable<string> Lines(FateChange change)
    {
        long packets = change.Old?.Packets ?? change.New!.Packets;
        yield return packets == 1 ? $"packet {Number(change.FirstNumber)}" : $"{Packets(packets)} from {Number(change.FirstNumber)} on";
        yield return $"  old: {Words(change.Old)}";
        if (change.Old?.Reason is { } oldReason) yield return $"       {oldReason}";
        yield return $"  new: {Words(change.New)}{(change is { Old: { } old, New: { } now } && old.Packets != now.Packets ? $", {Packets(now.Packets)}" : "")}";
        if (change.New?.Reason is { } newReason) yield return $"       {newReason}";
    }

    private static string Words(SideFate? side) => side is null ? "no such packets" : Words(side.Fate);

    private static string Words(ComparedFate fate)
    {
        string way = fate.Path.IsEmpty ? "" : $", by {string.Join(" > ", fate.Path)}";
        return fate.Outcome switch
        {
            Outcome.Delivered => $"delivered to {fate.Component}{way}",
            Outcome.Dropped => $"dropped: {DropReasons.NameOf(fate.Reason)} by {fate.Component}{way}",
            Outcome.Consumed => $"consumed by {fate.Component}",
            Outcome.NotSent => "not sent: nothing arrived that it answers",
            _ => "not in the design",
        };
    }

    private static string Packets(long count) => count == 1 ? "1 packet" : $"{Number(count)} packets";

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
