using System.CommandLine;

namespace VpcSim.Cli.Commands;

/// <summary>The two kinds of option that <see cref="Usage.CommandLine"/> reads.</summary>
internal static class Words
{
    /// <summary>An option with a value, which the command line may hold several times: whether it may stand so is the verb's business.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="value">What help calls the value.</param>
    /// <param name="description">What help says.</param>
    public static Option<string[]> Valued(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };
}
