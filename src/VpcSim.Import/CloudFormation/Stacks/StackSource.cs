using System.Collections.Immutable;

namespace VpcSim.Import.CloudFormation.Stacks;

/// <summary>A stack to deploy.</summary>
/// <param name="Name">The value of <c>AWS::StackName</c>, unlike any other.</param>
/// <param name="Path">The file, as places name it.</param>
/// <param name="Source">What the file holds.</param>
internal sealed record StackSource(string Name, string Path, DesignSource Source)
{
    /// <summary>What its parameters are given by what names the stack, such as the manifest of a CDK app; the command line wins.</summary>
    public ImmutableDictionary<string, string> Parameters { get; init; } = ImmutableDictionary<string, string>.Empty;
}
