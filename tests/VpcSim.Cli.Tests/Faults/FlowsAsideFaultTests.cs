using System.Diagnostics;

namespace VpcSim.Cli.Tests.Faults;

/// <summary>What happens to the files of <c>--max-flows</c> when the disk is full or the run is killed.</summary>
public sealed class FlowsAsideFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _aside;

    public FlowsAsideFaultTests() => Directory.CreateDirectory(_aside = _folder["aside"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_disk_ends_the_replay_with_what_to_do_and_without_output()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "no small disk can be mounted here: it takes root on Linux");
        Assert.SkipUnless(Succeeds("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", _aside), "no small disk can be mounted here");
        try
        {
            Ran ran = await VpcSimProcess.Run(Surroundings, Replay(20_000));

            Assert.Equal(2, ran.Status);
            Assert.Contains("what --max-flows puts aside cannot be written: No space left on device", ran.Error, StringComparison.Ordinal);
            Assert.Contains("TMPDIR", ran.Error, StringComparison.Ordinal);
            Assert.Empty(ran.Out);
            Assert.Equal(["flood.pcap", "vpc.yaml"], Files());
        }
        finally
        {
            Succeeds("umount", _aside);
        }
    }

    [Fact]
    public async Task A_run_that_is_killed_while_flows_are_aside_leaves_nothing_of_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "what a process has open is seen in /proc");
        string[] command = Replay(300_000);
        for (int kills = 0; kills < 5; kills++)
        {
            using VpcSimProcess started = VpcSimProcess.Start(Surroundings, command);
            Assert.True(await Until(() => HasFlowsAside(started.Id)), "nothing was put aside");
            await Task.Delay(20 * kills, TestContext.Current.CancellationToken);
            started.Kill();
            Assert.Equal(137, (await started.End()).Status);
            Assert.All(Left(), static path => Assert.Equal(0, new FileInfo(path).Length)); // killed before the file's name was taken away
        }
        File.WriteAllText(Path.Combine(_aside, "vpcsim-2147483647-1.flows"), "");
        Assert.Equal(0, (await VpcSimProcess.Run(Surroundings, Replay(3_000))).Status);
        Assert.Empty(Left());

        IEnumerable<string> Left() => Directory.EnumerateFiles(_aside, "vpcsim-*.flows");
    }

    private Dictionary<string, string> Surroundings => new() { ["TMPDIR"] = _aside };

    private string[] Replay(int packets) =>
    [
        "replay", SeededCapture.Write(_folder["flood.pcap"], packets, TimeSpan.FromSeconds(60)), "--design", _folder.Write("vpc.yaml", SmallDesign.Text), "--max-flows", "1000",
        "--flow-logs", _folder["flow-logs.txt"], "--out", _folder["results"],
    ];

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_folder.Path, path)).Where(static path => !path.StartsWith("aside", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>Whether a process has a file of the folder open that has no name any more.</summary>
    private bool HasFlowsAside(int process)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Select(static open => new FileInfo(open).LinkTarget ?? "").Any(target =>
                target.StartsWith(_aside, StringComparison.Ordinal) && target.EndsWith(".flows (deleted)", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false; // what is open changes under one's eyes
        }
    }

    private static async Task<bool> Until(Func<bool> happens)
    {
        for (int looks = 0; looks < 20_000; looks++)
        {
            if (happens()) return true;
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
        return false;
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        using Process started = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        started.WaitForExit();
        return started.ExitCode == 0;
    }
}
