using VpcSim.Cli.Commands;
using VpcSim.Cli.Commands.FlowLogs;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Usage;
using VpcSim.Wire.Captures;

namespace VpcSim.Cli;

/// <summary>The program without its process: everything that it touches is an argument.</summary>
internal static class VpcSimProgram
{
    public static string Version { get; } = typeof(VpcSimProgram).Assembly.GetName().Version!.ToString(3);

    /// <summary>Runs one verb.</summary>
    /// <param name="args">The command line without the program's name.</param>
    /// <param name="terminal">Standard output and standard error.</param>
    /// <param name="cancellation">Asks the verb to stop and leave nothing half done.</param>
    /// <returns>An exit status.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            int status = Dispatch(Verbs(), args, terminal, cancellation);
            terminal.Out.Flush();
            return status;
        }
        catch (ClosedPipeException)
        {
            return ExitStatus.Done; // whoever read standard output has seen enough
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            terminal.Error.WriteLine("vpcsim: stopped; no file was written");
            return ExitStatus.Interrupted;
        }
        catch (UnusableException unusable)
        {
            unusable.WriteTo(terminal.Error);
            return ExitStatus.Unusable;
        }
        catch (CaptureFormatException unreadable)
        {
            terminal.Error.WriteLine($"vpcsim: {unreadable.Message}");
            return ExitStatus.Unusable;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"vpcsim: {failure.Message}{Delivering.RemedyOf(failure.Message)} No file was left half written.");
            return ExitStatus.Unusable;
        }
        catch (Exception defect)
        {
            terminal.Error.WriteLine($"vpcsim: this is a defect of VpcSim {Version}; please report it with the command line and this text:\n{defect}");
            return ExitStatus.Defect;
        }
    }

    // Each makes what it needs when it is asked for: docs/decisions/0005.
    private static IVerb[] Verbs() =>
    [
        new ReplayCommand(),
        new TraceCommand(),
        new DiffCommand(),
        new TestCommand(),
        new RunCommand(),
        new DesignShowCommand(),
        new DesignCheckCommand(),
        new DesignConvertCommand(),
        new FlowLogReadCommand(),
        new FlowLogQueryCommand(),
        new FlowLogTopCommand(),
        new FlowLogRejectsCommand(),
        new FlowLogTalkersCommand(),
        new FlowLogConversationsCommand(),
        new FlowLogDdlCommand(),
        new FlowLogExplainCommand(),
    ];

    private static int Dispatch(IVerb[] verbs, IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation)
    {
        switch (args)
        {
            case []:
                throw new UnusableException("name a verb", "vpcsim --help");
            case ["--help" or "-h" or "-?", ..]:
                HelpText.WriteProgram(terminal.Out, verbs);
                return ExitStatus.Done;
            case ["--version"]:
                terminal.Out.WriteLine(Version);
                return ExitStatus.Done;
        }
        if (VerbOf(verbs, args) is not { } verb)
        {
            IVerb[] family = [.. verbs.Where(candidate => candidate.Name.StartsWith(args[0] + ' ', StringComparison.Ordinal))];
            if (family.Length == 0)
                throw new UnusableException(Misspelling.Verb(args[0], verbs.Select(static known => known.Name.Split(' ')[0])), "vpcsim --help");
            if (args.Count == 1 || !HelpText.IsAskedFor([args[1]]))
                throw new UnusableException(Misspelling.VerbOf(args[0], args.ElementAtOrDefault(1), [.. family.Select(static known => known.Name.Split(' ')[1])]), $"vpcsim {args[0]} --help");
            HelpText.WriteFamily(terminal.Out, args[0], family);
            return ExitStatus.Done;
        }
        if (HelpText.IsAskedFor(args))
        {
            HelpText.WriteVerb(terminal.Out, verb);
            return ExitStatus.Done;
        }
        int words = verb.Name.Split(' ').Length;
        return verb.Run(new CommandLine(verb.Command, [.. args.Skip(words)], verb.Name), terminal, cancellation);
    }

    private static IVerb? VerbOf(IVerb[] verbs, IReadOnlyList<string> args) =>
        Array.Find(verbs, verb => verb.Name == args[0] || (args.Count > 1 && verb.Name == $"{args[0]} {args[1]}"));
}
