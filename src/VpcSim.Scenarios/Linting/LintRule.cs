namespace VpcSim.Scenarios.Linting;

/// <summary>One thing that the lint looks for.</summary>
/// <param name="Id">In kebab-case.</param>
/// <param name="Severity">What a finding weighs where the finding does not say otherwise.</param>
/// <param name="Page">The page of AWS's documentation behind it.</param>
public sealed record LintRule(string Id, Severity Severity, string Page);
