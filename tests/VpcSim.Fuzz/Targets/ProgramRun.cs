using System.Text;
using VpcSim.Cli;
using VpcSim.Cli.Consoles;

namespace VpcSim.Fuzz.Targets;

/// <summary>The command line within this process: its own last resort tells of defects.</summary>
internal static class ProgramRun
{
    /// <returns>Whether the input could be used.</returns>
    /// <exception cref="DefectException">The program has a defect.</exception>
    public static bool Of(CancellationToken cancellation, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        int status;
        using (var terminal = new Terminal(output, error)) status = VpcSimProgram.Run(args, terminal, cancellation);
        return status == ExitStatus.Defect ? throw new DefectException(Encoding.UTF8.GetString(error.ToArray())) : status is ExitStatus.Done or ExitStatus.No;
    }
}
