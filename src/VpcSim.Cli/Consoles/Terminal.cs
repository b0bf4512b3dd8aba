using System.Text;
using Spectre.Console;
using VpcSim.Cli.Reports;
using VpcSim.Cli.Usage;

namespace VpcSim.Cli.Consoles;

/// <summary>Standard output and standard error, and whether a person looks at them.</summary>
internal sealed class Terminal : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StandardOutput _output;

    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    public Terminal(Stream output, Stream error)
    {
        _output = output as StandardOutput ?? new StandardOutput(output);
        Out = new StreamWriter(_output, Utf8, bufferSize: 16 * 1024) { NewLine = "\n" };
        Error = new StreamWriter(error, Utf8, bufferSize: 1024) { NewLine = "\n", AutoFlush = true };
    }

    /// <summary>Buffered; flushed when the verb is done.</summary>
    public TextWriter Out { get; }

    /// <summary>Unbuffered.</summary>
    public TextWriter Error { get; }

    /// <summary>Standard output as bytes. Flush <see cref="Out"/> before both are mixed.</summary>
    public Stream OutBytes => _output;

    /// <summary>Opens standard input; fails where a person sits at it, or where it is closed.</summary>
    public Func<Stream> OpenInput { get; init; } = static () => Stream.Null;

    /// <summary>Draws tables in colour on standard output; null where that is no terminal and gets plain text.</summary>
    public IAnsiConsole? OutConsole { get => field ??= MakeOutConsole?.Invoke(); init; }

    /// <summary>Draws on standard error; null where that is no terminal.</summary>
    public IAnsiConsole? ErrorConsole { get => field ??= MakeErrorConsole?.Invoke(); init; }

    // Made when something is drawn: loading Spectre.Console takes as long as starting the program.
    private Func<IAnsiConsole>? MakeOutConsole { get; init; }

    private Func<IAnsiConsole>? MakeErrorConsole { get; init; }

    public static Terminal OfProcess() => new(StandardOutput.OfProcess(), Console.OpenStandardError())
    {
        OpenInput = OpenInputOfProcess,
        MakeOutConsole = Console.IsOutputRedirected ? null : static () => AnsiConsole.Console,
        MakeErrorConsole = Console.IsErrorRedirected ? null : static () => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
    };

    /// <exception cref="UnusableException">Nobody has piped anything.</exception>
    private static Stream OpenInputOfProcess()
    {
        if (StandardInput.IsClosed()) throw new UnusableException($"standard input is closed; {StandardInput.Remedy}");
        return Console.IsInputRedirected ? Console.OpenStandardInput() : throw new UnusableException($"standard input is a terminal; {StandardInput.Remedy}");
    }

    /// <summary>Says something on standard output: with style on a terminal, as plain text elsewhere.</summary>
    public void Print(Document document)
    {
        if (OutConsole is { } console) ConsoleDocument.Write(console, document);
        else PlainDocument.Write(Out, document);
    }

    /// <summary>Goes on to the end when standard output's reader leaves early: other outputs are still wanted.</summary>
    public void OutliveReader() => _output.OutlivesReader = true;

    public void Dispose()
    {
        Error.Dispose();
        _output.Dispose();
    }
}
