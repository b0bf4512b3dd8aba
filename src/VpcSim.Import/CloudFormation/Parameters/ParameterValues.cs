using System.Collections.Immutable;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Parameters;

/// <summary>What one stack's parameters are given from outside.</summary>
/// <param name="given">The command line's.</param>
/// <param name="stack">The stack's name.</param>
/// <param name="deployed">What it is deployed with by what names the stack.</param>
/// <param name="passed">What the parent passes, evaluated; null for a stack without a parent.</param>
internal sealed class ParameterValues(CommandLineParameters given, string stack, ImmutableDictionary<string, string> deployed, IReadOnlyDictionary<string, Node>? passed = null)
{
    /// <summary>The command line's value; of a parameter that names a stored one it is the content.</summary>
    public string? Given(string name) => given.Of(stack, name, isNested: passed is not null);

    /// <summary>What the stack is deployed with; of a parameter that names a stored one it is the name.</summary>
    public string? Deployed(string name) => deployed.GetValueOrDefault(name);

    public Node? Passed(string name) => passed?.GetValueOrDefault(name);

    /// <summary>The content of a parameter that Systems Manager stores; null where it is not given.</summary>
    public string? Stored(string name) => given.Stored(name);
}
