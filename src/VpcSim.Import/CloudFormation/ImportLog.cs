using System.Collections.Immutable;
using VpcSim.Import.Documents;
using VpcSim.Model.Designs;

namespace VpcSim.Import.CloudFormation;

/// <summary>Collects errors and findings while a template is read; each is kept once, in the order of the file.</summary>
internal sealed class ImportLog(string path)
{
    private readonly List<Told<ImportError>> _errors = [];
    private readonly List<Told<Finding>> _findings = [];
    private const int MaxHints = 50;
    private readonly HashSet<object> _seen = [];
    private int _hints;

    public string Path => path;

    public string File { get; } = System.IO.Path.GetFileName(path);

    public bool HasErrors => _errors.Count > 0;

    public void Error(string code, string message, string resource, Place place)
    {
        ImportError error = new(code, message, resource, place.In(path));
        if (_seen.Add(error)) _errors.Add(new Told<ImportError>(place, error));
    }

    public void Finding(string code, string message, string resource, Place place)
    {
        Finding finding = new(code, message, resource, place.In(path));
        if (_seen.Add(finding)) _findings.Add(new Told<Finding>(place, finding));
    }

    /// <summary>" Did you mean …?" for a misspelt name; the first of a file only, so that thousands of mistakes cost no time.</summary>
    public string Hint(string name, IEnumerable<string> candidates) => _hints++ < MaxHints ? NearestNames.Hint(name, candidates) : "";

    public ImmutableArray<ImportError> Errors => [.. _errors.Order().Select(static told => told.What)];

    public ImmutableArray<Finding> Findings => [.. _findings.Order().Select(static told => told.What)];

    private sealed record Told<T>(Place Place, T What) : IComparable<Told<T>>
    {
        public int CompareTo(Told<T>? other) => other is null ? 1 : Place.CompareTo(other.Place);
    }
}
