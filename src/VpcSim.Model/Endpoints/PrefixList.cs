using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Endpoints;

/// <summary>A managed prefix list, a customer's or AWS's own. (VPC guide, "Managed prefix lists")</summary>
public sealed record PrefixList
{
    public required string Name { get; init; }

    /// <summary><c>pl-</c> and 8 or 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is, whose quotas it counts against; null for the design's region.</summary>
    public string? Region { get; init; }

    /// <summary>Whose it is; null for the design's account.</summary>
    public string? AccountId { get; init; }

    /// <summary>Such as <c>com.amazonaws.us-east-1.s3</c>.</summary>
    public string PrefixListName { get; init; } = "";

    public bool IsIPv4 { get; init; } = true;

    /// <summary>What it counts as in quotas: a customer's list its largest size, an AWS list its weight.</summary>
    public int MaxEntries { get; init; }

    public ImmutableArray<Cidr> Entries { get; init; } = [];

    public bool AwsManaged { get; init; }
}
