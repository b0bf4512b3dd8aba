using VpcSim.Import.Documents;
using VpcSim.Scenarios.Files.Shapes;

namespace VpcSim.Scenarios.Files;

/// <summary>Reads scenario files.</summary>
public static class ScenarioFile
{
    /// <summary>The name of the scenario of a folder.</summary>
    public const string Name = "scenario.yaml";

    /// <summary>How the names of other scenario files end.</summary>
    public const string Ending = ".scenario.yaml";

    /// <summary>Reads a file; mistakes are part of the result, nothing in a file makes this throw.</summary>
    public static ScenarioReading Read(string path)
    {
        if (Directory.Exists(path)) return new ScenarioReading(null, [new ScenarioProblem(path, 0, 0, $"a folder; name the scenario file in it")]);
        return Of(DocumentReader.Read(path), path);
    }

    /// <summary>The same of bytes that are read already.</summary>
    internal static ScenarioReading Parse(ReadOnlySpan<byte> bytes, string path) => Of(DocumentReader.Parse(bytes, path), path);

    private static ScenarioReading Of(DocumentOutcome document, string path)
    {
        if (document.Error is { } error)
        {
            string place = error.Place is null ? path : error.Place;
            return new ScenarioReading(null, [new ScenarioProblem(place, 0, 0, error.Message)]);
        }
        var problems = new ProblemList(path);
        Scenario? scenario = new ScenarioReader(path, problems).Read(document.Root!);
        return new ScenarioReading(scenario, problems.All);
    }
}
