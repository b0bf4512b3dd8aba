using System.Text.Encodings.Web;
using System.Text.Json;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Comparing;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Cli.Reports;

/// <summary>A comparison of two designs for programs; <c>docs/json.md</c> says what each field is.</summary>
internal static class DiffJson
{
    private static readonly JsonWriterOptions _options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream output, DiffReport report)
    {
        using (var json = new Utf8JsonWriter(output, _options)) Write(json, report);
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, DiffReport report)
    {
        ComparisonResult result = report.Result;
        json.WriteStartObject();
        json.WriteString("old-design", report.OldPath);
        json.WriteString("new-design", report.NewPath);
        json.WriteString("scenario", report.Scenario);
        json.WriteNumber("packets", result.OldPackets);
        json.WriteNumber("new-packets", result.NewPackets);
        json.WriteNumber("changed-packets", result.Packets);
        json.WriteStartArray("conversations");
        foreach (ChangedConversation conversation in result.Conversations)
        {
            Write(json, conversation);
            json.Flush();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ChangedConversation conversation)
    {
        ConversationKey key = conversation.Key;
        json.WriteStartObject();
        json.WriteNumber("protocol", key.Protocol);
        json.WriteString("protocol-name", IpProtocol.NameOf(key.Protocol));
        json.WriteString("first", key.First.ToString());
        json.WriteNumber("first-port", key.FirstPort);
        json.WriteString("second", key.Second.ToString());
        json.WriteNumber("second-port", key.SecondPort);
        json.WriteNumber("icmp-identifier", key.IcmpIdentifier);
        json.WriteNumber("changed-packets", conversation.Packets);
        json.WriteNumber("packets-in-other-ways", conversation.Others);
        json.WriteStartArray("changes");
        foreach (FateChange change in conversation.Changes)
        {
            json.WriteStartObject();
            json.WriteNumber("first-packet", change.FirstNumber);
            Write(json, "old", change.Old);
            Write(json, "new", change.New);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, SideFate? side)
    {
        if (side is null)
        {
            json.WriteNull(name);
            return;
        }
        ComparedFate fate = side.Fate;
        json.WriteStartObject(name);
        json.WriteNumber("packets", side.Packets);
        json.WriteString("outcome", StableNames.Of(fate.Outcome));
        json.WriteString("reason", fate.Outcome == Outcome.Dropped ? DropReasons.NameOf(fate.Reason) : null);
        json.WriteString("component", fate.Component);
        json.WriteString("sentence", side.Reason);
        json.WriteStartArray("path");
        foreach (string step in fate.Path) json.WriteStringValue(step);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
