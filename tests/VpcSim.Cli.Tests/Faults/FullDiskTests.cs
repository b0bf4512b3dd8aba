using System.Diagnostics;

namespace VpcSim.Cli.Tests.Faults;

/// <summary>A disk that is full in the middle: what it did not take is told, status 2, nothing stands there half written, and outputs elsewhere are whole.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _disk;
    private readonly bool _isMounted;

    public FullDiskTests()
    {
        _disk = _folder["disk"];
        Directory.CreateDirectory(_disk);
        _isMounted = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Succeeds("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", _disk);
    }

    public void Dispose()
    {
        if (_isMounted) Succeeds("umount", _disk);
        _folder.Dispose();
    }

    [Fact]
    public void A_capture_that_the_disk_does_not_take_is_not_there_and_the_rest_is()
    {
        Assert.SkipUnless(_isMounted, "no small disk can be mounted here: it takes root on Linux");
        string[] rest = ["--flow-logs", _folder["flow-logs.txt"], "--out", _folder["results"]];
        Ran plain = Replay([.. rest]);
        SortedDictionary<string, string> right = Written();

        Ran full = Replay(["--annotate", Path.Combine(_disk, "all.pcapng"), "--pcap-dir", Path.Combine(_disk, "interfaces"), .. rest]);

        Assert.Equal((0, 2), (plain.Status, full.Status));
        Assert.Contains("all.pcapng: No space left on device", full.Error, StringComparison.Ordinal);
        Assert.Contains("interfaces: No space left on device", full.Error, StringComparison.Ordinal);
        Assert.Contains("it is not there", full.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_disk, "*", SearchOption.AllDirectories));
        Assert.Equal(right, Written());
    }

    [Fact]
    public void Flow_logs_that_the_disk_does_not_take_are_counted_and_a_scenario_tells_it_too()
    {
        Assert.SkipUnless(_isMounted, "no small disk can be mounted here: it takes root on Linux");
        File.WriteAllBytes(Path.Combine(_disk, "of somebody else"), new byte[60 * 1024]);

        Ran replay = Replay("--flow-logs", Path.Combine(_disk, "flow-logs.txt"), "--out", _folder["results"]);
        Ran run = Ran.InProcess("run", Path.Combine(Repository.Root, "docs", "examples", "three-tier"), "--annotate", Path.Combine(_disk, "all.pcapng"), "--out", _folder["run"]);

        Assert.Equal((2, 2), (replay.Status, run.Status));
        Assert.Matches(@"flow-logs\.txt: No space left on device.*; [0-9,]+ records are there, [0-9,]+ are missing", replay.Error);
        Assert.Contains("all.pcapng: No space left on device", run.Error, StringComparison.Ordinal);
        Assert.All([replay, run], static ran => Assert.Contains("the disk is full; free space on it, or name a place on another one", ran.Error, StringComparison.Ordinal));
        Assert.True(File.Exists(_folder["results/summary.json"]) && File.Exists(_folder["run/summary.json"]));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*.partial", SearchOption.AllDirectories));
        string kept = File.ReadAllText(Path.Combine(_disk, "flow-logs.txt"));
        Assert.True(kept.Length == 0 || kept[^1] == '\n', "a record is half written");
    }

    [Fact]
    public void A_summary_that_the_disk_does_not_take_is_not_there()
    {
        Assert.SkipUnless(_isMounted, "no small disk can be mounted here: it takes root on Linux");
        File.WriteAllBytes(Path.Combine(_disk, "of somebody else"), new byte[64 * 1024]);
        string scenario = Path.Combine(Repository.Root, "docs", "examples", "three-tier");
        Ran[] runs = [Replay("--out", Path.Combine(_disk, "results"), "--log-events"), Ran.InProcess("run", scenario, "--out", Path.Combine(_disk, "run"))];

        Assert.All(runs, static ran => Assert.Equal(2, ran.Status));
        Assert.All(runs, static ran => Assert.Contains("he disk is full; free space on it, or name a place on another one", ran.Error, StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(_disk, "*.json", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(_disk, "*.partial", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_device_that_is_full_ends_its_records_and_not_the_run()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no device that is always full");

        Ran ran = Replay("--flow-logs", "/dev/full", "--out", _folder["results"]);

        Assert.Equal(2, ran.Status);
        Assert.Contains("/dev/full: No space left on device", ran.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["results/summary.json"]));
    }

    private Ran Replay(params string[] more) => Ran.InProcess(
        ["replay", SeededCapture.Write(_folder["knocks.pcap"], 3_000, TimeSpan.FromMinutes(10)), "--design", _folder.Write("vpc.yaml", SmallDesign.Text), .. more]);

    private SortedDictionary<string, string> Written() => new(
        _folder.Files().Where(file => file.Key == "flow-logs.txt" || file.Key.StartsWith("results", StringComparison.Ordinal)).ToDictionary(), StringComparer.Ordinal);

    private static bool Succeeds(string program, params string[] arguments)
    {
        using Process started = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        started.WaitForExit();
        return started.ExitCode == 0;
    }
}
