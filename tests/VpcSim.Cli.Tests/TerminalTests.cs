using Spectre.Console;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Reports;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Wire;

namespace VpcSim.Cli.Tests;

/// <summary>What a person sees on a terminal, and what a pipe gets.</summary>
public class TerminalTests
{
    [Fact]
    public void A_pipe_gets_text_without_colour()
    {
        Ran ran = Ran.Replay();

        Assert.DoesNotContain('\e', ran.Out);
        Assert.DoesNotContain('\e', ran.Error);
        Assert.All(ran.Out.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void A_terminal_shows_the_same_words_in_tables_and_a_progress_bar_that_goes()
    {
        using var drawn = new StringWriter();
        using var bar = new StringWriter();
        using var nothing = new MemoryStream();
        using (var terminal = new Terminal(nothing, Stream.Null) { OutConsole = ConsoleOn(drawn), ErrorConsole = ConsoleOn(bar) })
            Assert.Equal(0, VpcSimProgram.Run(Ran.MainJob, terminal, TestContext.Current.CancellationToken));

        Assert.Equal(0, nothing.Length);
        Assert.Contains("\e[1mPackets", drawn.ToString(), StringComparison.Ordinal);
        foreach (string word in new[] { "delivered", "280", "ENI_SG_RULES_MISMATCH", "allows tcp 3389 from 203.0.113.66", "version account-id" })
            Assert.Contains(word, drawn.ToString(), StringComparison.Ordinal);
        Assert.Contains("packets", bar.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_behind_standard_output_is_an_error_and_a_closed_pipe_is_none()
    {
        Assert.Equal(2, RunOn(new FailingStream(28)));
        Assert.Equal(0, RunOn(new FailingStream(32)));
    }

    [Fact]
    public void Every_outcome_service_and_cause_has_its_stable_name()
    {
        Assert.All(Enum.GetValues<Outcome>(), outcome => Assert.Matches("^[a-z-]+$", StableNames.Of(outcome)));
        Assert.All(Enum.GetValues<VpcService>(), service => Assert.Matches("^[a-z-]+$", StableNames.Of(service)));
        Assert.All(Enum.GetValues<Undecodable>().Where(cause => cause != Undecodable.None), cause => Assert.Matches("^[a-z-]+$", StableNames.Of(cause)));
    }

    private static int RunOn(Stream output)
    {
        using var terminal = new Terminal(output, Stream.Null);
        return VpcSimProgram.Run(Ran.MainJob, terminal, TestContext.Current.CancellationToken);
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 200;
        return console;
    }

    /// <summary>Standard output that fails with an error of Unix (errno).</summary>
    private sealed class FailingStream(int errno) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("it takes no more", errno);
    }
}
