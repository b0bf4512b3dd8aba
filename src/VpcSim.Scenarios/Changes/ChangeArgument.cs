using System.Collections.Immutable;

namespace VpcSim.Scenarios.Changes;

/// <summary>One key of a request with its values: one for a scalar, any number for a list.</summary>
public sealed record ChangeArgument(string Key, ImmutableArray<string> Values)
{
    public ChangeArgument(string key, string value)
        : this(key, [value])
    {
    }
}
