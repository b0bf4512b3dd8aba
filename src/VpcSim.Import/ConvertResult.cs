namespace VpcSim.Import;

/// <summary>A design of any form as a CloudFormation template.</summary>
/// <param name="Import">How the design was read.</param>
/// <param name="Yaml">The template; null where there are errors.</param>
/// <param name="Json">The same in JSON.</param>
public sealed record ConvertResult(ImportResult Import, string? Yaml, string? Json);
