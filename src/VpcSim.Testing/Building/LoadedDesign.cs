using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VpcSim.Import;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Runs;

namespace VpcSim.Testing.Building;

/// <summary>A design that lies in files; it is read when the network starts.</summary>
public sealed class LoadedDesign : WorldBuilder<LoadedDesign>
{
    internal LoadedDesign()
    {
    }

    /// <summary>Another design that becomes part of the same network.</summary>
    public LoadedDesign And(string path, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => And(path, nameof(And), file, line);

    /// <summary>A value for a parameter of the templates; a list is written with commas.</summary>
    public LoadedDesign Parameter(string name, string value)
    {
        Planned = Planned with { Parameters = Planned.Parameters.SetItem(name, value) };
        return this;
    }

    internal LoadedDesign And(string path, string method, string file, int line)
    {
        CallSite call = Log.Note(CallWords.Of(method == nameof(And) ? method : $"{nameof(Design)}.{method}", path), file, line);
        string? found = SourcePaths.Find(path, file, out string? problem);
        if (found is null) Log.Add(call, problem!);
        else Planned = Planned with { Designs = Planned.Designs.Add(new Placed(found, call.Place)) };
        return this;
    }

    private protected override ImportResult? Import(Scenario scenario, CallSite call)
    {
        ThrowIfMistaken();
        ImportResult? import = LoadedScenario.Import(scenario with { File = "" }, out ImmutableArray<ScenarioProblem> problems);
        foreach (ScenarioProblem problem in problems) Log.Add(problem);
        if (import is null or { Succeeded: true }) return import;
        throw new VpcUsageException($"{string.Join(", ", scenario.Designs)} cannot be used:\n  {string.Join("\n  ", import.Errors)}");
    }
}
