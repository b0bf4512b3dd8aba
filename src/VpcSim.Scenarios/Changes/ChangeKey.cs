using System.Collections.Immutable;
using VpcSim.Model.Designs;

namespace VpcSim.Scenarios.Changes;

/// <summary>A key that an action takes; readers of files and their schema go by it.</summary>
/// <param name="Name">Such as <c>group</c>.</param>
/// <param name="Form">What it takes.</param>
/// <param name="Description">One sentence for people.</param>
/// <param name="IsRequired">Whether a request needs it.</param>
public sealed record ChangeKey(string Name, ChangeForm Form, string Description, bool IsRequired = false)
{
    /// <summary>The words of <see cref="ChangeForm.Choice"/>; else empty.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The place in the design of what a value names; refuses an unknown name. Null for what names nothing.</summary>
    internal Func<Design, string, int>? Find { get; init; }

    public bool TakesSeveral => Form is ChangeForm.Names or ChangeForm.Cidrs or ChangeForm.AsNumbers;
}
