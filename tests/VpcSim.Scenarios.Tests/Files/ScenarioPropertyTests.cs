using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using VpcSim.Import.Documents;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Files;

/// <summary>Any scenario, written as YAML or JSON, is read as what was written. VpcSim writes none itself: the writers are the test's own.</summary>
public class ScenarioPropertyTests
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true }, _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void What_is_written_as_YAML_or_JSON_is_read_as_it_was() => DrawnScenario.Any.Sample(
        drawn =>
        {
            using var folder = new TemporaryFolder();
            string[] lines = [.. Lines(drawn.Root)];
            foreach (string text in (string[])[drawn.Root.ToJsonString(_indented), drawn.Root.ToJsonString(_plain), string.Join('\n', lines) + "\n", string.Join("\r\n", lines) + "\r\n"])
            {
                string file = folder.Write("scenario.yaml", text);
                ScenarioReading reading = ScenarioFile.Read(file);
                if (!reading.Problems.IsEmpty) Assert.Fail($"{string.Join("\n", reading.Problems)}\n{text}");
                Assert.Equal(drawn.Content, ScenarioContent.Of(reading.Scenario!));
                Assert.Equal(ScenarioContent.Tree(drawn.Root), ScenarioContent.Tree(DocumentReader.Read(file).Root!)); // what stands behind verbs too
            }
        },
        iter: 150);

    /// <summary>YAML in blocks; texts that could be anything else in quotes of either kind.</summary>
    private static IEnumerable<string> Lines(JsonNode node) => node switch
    {
        JsonObject mapping => mapping.SelectMany(pair => Below(Scalar(pair.Key) + ":", pair.Value!, "  ")),
        JsonArray list => list.SelectMany(item => Below("-", item!, "  ")),
        _ => [Scalar(node)],
    };

    // What holds nothing has no lines of its own: in brackets, else it would be read as null.
    private static IEnumerable<string> Below(string begin, JsonNode value, string margin) => value is JsonValue or JsonObject { Count: 0 } or JsonArray { Count: 0 }
        ? [$"{begin} {Scalar(value)}"]
        : [begin, .. Lines(value).Select(line => margin + line)];

    private static string Scalar(JsonNode node)
    {
        if (node.GetValueKind() != JsonValueKind.String) return node.ToJsonString();
        string text = node.GetValue<string>();
        if (text.Length > 3 && text.All(char.IsAsciiLetter)) return text;
        return text.Length % 2 == 0 ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : node.ToJsonString(_plain);
    }
}
