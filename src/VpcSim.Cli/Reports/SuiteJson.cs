using System.Collections.Immutable;
using System.Text.Json;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Runs;
using VpcSim.Scenarios.Suites;

namespace VpcSim.Cli.Reports;

/// <summary>What came of many scenarios for programs; <c>docs/json.md</c> says what each field is.</summary>
internal static class SuiteJson
{
    public static void Write(Stream output, IReadOnlyList<TestedScenario> scenarios, SuiteCoverage? coverage) => ScenarioJson.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("passed", scenarios.Count(static scenario => scenario.Passed));
        json.WriteNumber("failed", scenarios.Count(static scenario => scenario is { IsUsable: true, Passed: false }));
        json.WriteNumber("unusable", scenarios.Count(static scenario => !scenario.IsUsable));
        json.WriteStartArray("scenarios");
        foreach (TestedScenario scenario in scenarios) Write(json, scenario);
        json.WriteEndArray();
        if (coverage is not null) Write(json, coverage);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, TestedScenario scenario)
    {
        if (scenario.Result is { } result)
        {
            ScenarioJson.Write(json, result);
            return;
        }
        json.WriteStartObject();
        json.WriteString("scenario", scenario.File);
        json.WriteBoolean("passed", false);
        json.WriteStartArray("problems");
        foreach (ScenarioProblem problem in scenario.Problems)
        {
            json.WriteStartObject();
            json.WriteNumber("line", problem.Line);
            json.WriteNumber("column", problem.Column);
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SuiteCoverage coverage)
    {
        json.WriteStartArray("coverage");
        foreach ((string design, ImmutableArray<(CoveredRule Rule, bool Exercised)> rules) in coverage.Designs)
        {
            json.WriteStartObject();
            json.WriteString("design", design);
            json.WriteNumber("exercised", rules.Count(static rule => rule.Exercised));
            json.WriteNumber("total", rules.Length);
            json.WriteStartArray("never");
            foreach ((CoveredRule rule, bool _) in rules.Where(static rule => !rule.Exercised))
            {
                json.WriteStartObject();
                json.WriteString("kind", rule.Kind);
                json.WriteString("component", rule.Component);
                json.WriteString("id", rule.Id);
                json.WriteString("rule", rule.Rule);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
