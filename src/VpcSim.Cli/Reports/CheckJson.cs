using System.Text.Json;
using VpcSim.Cli.Commands;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Linting;

namespace VpcSim.Cli.Reports;

/// <summary>The findings of <c>vpcsim design check</c> for programs. Documented in <c>docs/json.md</c>.</summary>
internal static class CheckJson
{
    public static void Write(Stream output, DesignRequest request, Design design, IReadOnlyCollection<LintFinding> findings)
    {
        using (var json = new Utf8JsonWriter(output, JsonForm.Options))
        {
            json.WriteStartObject();
            JsonForm.WriteHead(json, request, design);
            foreach (Severity severity in new[] { Severity.Error, Severity.Warning, Severity.Note })
                json.WriteNumber($"{StableNames.Of(severity)}s", findings.Count(finding => finding.Severity == severity));
            json.WriteStartArray("findings");
            foreach (LintFinding finding in findings)
            {
                json.WriteStartObject();
                json.WriteString("rule", finding.Rule);
                json.WriteString("severity", StableNames.Of(finding.Severity));
                json.WriteString("component", finding.Component);
                json.WriteString("message", finding.Message);
                json.WriteString("remedy", finding.Remedy);
                json.WriteString("place", finding.Place);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }
}
