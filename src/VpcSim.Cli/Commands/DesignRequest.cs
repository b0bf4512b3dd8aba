using System.Collections.Immutable;
using VpcSim.Import;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Services;

namespace VpcSim.Cli.Commands;

/// <summary>Which designs the user named and how they are to be read, checked as far as it can be without reading them.</summary>
internal sealed record DesignRequest
{
    /// <summary>At least one; they become one network.</summary>
    public required ImmutableArray<DesignInput> Inputs { get; init; }

    /// <summary>The designs as reports name them.</summary>
    public string Names => string.Join(", ", Paths);

    public IEnumerable<string> Paths => Inputs.Select(static input => input.Path);

    public required ImmutableDictionary<string, string> Parameters { get; init; }

    public required string Region { get; init; }

    public required string Account { get; init; }

    public required Quotas Quotas { get; init; }

    public required AwsIpRanges IpRanges { get; init; }

    /// <summary>The file of <c>--ip-ranges</c>; null where it was not asked for.</summary>
    public required string? IpRangesFile { get; init; }

    /// <summary>Every file and folder that is read.</summary>
    public IEnumerable<string> Files => IpRangesFile is null ? Paths : Paths.Append(IpRangesFile);

    public required bool Strict { get; init; }
}
