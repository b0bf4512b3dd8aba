namespace VpcSim.Scenarios.Linting;

/// <summary>Something that the lint found in a design.</summary>
/// <param name="Rule">The rule's id; for a finding of the import its code.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Component">The name of the resource that it is about.</param>
/// <param name="Message">What is so, in one sentence.</param>
/// <param name="Remedy">What to do about it; null for a finding of the import, whose message says it.</param>
/// <param name="Place">File, line and column, as <c>template.yaml:12:3</c>; null where no file says it.</param>
public sealed record LintFinding(string Rule, Severity Severity, string Component, string Message, string? Remedy, string? Place);
