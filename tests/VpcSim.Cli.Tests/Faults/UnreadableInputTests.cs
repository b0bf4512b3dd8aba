using System.Diagnostics;

namespace VpcSim.Cli.Tests.Faults;

/// <summary>Input that is there and cannot be read, or ends while it is: a message that names it, status 2, no output.</summary>
public sealed class UnreadableInputTests : IDisposable
{
    private const string Unreadable = "/proc/self/mem"; // opens, and gives an I/O error

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Readers =>
    [
        "replay INPUT --design DESIGN", "replay CAPTURE --design INPUT", "replay CAPTURE --design DESIGN --ip-ranges INPUT", "replay CAPTURE --design DESIGN --expect INPUT",
        "trace --design INPUT --from internet --to WebServer:443", "diff INPUT DESIGN --capture CAPTURE", "diff DESIGN DESIGN --capture INPUT", "diff DESIGN DESIGN --scenario INPUT",
        "run INPUT", "test INPUT", "design show INPUT", "design check INPUT", "design convert INPUT", "flow-logs explain --design DESIGN INPUT", "flow-logs read INPUT", "flow-logs top INPUT",
    ];

    [Theory]
    [MemberData(nameof(Readers))]
    public void What_gives_an_error_when_it_is_read_is_named(string command)
    {
        Assert.SkipUnless(File.Exists(Unreadable), "there is no file that cannot be read by root");

        IsNamed(Ran.InProcess(Words(command, Unreadable)), "mem");
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_missing_file_is_named(string command) => IsNamed(Ran.InProcess(Words(command, _folder["nowhere.file"])), "nowhere.file");

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_folder_of_nothing_is_named(string command)
    {
        Directory.CreateDirectory(_folder["empty.folder"]);

        IsNamed(Ran.InProcess(Words(command, _folder["empty.folder"])), "empty.folder");
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_named_pipe_whose_writer_closes_without_a_word_is_named(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no named pipes in folders");
        using (Process mkfifo = Process.Start("mkfifo", [_folder["closing.pipe"]])) mkfifo.WaitForExit();
        Task closing = Task.Factory.StartNew(() => new FileStream(_folder["closing.pipe"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1).Dispose(), TaskCreationOptions.LongRunning);

        IsNamed(Ran.InProcess(Words(command, _folder["closing.pipe"])), "closing.pipe");
        await closing.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_file_of_a_set_that_vanishes_before_its_turn_ends_the_replay_without_an_output()
    {
        Directory.CreateDirectory(_folder["set"]);
        string first = SeededCapture.Write(_folder["set/1.pcap"], 200_000, TimeSpan.FromHours(1));
        string second = SeededCapture.Write(_folder["set/2.pcap"], 10, TimeSpan.FromSeconds(1));
        byte[] later = File.ReadAllBytes(second);
        for (int record = 24; record < later.Length; record += 56) later[record + 3] = 0x7F; // of another year
        File.WriteAllBytes(second, later);
        using var terminal = new Consoles.Terminal(new Telling(() => File.Delete(second)), new MemoryStream());

        int status = VpcSimProgram.Run(
            ["replay", _folder["set"], "--design", _folder.Write("vpc.yaml", SmallDesign.Text), "--out", _folder["results"], "--flow-logs", "-"], terminal, TestContext.Current.CancellationToken);

        Assert.Equal(2, status);
        Assert.False(Directory.Exists(_folder["results"]));
        Assert.True(File.Exists(first));
    }

    [Fact]
    public void A_capture_that_somebody_still_writes_to_is_told()
    {
        string capture = SeededCapture.Write(_folder["growing.pcap"], 200_000, TimeSpan.FromHours(1));
        using var writer = new FileStream(capture, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        using var error = new MemoryStream();
        int status;
        using (var terminal = new Consoles.Terminal(new Telling(() => writer.WriteByte(0)), error))
            status = VpcSimProgram.Run(["replay", capture, "--design", _folder.Write("vpc.yaml", SmallDesign.Text), "--flow-logs", "-"], terminal, TestContext.Current.CancellationToken);

        Assert.Equal(0, status);
        Assert.Contains("somebody goes on writing to it", System.Text.Encoding.UTF8.GetString(error.ToArray()), StringComparison.Ordinal);
        Assert.Contains("The 200000 packets that it held then were read", System.Text.Encoding.UTF8.GetString(error.ToArray()), StringComparison.Ordinal);
    }

    private static void IsNamed(Ran ran, string name)
    {
        Assert.Equal(2, ran.Status);
        Assert.Contains(name, ran.Out + ran.Error, StringComparison.Ordinal); // test tells of its scenarios on standard output
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
    }

    private static string[] Words(string command, string input) => [.. command.Split(' ').Select(word => word switch
    {
        "CAPTURE" => Repository.Capture("web-session.pcapng"),
        "DESIGN" => Repository.Template,
        "INPUT" => input,
        _ => word,
    })];

    /// <summary>Standard output that does something when the first records come, while the capture is read.</summary>
    private sealed class Telling(Action act) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => act();

        public override void Write(ReadOnlySpan<byte> buffer) => act();
    }
}
