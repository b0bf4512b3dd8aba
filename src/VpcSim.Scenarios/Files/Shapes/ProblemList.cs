using System.Collections.Immutable;
using VpcSim.Import.Documents;
using VpcSim.Model.Naming;

namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>The mistakes of one file.</summary>
internal sealed class ProblemList(string file)
{
    private readonly List<ScenarioProblem> _problems = [];

    public int Count => _problems.Count;

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<ScenarioProblem> All => [.. _problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    public void Add(Place place, string message) => _problems.Add(new ScenarioProblem(file, place.Line, place.Column, message));

    /// <summary>What a misspelt name may have meant, as the end of a sentence; where nothing is near and it is asked for, all names.</summary>
    public static string Nearest(string name, IEnumerable<string> known, bool all = false)
    {
        string[] names = [.. known];
        ImmutableArray<string> near = NearestNames.Near(name, names);
        if (near.IsEmpty) return all ? $"; it has {string.Join(", ", names)}" : "";
        return near.Length == 1 ? $"; did you mean {near[0]}?" : $"; the nearest are {string.Join(", ", near)}";
    }
}
