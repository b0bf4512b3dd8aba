using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation;

/// <summary>What an instance takes over from a launch template where it says nothing itself.</summary>
/// <param name="Name">Its <c>LaunchTemplateName</c>, or null.</param>
/// <param name="InstanceType">Null where the template leaves it open.</param>
/// <param name="Metadata">How the instance's metadata service answers.</param>
internal sealed record LaunchTemplateDraft(string? Name, string? InstanceType, MetadataOptions Metadata);
