using System.Collections.Immutable;
using VpcSim.Import.Documents;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Files;

/// <summary>What has to come of a step; everything that is said has to hold.</summary>
/// <param name="Place">Where it stands.</param>
public sealed record StepExpectation(Place Place)
{
    /// <summary>One of the outcomes, such as <c>connected</c>.</summary>
    public Placed? Outcome { get; init; }

    /// <summary>The reason of a drop.</summary>
    public Placed? Dropped { get; init; }

    /// <summary>The component that dropped it.</summary>
    public Placed? By { get; init; }

    public ImmutableArray<Placed> Via { get; init; } = [];

    public ImmutableArray<Placed> NotVia { get; init; } = [];

    /// <summary>The longest time that it may take, in nanoseconds.</summary>
    public long? WithinNs { get; init; }

    public long? Answers { get; init; }

    public long? Bytes { get; init; }

    public ImmutableArray<IpAddress> Addresses { get; init; } = [];

    /// <summary>Status code of HTTP.</summary>
    public int? Status { get; init; }

    /// <summary>AWS's error code for a change that it refuses.</summary>
    public Placed? Refused { get; init; }
}
