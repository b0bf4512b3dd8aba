using System.Collections.Immutable;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation;

/// <summary>What instances take over from a launch template or a launch configuration where they say nothing themselves.</summary>
/// <param name="Name">Its <c>LaunchTemplateName</c>, or null.</param>
/// <param name="InstanceType">Null where the template leaves it open.</param>
/// <param name="Metadata">How the instances' metadata service answers.</param>
internal sealed record LaunchTemplateDraft(string? Name, string? InstanceType, MetadataOptions Metadata)
{
    /// <summary>Groups of instances whose template has no <see cref="Interfaces"/>.</summary>
    public ImmutableArray<string> GroupIds { get; init; } = [];

    /// <summary>Null leaves it to the subnet. Of launch configurations; in templates the interfaces say it.</summary>
    public bool? AssociatePublicIpAddress { get; init; }

    /// <summary>The cluster of ECS that instances join by their user data; null for none.</summary>
    public string? ContainerCluster { get; init; }

    /// <summary>Of the instances.</summary>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Of the interfaces that are made with the instances.</summary>
    public ImmutableDictionary<string, string> InterfaceTags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>By device index.</summary>
    public ImmutableArray<LaunchInterface> Interfaces { get; init; } = [];
}
