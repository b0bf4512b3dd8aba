using System.Text.Json;
using VpcSim.FlowLogs.Delivery;
using VpcSim.Model.FlowLogs;

namespace VpcSim.Cli.Reports;

/// <summary>What the summary of a replay tells of flow logs, as members of its JSON object.</summary>
internal static class FlowLogJson
{
    public static void Write(Utf8JsonWriter json, ReplayReport report)
    {
        FlowLogReport flowLogs = report.FlowLogs;
        json.WriteNumber("flow-log-gaps", flowLogs.Gaps);
        json.WriteNumber("flow-log-skipped", flowLogs.Skips);
        json.WriteStartArray("flow-logs-failed");
        foreach (FlowLog log in flowLogs.Failed)
        {
            json.WriteStartObject();
            json.WriteString("name", log.Name);
            json.WriteString("id", log.Id);
            json.WriteString("message", log.DeliverLogsErrorMessage);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("flow-logs-undelivered");
        foreach (Undelivered undelivered in flowLogs.Undelivered) Write(json, undelivered);
        json.WriteEndArray();
        json.WriteStartArray("flow-log-empty-fields");
        foreach (string field in flowLogs.EmptyFields) json.WriteStringValue(field);
        json.WriteEndArray();
        json.WriteString("flow-log-header", report.Request.Output.Format.Header);
        json.WriteStartArray("first-flow-log-records");
        foreach (string record in flowLogs.FirstRecords ?? []) json.WriteStringValue(record);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Undelivered undelivered)
    {
        json.WriteStartObject();
        json.WriteString("place", undelivered.Place);
        json.WriteString("reason", undelivered.Reason);
        json.WriteNumber("delivered", undelivered.Delivered);
        json.WriteNumber("missing", undelivered.Missing);
        if (undelivered.KeptIn is { } folder) json.WriteString("kept-in", folder);
        else json.WriteNull("kept-in");
        json.WriteEndObject();
    }
}
