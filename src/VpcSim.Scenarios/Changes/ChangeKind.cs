using System.Collections.Immutable;

namespace VpcSim.Scenarios.Changes;

/// <summary>An action that a timeline may take, with the keys of its request.</summary>
public sealed record ChangeKind
{
    /// <summary>AWS's API action in kebab-case, or an event of a link.</summary>
    public required string Action { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Description { get; init; }

    public required ImmutableArray<ChangeKey> Keys { get; init; }

    /// <summary>The key for which a request that is a single scalar stands (<c>tunnel-down: Connection/1</c>); null where keys must be written.</summary>
    public string? Shorthand { get; init; }

    /// <summary>Whether it happens to a link, and is no request of AWS's API.</summary>
    public bool IsEvent { get; init; }

    /// <summary>Makes the change of arguments that are well formed; notes what else is wrong with them.</summary>
    internal Func<ChangeWords, DesignChange?> Make { get; init; } = static _ => null;
}
