using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using VpcSim.Model.Enis;

namespace VpcSim.Model.Designs;

/// <summary>What a name stands for in a design.</summary>
public sealed record NameResolution
{
    private const int MostShown = 4;

    /// <summary>The resource's logical id; the name as asked where nothing was found.</summary>
    public required string Name { get; init; }

    /// <summary>Its AWS id; null where nothing was found.</summary>
    public string? Id { get; init; }

    /// <summary>The interface, for what is one, has a primary one, or has only one; null for a VPC, a route table and the like.</summary>
    public NetworkInterface? Interface { get; init; }

    /// <summary>The names of its interfaces, where it has several and none comes first, such as a load balancer's; else empty.</summary>
    public ImmutableArray<string> Parts { get; init; } = [];

    /// <summary>Why it stands for no interface, as a sentence for the user, with names that do.</summary>
    public string WhyNoInterface => Error
        ?? (Parts.IsEmpty ? $"{Name} is no network interface"
            : $"{Name} has {Parts.Length} network interfaces; name one: {string.Join(", ", Parts.Take(MostShown))}{(Parts.Length > MostShown ? ", …" : "")}");

    /// <summary>Up to three names that may have been meant, the nearest first; empty where something was found.</summary>
    public ImmutableArray<string> Nearest { get; init; } = [];

    /// <summary>Why nothing was found, as a sentence for the user; null where something was.</summary>
    public string? Error { get; init; }

    [MemberNotNullWhen(true, nameof(Id))]
    public bool IsFound => Id is not null;
}
