namespace VpcSim.Import;

/// <summary>One of the designs that are loaded together.</summary>
/// <param name="Path">A file, or the folder of a CDK app's output; it stands as given in the places of errors and findings.</param>
/// <param name="StackName">The value of <c>AWS::StackName</c>; null for the file's name, or the name that the CDK gives.</param>
public sealed record DesignInput(string Path, string? StackName = null);
