using System.Text.Json;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Scenarios.Tracing;

namespace VpcSim.Cli.Reports;

/// <summary>A trace for programs; <c>docs/json.md</c> says what each field is.</summary>
internal sealed class TraceJson
{
    private static readonly JsonWriterOptions _options = new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;
    private readonly PacketTrace _trace;
    private readonly StepText _steps;

    private TraceJson(Utf8JsonWriter json, PacketTrace trace)
    {
        _json = json;
        _trace = trace;
        _steps = new StepText(trace.Plan.Design);
    }

    public static void Write(Stream output, PacketTrace trace)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, _options)) new TraceJson(json, trace).Write();
        bytes.WriteByte((byte)'\n');
        output.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private void Write()
    {
        _json.WriteStartObject();
        WriteWay("forward", _trace.Forward);
        if (_trace.Return is { } back) WriteWay("return", back);
        else _json.WriteNull("return");
        _json.WriteEndObject();
    }

    private void WriteWay(string name, ExplainedWalk way)
    {
        bool isDropped = !PacketTrace.IsThrough(way);
        string rule = _steps.Rule(way.Verdict);
        _json.WriteStartObject(name);
        _json.WriteString("outcome", StableNames.Of(isDropped ? Outcome.Dropped : Outcome.Delivered));
        _json.WriteString("reason", isDropped ? DropReasons.NameOf(way.Verdict.Reason) : null);
        _json.WriteString("component", _steps.Component(way.Verdict));
        _json.WriteString("rule", rule == "-" ? null : rule);
        _json.WriteString("sentence", _steps.Sentence(way, _trace.Plan.Packet.Protocol));
        _json.WriteString("remedy", _steps.Remedy(way, _trace.Plan.Packet.Protocol));
        _json.WriteString("entry", _steps.Entry(way.Entry));
        _json.WriteStartArray("hops");
        for (int i = 0; i < way.Trail.Length; i++) WriteHop(way, i);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteHop(ExplainedWalk way, int place)
    {
        StageRecord step = way.Trail[place];
        string rule = _steps.Rule(step);
        _json.WriteStartObject();
        _json.WriteString("component", _steps.Component(step));
        _json.WriteString("kind", StableNames.Of(step.Stage));
        _json.WriteString("decision", step.Passed ? "passed" : "refused");
        _json.WriteString("rule", rule == "-" ? null : rule);
        _json.WriteString("connection", StableNames.Of(step.Tracking));
        _json.WriteString("translation", StepText.ChangeAt(way, place));
        _json.WriteEndObject();
    }
}
