using System.Text.Json;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Runs;

namespace VpcSim.Cli.Reports;

/// <summary>What came of a scenario for programs; <c>docs/json.md</c> says what each field is.</summary>
internal static class ScenarioJson
{
    private static readonly JsonWriterOptions _options = new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream output, ScenarioResult result) => Write(output, json => Write(json, result));

    /// <summary>Writes an object and a line feed at one go.</summary>
    internal static void Write(Stream output, Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, _options)) write(json);
        bytes.WriteByte((byte)'\n');
        output.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    internal static void Write(Utf8JsonWriter json, ScenarioResult result)
    {
        json.WriteStartObject();
        json.WriteString("scenario", result.Loaded.Scenario.File);
        json.WriteBoolean("passed", result.Passed);
        json.WriteNumber("ended-after-ns", result.EndNs);
        json.WriteNumber("packets", result.Packets);
        json.WriteNumber("dropped", result.Dropped);
        json.WriteNumber("lost", result.Lost);
        json.WriteNumber("generated", result.Generated);
        json.WriteNumber("flow-log-records", result.Records);
        json.WriteStartArray("steps");
        foreach (StepResult step in result.Steps) Write(json, step);
        json.WriteEndArray();
        WriteExpectations(json, result);
        json.WriteEndObject();
    }

    private static void WriteExpectations(Utf8JsonWriter json, ScenarioResult result)
    {
        json.WriteStartArray("expectations");
        foreach (Judgement judgement in result.Judgements.Concat(result.Troubles).OrderBy(static judgement => judgement.Place))
        {
            json.WriteStartObject();
            json.WriteNumber("line", judgement.Place.Line);
            json.WriteNumber("column", judgement.Place.Column);
            json.WriteString("expected", judgement.Expected);
            json.WriteBoolean("held", judgement.Held);
            json.WriteString("failure", judgement.Failure);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, StepResult step)
    {
        json.WriteStartObject();
        json.WriteNumber("at-ns", step.Step.AtNs);
        json.WriteString("step", step.Words);
        json.WriteString("came", step.Came);
        json.WriteString("refusal", step.Refusal);
        json.WriteStartArray("results");
        foreach (ActionResult result in step.Actions) Write(json, result);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ActionResult result)
    {
        json.WriteStartObject();
        json.WriteString("outcome", OutcomeWords.Of(result.Outcome));
        json.WriteNumber("start-ns", result.StartNs);
        WriteNumber(json, "connected-ns", result.ConnectedNs);
        WriteNumber(json, "end-ns", result.EndNs);
        json.WriteNumber("bytes-sent", result.BytesSent);
        json.WriteNumber("bytes-received", result.BytesReceived);
        json.WriteNumber("requests", result.Requests);
        json.WriteNumber("answers", result.Answers);
        json.WriteString("answer", result.Answer);
        json.WriteNumber("packets-forward", result.ForwardPackets);
        json.WriteNumber("packets-return", result.ReturnPackets);
        json.WriteNumber("dropped", result.Dropped);
        json.WriteString("first-drop", result.FirstDrop is { } drop ? DropReasons.NameOf(drop.Verdict.Reason) : null);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
