using System.Text;
using VpcSim.Cli.Consoles;

namespace VpcSim.Cli.Tests.Faults;

/// <summary>Whoever reads has gone before the first word, as <c>head</c> does after the first line: every verb ends quietly.</summary>
public sealed class ClosedPipeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly Dictionary<string, string[]> _verbs = new()
    {
        ["replay"] = ["replay CAPTURE --design DESIGN", "replay CAPTURE --design DESIGN --json", "replay CAPTURE --design DESIGN --flow-logs -", "replay CAPTURE --design DESIGN --annotate -"],
        ["trace"] = ["trace --design DESIGN --from internet --to WebServer:443", "trace --design DESIGN --from internet --to WebServer:443 --json"],
        ["diff"] = ["diff DESIGN DESIGN --capture CAPTURE", "diff DESIGN DESIGN --capture CAPTURE --json"],
        ["test"] = ["test EXAMPLE", "test EXAMPLE --json", "test EXAMPLE --report github"],
        ["run"] = ["run EXAMPLE", "run EXAMPLE --json"],
        ["design show"] = ["design show DESIGN", "design show DESIGN --format svg", "design show DESIGN --format json"],
        ["design check"] = ["design check DESIGN"],
        ["design convert"] = ["design convert DESIGN"],
        ["flow-logs read"] = ["flow-logs read LOG", "flow-logs read LOG --json", "flow-logs read LOG --csv"],
        ["flow-logs query"] = ["flow-logs query QUERY LOG", "flow-logs query QUERY LOG --csv", "flow-logs query QUERY LOG --json"],
        ["flow-logs top"] = ["flow-logs top LOG", "flow-logs top --sql"],
        ["flow-logs rejects"] = ["flow-logs rejects LOG"],
        ["flow-logs talkers"] = ["flow-logs talkers LOG"],
        ["flow-logs conversations"] = ["flow-logs conversations LOG"],
        ["flow-logs ddl"] = ["flow-logs ddl"],
        ["flow-logs explain"] = ["flow-logs explain --design DESIGN LOG", "flow-logs explain --design DESIGN LOG --json"],
    };

    public static TheoryData<string> Commands => ["--help", "replay --help", "design --help", "--version", .. _verbs.Values.SelectMany(static commands => commands)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_verb_without_a_reader_is_quiet_and_its_status_is_0(string command)
    {
        using var output = new BrokenPipe();
        using var error = new MemoryStream();
        int status;
        using (var terminal = new Terminal(output, error)) status = VpcSimProgram.Run(Words(command), terminal, TestContext.Current.CancellationToken);

        Assert.True(output.WasWritten);
        IsQuiet(new Ran(status, "", Encoding.UTF8.GetString(error.ToArray())));
    }

    [Theory]
    [InlineData("replay CAPTURE --design DESIGN")]
    [InlineData("trace --design DESIGN --from internet --to WebServer:443 --json")]
    [InlineData("run EXAMPLE")]
    [InlineData("design show DESIGN")]
    public async Task So_is_the_process(string command)
    {
        using VpcSimProcess started = VpcSimProcess.Start(Words(command));
        started.Output.Dispose();

        IsQuiet(await started.End());
    }

    [Fact]
    public void Every_verb_is_tried()
    {
        string help = Ran.InProcess("--help").Out;
        string[] verbs = [.. help.Split('\n').SkipWhile(static line => !line.StartsWith("Verbs", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(static line => line.StartsWith("  ", StringComparison.Ordinal))
            .Where(static line => line[2] != ' ')
            .Select(static line => line.TrimStart().Split("  ")[0])];

        Assert.Contains("replay", verbs);
        Assert.All(verbs, verb => Assert.True(_verbs.ContainsKey(verb), $"say here how {verb} is tried"));
    }

    private static void IsQuiet(Ran ran)
    {
        Assert.Equal(0, ran.Status);
        Assert.DoesNotContain("vpcsim: ", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
    }

    private string[] Words(string command)
    {
        string log = _folder["flow-logs.txt"];
        if (command.Contains(" LOG", StringComparison.Ordinal)) Ran.Replay("--flow-logs", log);
        return [.. command.Split(' ').Select(word => word switch
        {
            "CAPTURE" => Repository.Capture("web-session.pcapng"),
            "DESIGN" => Repository.Template,
            "EXAMPLE" => Path.Combine(Repository.Root, "docs", "examples", "three-tier"),
            "LOG" => log,
            "QUERY" => "SELECT srcaddr FROM flow_logs",
            _ => word,
        })];
    }

    private sealed class BrokenPipe : MemoryStream
    {
        private const int NobodyReads = 32; // EPIPE

        public bool WasWritten { get; private set; }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            WasWritten = true;
            throw new IOException("Broken pipe", NobodyReads);
        }
    }
}
