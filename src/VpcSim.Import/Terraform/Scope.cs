using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform;

/// <summary>Where an expression stands: what its references, <c>count.index</c> and <c>each</c> mean.</summary>
/// <param name="Module">Whose resources and variables it names.</param>
/// <param name="Key">Of the resource or module call that it stands in; null where that has neither count nor for_each.</param>
/// <param name="Owner">Of the resource or module call: its configuration.</param>
internal readonly record struct Scope(ModuleInstance Module, string? Key, MappingNode? Owner)
{
    public static Scope Of(TerraformResource resource) => new(resource.Module, resource.Key, resource.Configuration);

    /// <summary>Where the inputs of a module are written; null for the root's.</summary>
    public Scope? Caller => Module.Parent is { } parent ? new Scope(parent, Module.Key, Module.Call) : null;
}
