using System.Collections.Immutable;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>Which rules the accepted traffic of a period needed, and how little would do.</summary>
public sealed record NeededRules
{
    /// <summary>Accepted records whose packets the design lets pass: what everything here rests on.</summary>
    public required long Records { get; init; }

    /// <summary>Conversations of those records.</summary>
    public required int Conversations { get; init; }

    /// <summary>Accepted records whose packets the design refuses: the network that was logged had other rules.</summary>
    public required long Refused { get; init; }

    /// <summary>Accepted records of interfaces that the design does not hold.</summary>
    public required long NotPlaced { get; init; }

    /// <summary>Accepted records of interfaces that may be one or another of the design's: they count for none.</summary>
    public required long Ambiguous { get; init; }

    /// <summary>The rules of the groups of logged interfaces, in the order of the design.</summary>
    public required ImmutableArray<TightRule> Rules { get; init; }

    /// <summary>Entries that allow and that no accepted record needed, of network ACLs of logged interfaces.</summary>
    public required ImmutableArray<(NetworkAcl Acl, NetworkAclEntry Entry)> UnusedEntries { get; init; }

    /// <summary>Groups that rules are not judged of: no interface that has them was logged.</summary>
    public required ImmutableArray<SecurityGroup> UnjudgedGroups { get; init; }

    /// <summary>The same of network ACLs.</summary>
    public required ImmutableArray<NetworkAcl> UnjudgedAcls { get; init; }

    /// <summary>Whether with <see cref="TightRule.Needed"/> in place of the rules and without the unused entries all those conversations walked through the design.</summary>
    public required bool IsProven { get; init; }

    /// <summary>Why AWS would refuse the narrower rules, such as a quota; null where it would not.</summary>
    public string? Refusal { get; init; }
}
