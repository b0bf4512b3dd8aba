using System.Collections.Immutable;

namespace VpcSim.Model.SecurityGroups;

/// <summary>A security group: a stateful set of allow rules on interfaces. (VPC guide, "Security groups")</summary>
public sealed record SecurityGroup
{
    public required string Name { get; init; }

    /// <summary><c>sg-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    public required string VpcId { get; init; }

    public string GroupName { get; init; } = "";

    public string Description { get; init; } = "";

    public ImmutableArray<SecurityGroupRule> Ingress { get; init; } = [];

    /// <summary>As AWS would hold it: an importer whose form opens egress by default writes that rule here.</summary>
    public ImmutableArray<SecurityGroupRule> Egress { get; init; } = [];
}
