using System.CommandLine;

namespace VpcSim.Cli.Commands;

/// <summary>Options that a person looks for together, under one heading of the help.</summary>
internal sealed record OptionGroup(string Heading, IReadOnlyList<Option> Options);
