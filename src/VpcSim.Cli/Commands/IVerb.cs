using System.CommandLine;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Usage;

namespace VpcSim.Cli.Commands;

/// <summary>One verb of the program.</summary>
/// <remarks>All verbs are made at every start: what one needs to run is made when it is asked for.</remarks>
internal interface IVerb
{
    /// <summary>What is typed behind <c>vpcsim</c>: one word, or two for one of several verbs about the same thing (<c>design show</c>).</summary>
    string Name { get; }

    /// <summary>One sentence.</summary>
    string Summary { get; }

    /// <summary>Its arguments and options.</summary>
    Command Command { get; }

    /// <summary>What stands behind the name in help's line of usage.</summary>
    string Usage { get; }

    /// <summary>Its options as help shows them.</summary>
    IReadOnlyList<OptionGroup> Groups { get; }

    /// <summary>What help ends with.</summary>
    string Examples { get; }

    /// <summary>Runs it.</summary>
    /// <returns>An exit status.</returns>
    int Run(CommandLine line, Terminal terminal, CancellationToken cancellation);
}
