using System.Globalization;
using VpcSim.Cli.Usage;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Replay.Annotations;
using VpcSim.Scenarios.Runs;

namespace VpcSim.Cli.Commands;

/// <summary>Reads what was asked of <c>vpcsim run</c> and reports all mistakes at once.</summary>
internal sealed class RunRequestReader(RunSyntax syntax, CommandLine line)
{
    /// <summary>The files beside the design's flow logs in the folder of <c>--out</c>.</summary>
    public const string FlowLogFile = "flow-logs.txt", TimelineFile = "timeline.txt";

    /// <exception cref="UnusableException">The command line is wrong, or names files that are not there.</exception>
    public RunRequest Read()
    {
        var request = new RunRequest(FileOf(), Seed(), new OutputRequestReader(syntax.Output, line).Read());
        line.ThrowIfMistaken();
        return request;
    }

    /// <summary>Looks whether the outputs can be made, and replace nothing that the scenario reads.</summary>
    /// <exception cref="UnusableException">They cannot, or would.</exception>
    public void CheckPlaces(OutputRequest request, LoadedScenario loaded)
    {
        string[] inputs = [.. loaded.Inputs];
        var places = new OutputPlaces(syntax.Output, line, "run");
        places.Check(request, inputs, FlowLogFile, TimelineFile);
        if (request.PcapFolder is { } folder) places.CheckPcaps(inputs, loaded.Design.NetworkInterfaces.Select(eni => Path.Combine(folder, InterfaceCaptures.FileNameOf(eni))));
        line.ThrowIfMistaken();
    }

    private string FileOf()
    {
        string[] words = [.. line.Values(syntax.Scenario)];
        if (words.Length != 1)
        {
            line.Mistake(words.Length == 0 ? "name a scenario: a file, or a folder that holds a scenario.yaml" : $"{words.Length} scenarios are named; run takes one, and test takes many");
            return "";
        }
        string file = words[0];
        if (!Directory.Exists(file))
        {
            if (!File.Exists(file)) line.Mistake(Misspelling.File(file));
            return file;
        }
        string inside = Path.Combine(file, ScenarioFile.Name);
        if (!File.Exists(inside)) line.Mistake($"{file} holds no {ScenarioFile.Name}; name the file itself");
        return inside;
    }

    private ulong? Seed()
    {
        if (line.Value(syntax.Seed) is not { } text) return null;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)) return seed;
        line.Mistake(syntax.Seed, $"'{text}' is no seed; write a whole number that is not negative");
        return null;
    }
}
