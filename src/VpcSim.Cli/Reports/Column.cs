namespace VpcSim.Cli.Reports;

/// <param name="Title">Empty where the cells speak for themselves.</param>
/// <param name="IsNumber">Numbers stand on the right.</param>
internal sealed record Column(string Title, bool IsNumber = false);
