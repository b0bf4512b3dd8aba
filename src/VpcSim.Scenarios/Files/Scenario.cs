using System.Collections.Immutable;
using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Files;

/// <summary>A scenario file, read and checked as far as that goes without its design.</summary>
public sealed record Scenario
{
    /// <summary>2026-01-01T00:00:00Z in nanoseconds since 1970.</summary>
    public const long DefaultStartNs = 1_767_225_600_000_000_000;

    /// <summary>How long after its last step a scenario may go on where it does not say so itself: a day.</summary>
    public const long DefaultTailNs = 86_400_000_000_000;

    /// <summary>The last moment that a scenario reaches, in nanoseconds since 1970: in the year 2255.</summary>
    public const long LatestNs = 9_000_000_000_000_000_000;

    /// <summary>The file as it was named.</summary>
    public required string File { get; init; }

    /// <summary>Paths of the designs, relative to the file's folder; at least one.</summary>
    public required ImmutableArray<Placed> Designs { get; init; }

    public ImmutableDictionary<string, string> Parameters { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string Region { get; init; } = "us-east-1";

    public string Account { get; init; } = "123456789012";

    /// <summary>Settings in the order of the file: the name with its place, and the value.</summary>
    public ImmutableArray<(Placed Name, string Value)> Settings { get; init; } = [];

    /// <summary>Raised quotas in the order of the file.</summary>
    public ImmutableArray<(Placed Name, int Value)> Quotas { get; init; } = [];

    /// <summary>Nanoseconds since 1970.</summary>
    public long StartNs { get; init; } = DefaultStartNs;

    /// <summary>When it is stopped, in nanoseconds after its start; null where it does not say.</summary>
    public long? UntilNs { get; init; }

    public ulong Seed { get; init; } = 1;

    public ScenarioWorld World { get; init; } = ScenarioWorld.Empty;

    /// <summary>In the order in which they happen; of one time in the order of the file.</summary>
    public ImmutableArray<ScenarioStep> Timeline { get; init; } = [];

    /// <summary>What has to be true at the end, in the order of the file.</summary>
    public ImmutableArray<ScenarioExpectation> Expectations { get; init; } = [];

    /// <summary>A path that the file names, as the program opens it.</summary>
    public string PathOf(string relative) => Path.Combine(Path.GetDirectoryName(File) ?? "", relative);

    /// <summary>A place in the file as messages have it: <c>scenario.yaml:12:5</c>.</summary>
    public string At(Place place) => place.In(File);
}
