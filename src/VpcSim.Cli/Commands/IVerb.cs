using System.CommandLine;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Usage;

namespace VpcSim.Cli.Commands;

/// <summary>One verb of the program: a service of its host.</summary>
internal interface IVerb
{
    /// <summary>Its name, arguments and options.</summary>
    Command Command { get; }

    /// <summary>Its options as help shows them.</summary>
    IReadOnlyList<OptionGroup> Groups { get; }

    /// <summary>What help ends with.</summary>
    string Examples { get; }

    /// <summary>Runs it.</summary>
    /// <returns>An exit status.</returns>
    int Run(CommandLine line, Terminal terminal, CancellationToken cancellation);
}
