namespace VpcSim.Import.CloudFormation.Stacks;

/// <summary>A stack to deploy.</summary>
/// <param name="Name">The value of <c>AWS::StackName</c>, unlike any other.</param>
/// <param name="Path">The file, as places name it.</param>
/// <param name="Source">What the file holds.</param>
internal sealed record StackSource(string Name, string Path, DesignSource Source);
