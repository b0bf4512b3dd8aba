using System.Text.Encodings.Web;
using System.Text.Json;
using VpcSim.Cli.Settings;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Engine.Clock;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Clocks;
using VpcSim.Scenarios.Replay.Mapping;
using VpcSim.Wire;
using VpcSim.Wire.Captures.Selecting;

namespace VpcSim.Cli.Reports;

/// <summary>The summary of a replay for programs: one JSON object, its fields as <c>docs/json.md</c> names them.</summary>
internal static class ReplayJson
{
    private const int MostBuffered = 1 << 20;

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file of its own, never part of a web page
    };

    public static void Write(Stream output, ReplayReport report)
    {
        ReplaySummary summary = report.Summary;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("vpcsim", VpcSimProgram.Version);
            json.WriteString("mode", report.Request.Mode == ReplayMode.Open ? "open" : "causal");
            WriteDesign(json, report);
            WriteSettings(json, report);
            WriteCaptures(json, report);
            WritePlacement(json, report.Proposal);
            WriteTime(json, "first-packet", summary.FirstPacketNs);
            WriteTime(json, "last-packet", summary.LastPacketNs);
            json.WriteNumber("packets", summary.PacketsRead);
            WriteCounts(json, summary);
            WriteConversations(json, report);
            WriteBypassed(json, summary);
            FlowLogJson.Write(json, report);
            if (report.Guards.IsAsked) GuardJson.Write(json, report);
            if (report.Explaining is { } explaining) new ExplanationJson(json, report, () => HandOn(json, buffer, output)).Write(explaining);
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        output.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    // The packets of a long conversation are more than memory should hold as text.
    private static void HandOn(Utf8JsonWriter json, MemoryStream buffer, Stream output)
    {
        if (json.BytesPending + buffer.Length < MostBuffered) return;
        json.Flush();
        output.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        buffer.SetLength(0);
    }

    private static void WriteDesign(Utf8JsonWriter json, ReplayReport report)
    {
        json.WriteStartObject("design");
        json.WriteString("file", report.Request.Design.Names);
        json.WriteStartArray("files");
        foreach (string path in report.Request.Design.Paths) json.WriteStringValue(path);
        json.WriteEndArray();
        json.WriteString("region", report.Import.Design.Region);
        json.WriteString("account", report.Import.Design.AccountId);
        json.WriteStartArray("findings");
        foreach (Finding finding in report.Import.Findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("message", finding.Message);
            json.WriteString("resource", finding.Resource);
            json.WriteString("place", finding.Place);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, ReplayReport report)
    {
        json.WriteStartArray("changed-settings");
        foreach (ChangedSetting setting in report.Settings.Changed)
        {
            json.WriteStartObject();
            json.WriteString("name", setting.Name);
            json.WriteString("value", setting.Value);
            json.WriteString("default", setting.Default);
            json.WriteString("origin", setting.Origin);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteCaptures(Utf8JsonWriter json, ReplayReport report)
    {
        json.WriteStartArray("captures");
        foreach (CaptureReport capture in report.Summary.Captures)
        {
            json.WriteStartObject();
            json.WriteString("file", capture.Path);
            json.WriteNumber("packets", capture.Packets);
            json.WriteString("end", StableNames.Of(capture.End));
            json.WriteString("problem", capture.Problem);
            json.WriteString("at", capture.At);
            WriteClock(json, capture.Clock);
            WriteSelection(json, capture.Selection ?? new SelectionReport());
            json.WriteBoolean("read-to-end", !report.IsLimitReached && capture.Selection is not { StoppedEarly: true });
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteClock(Utf8JsonWriter json, CaptureClock? clock)
    {
        if (clock is null)
        {
            json.WriteNull("clock");
            return;
        }
        json.WriteStartObject("clock");
        json.WriteString("basis", StableNames.Of(clock.Basis));
        json.WriteNumber("ahead-ms", ClockText.Milliseconds(clock.AheadNs));
        if (clock.Beside is { } beside)
        {
            json.WriteNumber("beside", beside);
            json.WriteNumber("packets", clock.Packets);
            json.WriteBoolean("both-directions", clock.BothDirections);
        }
        json.WriteEndObject();
    }

    private static void WriteSelection(Utf8JsonWriter json, SelectionReport selection)
    {
        json.WriteStartArray("decapsulated");
        foreach (TunnelSession session in selection.Sessions)
        {
            json.WriteStartObject();
            json.WriteString("tunnel", StableNames.Of(session.Kind));
            if (session.Session >= 0) json.WriteNumber("session", session.Session);
            else json.WriteNull("session");
            json.WriteNumber("packets", session.Packets);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("in-no-tunnel", selection.NotWrapped);
        json.WriteStartObject("left-out");
        json.WriteNumber("before-from", selection.BeforeFrom);
        json.WriteNumber("from-until-on", selection.FromUntilOn);
        json.WriteNumber("by-filter", selection.Filtered);
        json.WriteNumber("outer-fragments", selection.OuterFragments);
        json.WriteEndObject();
    }

    private static void WritePlacement(Utf8JsonWriter json, PlacementProposal? proposal)
    {
        if (proposal is null)
        {
            json.WriteNull("placement");
            return;
        }
        json.WriteStartObject("placement");
        json.WriteStartArray("mappings");
        foreach (ProposedPlacement placement in proposal.Placements)
        {
            json.WriteStartObject();
            json.WriteString("captured", placement.Captured.ToString());
            json.WriteString("interface", placement.Name);
            json.WriteString("option", placement.Option);
            json.WriteString("reason", placement.Reason);
            json.WriteStartArray("alike");
            foreach (string name in placement.Alike) json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("remaining");
        foreach (RemainingHost host in proposal.Remaining)
        {
            json.WriteStartObject();
            json.WriteString("captured", host.Address.ToString());
            json.WriteBoolean("on-premises", host.IsOnPremises);
            json.WriteString("serves", host.Serves);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, ReplaySummary summary)
    {
        json.WriteStartObject("outcomes");
        foreach ((Outcome outcome, long packets) in summary.Outcomes) json.WriteNumber(StableNames.Of(outcome), packets);
        json.WriteEndObject();
        json.WriteNumber("generated", summary.Generated);
        json.WriteNumber("reordered", summary.Reordered);
        json.WriteNumber("duplicates", summary.Duplicates);
        json.WriteNumber("forwarded-copies", summary.ForwardedCopies);
        json.WriteStartArray("drop-reasons");
        foreach ((DropReason reason, long packets) in summary.DropReasons)
        {
            json.WriteStartObject();
            json.WriteString("reason", DropReasons.NameOf(reason));
            json.WriteBoolean("from-aws", DropReasons.IsFromAws(reason));
            json.WriteNumber("packets", packets);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("consumed");
        foreach ((VpcService service, long packets) in summary.Consumed) json.WriteNumber(StableNames.Of(service), packets);
        json.WriteEndObject();
        json.WriteStartObject("undecodable");
        foreach ((Undecodable cause, long packets) in summary.UndecodableCauses) json.WriteNumber(StableNames.Of(cause), packets);
        json.WriteEndObject();
    }

    private static void WriteConversations(Utf8JsonWriter json, ReplayReport report)
    {
        json.WriteNumber("dropped-conversations", report.Summary.DroppedConversations);
        json.WriteStartArray("top-dropped-conversations");
        foreach (DroppedConversation conversation in report.Summary.TopDropped)
        {
            Verdict verdict = report.VerdictOf(conversation);
            json.WriteStartObject();
            json.WriteNumber("protocol", conversation.Protocol);
            json.WriteString("protocol-name", IpProtocol.NameOf(conversation.Protocol));
            json.WriteString("source", conversation.Source.ToString());
            json.WriteNumber("source-port", conversation.SourcePort);
            json.WriteString("destination", conversation.Destination.ToString());
            json.WriteNumber("destination-port", conversation.DestinationPort);
            json.WriteNumber("dropped", conversation.Drops);
            json.WriteNumber("not-sent", conversation.NotSent);
            json.WriteNumber("first-dropped-packet", conversation.FirstDropNumber);
            json.WriteString("reason", DropReasons.NameOf(verdict.Reason));
            json.WriteString("component", report.Verdicts.Component(verdict));
            json.WriteString("rule", report.Verdicts.Rule(verdict));
            json.WriteString("sentence", report.SentenceOf(conversation));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteBypassed(Utf8JsonWriter json, ReplaySummary summary)
    {
        json.WriteStartArray("bypassed-endpoints");
        foreach (BypassedEndpoint bypassed in summary.BypassedEndpoints)
        {
            json.WriteStartObject();
            json.WriteString("endpoint", bypassed.Endpoint);
            json.WriteString("service", bypassed.Service);
            json.WriteNumber("packets", bypassed.Packets);
            json.WriteBoolean("certain", bypassed.IsCertain);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, long? nanoseconds)
    {
        if (nanoseconds is { } time) json.WriteString(name, new SimTime(time).ToString());
        else json.WriteNull(name);
    }
}
