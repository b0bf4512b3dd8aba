using System.Collections.Immutable;
using System.Text.Json;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Cli.Reports;

/// <summary>The guards of a replay for programs.</summary>
internal static class GuardJson
{
    public static void Write(Utf8JsonWriter json, ReplayReport report)
    {
        GuardReport guards = report.Guards;
        json.WriteStartObject("guards");
        json.WriteBoolean("failed", guards.Fails);
        json.WriteStartArray("fail-on");
        foreach ((Commands.FailOn guard, ImmutableArray<FirstOfVerdict> caught) in guards.FailOn)
        {
            json.WriteStartObject();
            json.WriteString("what", guard.ToString());
            json.WriteNumber("packets", GuardReport.PacketsOf(caught));
            json.WriteStartArray("first");
            foreach (FirstOfVerdict first in caught) Write(json, report, first);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (guards.ExpectFile is null)
        {
            json.WriteNull("expect");
        }
        else
        {
            json.WriteStartObject("expect");
            json.WriteString("file", guards.ExpectFile);
            if (guards.Difference is { } difference) json.WriteNumber("line", difference.Line);
            else json.WriteNull("line");
            json.WriteString("expected", guards.Difference?.Expected);
            json.WriteString("got", guards.Difference?.Got);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReplayReport report, FirstOfVerdict first)
    {
        Verdict verdict = report.Summary.Verdicts[first.Verdict];
        json.WriteStartObject();
        json.WriteNumber("number", first.Number);
        json.WriteNumber("packets", first.Packets);
        json.WriteNumber("protocol", first.Protocol);
        json.WriteString("source", first.Source.ToString());
        json.WriteNumber("source-port", first.SourcePort);
        json.WriteString("destination", first.Destination.ToString());
        json.WriteNumber("destination-port", first.DestinationPort);
        json.WriteString("reason", DropReasons.NameOf(verdict.Reason));
        json.WriteString("component", report.Verdicts.Component(verdict));
        json.WriteString("sentence", report.SentenceOf(first));
        json.WriteEndObject();
    }
}
