namespace VpcSim.Scenarios.Runs;

/// <summary>A rule, entry or route that packets can exercise.</summary>
/// <param name="Kind"><c>security-group</c>, <c>network-acl</c> or <c>route-table</c>.</param>
/// <param name="Component">The name of what it belongs to.</param>
/// <param name="Id">Its AWS id.</param>
/// <param name="Rule">As verdicts name it, such as <c>inbound tcp 443 0.0.0.0/0</c>.</param>
public sealed record CoveredRule(string Kind, string Component, string Id, string Rule);
