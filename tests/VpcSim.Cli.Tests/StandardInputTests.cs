using System.IO.Pipes;
using System.Text;
using VpcSim.Cli.Consoles;

namespace VpcSim.Cli.Tests;

/// <summary>Captures from standard input, as somebody writes them: <c>vpcsim replay -</c>.</summary>
public sealed class StandardInputTests : IDisposable
{
    private static readonly byte[] _capture = File.ReadAllBytes(Repository.Capture("web-session.pcapng"));

    private readonly AnonymousPipeServerStream _recorder = new(PipeDirection.Out);
    private readonly AnonymousPipeClientStream _input;
    private readonly CancellationTokenSource _interruption = new();
    private readonly MemoryStream _error = new();

    public StandardInputTests() => _input = new AnonymousPipeClientStream(PipeDirection.In, _recorder.ClientSafePipeHandle);

    public void Dispose()
    {
        _recorder.Dispose();
        _interruption.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Where_standard_input_is_closed_nothing_is_waited_for() =>
        (await VpcSimProcess.RunWithoutInput("replay", "-", "--design", Repository.Template)).IsUnusable("standard input is closed; pipe a file into it");

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(997)]
    [InlineData(61)]
    public async Task The_records_are_those_of_the_file_however_the_capture_is_written(int piece)
    {
        Task writing = Task.Run(() =>
        {
            foreach (byte[] bytes in _capture.Chunk(piece)) _recorder.Write(bytes);
            _recorder.Dispose();
        }, TestContext.Current.CancellationToken);
        using var output = new MemoryStream();

        Assert.Equal(0, Replay(output, "--flow-logs", "-"));

        await writing;
        Assert.Equal(Ran.Replay("--flow-logs", "-").Out, Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public async Task Records_come_when_their_window_has_closed_and_the_capture_goes_on()
    {
        using var output = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reading = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, output.ClientSafePipeHandle));
        Task<int> replay = Task.Run(() => Replay(output, "--flow-logs", "-"), TestContext.Current.CancellationToken);
        int half = _capture.Length * 2 / 3;
        _recorder.Write(_capture, 0, half);

        string? header = await reading.ReadLineAsync(TestContext.Current.CancellationToken);
        string? record = await reading.ReadLineAsync(TestContext.Current.CancellationToken); // would wait for ever if it came at the end only

        _recorder.Write(_capture, half, _capture.Length - half);
        _recorder.Dispose();
        string rest = "";
        Task<string> all = reading.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await replay);
        output.Dispose();
        rest = await all;
        Assert.Equal(Ran.Replay("--flow-logs", "-").Out, $"{header}\n{record}\n{rest}");
    }

    [Fact]
    public void A_recorder_that_is_killed_within_a_packet_leaves_a_warning()
    {
        _recorder.Write(_capture, 0, 20_000);
        _recorder.Dispose();
        Assert.Equal(0, Replay(new MemoryStream()));
        Assert.Contains("vpcsim: warning: standard input: cut off within its last record", Said, StringComparison.Ordinal);
    }

    [Fact] // no program can open a file of the name "standard input"
    public void What_is_no_capture_is_refused_with_a_command_that_can_be_typed()
    {
        _recorder.Write("not a capture at all"u8);
        _recorder.Dispose();
        Assert.Equal(2, Replay(new MemoryStream()));
        Assert.Contains("editcap -F pcapng FILE converted.pcapng", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interruption_ends_the_capture_and_its_results_are_whole()
    {
        using var folder = new TemporaryFolder();
        _recorder.Write(_capture, 0, 40_000);
        using var output = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reading = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, output.ClientSafePipeHandle));
        Task<int> replay = Task.Run(() => Replay(output, "--flow-logs", "-", "--out", folder["results"]), TestContext.Current.CancellationToken);
        await reading.ReadLineAsync(TestContext.Current.CancellationToken);
        await reading.ReadLineAsync(TestContext.Current.CancellationToken);

        _interruption.Cancel();
        Task<string> all = reading.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, await replay);
        output.Dispose();
        Assert.NotEqual("", await all);
        Assert.True(File.Exists(folder[Path.Combine("results", "summary.json")]));
        Assert.DoesNotContain("cut off", Said, StringComparison.Ordinal);
        Assert.Contains("standard input: ", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interruption_before_anything_came_leaves_nothing()
    {
        _interruption.Cancel();
        Assert.Equal(130, Replay(new MemoryStream()));
        Assert.Contains("vpcsim: stopped; no file was written", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_that_is_over_ends_the_capture_like_its_end()
    {
        _recorder.Write(_capture, 0, 40_000);
        Assert.Equal(0, Replay(new MemoryStream(), "--for", "700ms"));
        Assert.Equal("", Said);
    }

    [Theory]
    [InlineData("- - --design D", "- (standard input) is named twice")]
    [InlineData("a.pcap --for 5s --design D", "--for (argument 3): files are there as a whole")]
    [InlineData("- --for soon --design D", "'soon' is no length of time; write one such as 30s")]
    [InlineData("- --for +5s --design D", "'+5s' is no length of time")]
    [InlineData("- --count 5 --design D", "--count (argument 3): it counts packets off an interface")]
    [InlineData("--interface eth0 --count 0 --design D", "'0' is no number of packets")]
    [InlineData("a.pcap --interface eth0 --design D", "packets come off an interface or from captures, not from both")]
    public void Wrong_use_is_told(string words, string said) => Ran.InProcess(["replay", .. words.Split(' ')]).IsUnusable(said);

    private string Said => Encoding.UTF8.GetString(_error.ToArray());

    private int Replay(Stream output, params string[] more)
    {
        using var terminal = new Terminal(output, _error) { OpenInput = () => _input };
        return VpcSimProgram.Run(["replay", "-", "--design", Repository.Template, .. more], terminal, _interruption.Token);
    }
}
