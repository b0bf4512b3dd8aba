using System.Collections.Immutable;

namespace VpcSim.Model.NetworkAcls;

/// <summary>A network ACL: an ordered, stateless list at the border of its subnets. (VPC guide, "Network ACLs")</summary>
public sealed record NetworkAcl
{
    public required string Name { get; init; }

    /// <summary><c>acl-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    public required string VpcId { get; init; }

    public bool IsDefault { get; init; }

    /// <summary>The numbered entries of both directions, in any order; the <c>*</c> entries are implied and never listed.</summary>
    public ImmutableArray<NetworkAclEntry> Entries { get; init; } = [];
}
