namespace VpcSim.Cli.Tests;

/// <summary>A replay that is stopped in its middle, by signals and by a reader that goes away.</summary>
public class InterruptionTests
{
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_stops_the_replay_and_leaves_no_file(string signal, int status)
    {
        using var folder = new TemporaryFolder();
        using var capture = new EndlessCapture(folder);
        using VpcSimProcess replay = await Started(folder, capture);

        replay.Signal(signal);
        Ran ran = await replay.End();

        Assert.Equal(status, ran.Status);
        Assert.Contains("vpcsim: stopped", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["log.txt"]));
        Assert.False(File.Exists(folder["log.txt.partial"]));
        Assert.False(Directory.Exists(folder["results"]));
    }

    [Fact]
    public async Task A_second_signal_ends_a_replay_that_waits_for_its_capture()
    {
        using var folder = new TemporaryFolder();
        using var capture = new EndlessCapture(folder, fallsSilent: true);
        using VpcSimProcess replay = await Started(folder, capture);

        replay.Signal("INT");
        if (await replay.IsAliveAfter(TimeSpan.FromMilliseconds(500))) replay.Signal("INT");

        Assert.Equal(130, (await replay.End()).Status);
        Assert.False(File.Exists(folder["log.txt"]));
    }

    [Fact]
    public async Task A_killed_replay_leaves_partial_files_only_and_the_next_run_replaces_them()
    {
        using var folder = new TemporaryFolder();
        using (var capture = new EndlessCapture(folder))
        {
            using VpcSimProcess replay = await Started(folder, capture);
            replay.Signal("KILL");
            await replay.End();
        }
        Assert.True(File.Exists(folder["log.txt.partial"]));
        Assert.False(File.Exists(folder["log.txt"]));

        Ran again = Ran.Replay("--flow-logs", folder["log.txt"]);

        Assert.Equal(0, again.Status);
        Assert.False(File.Exists(folder["log.txt.partial"]));
        Assert.Equal(Ran.Replay("--flow-logs", "-").Out, File.ReadAllText(folder["log.txt"]));
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_ends_the_replay_quietly()
    {
        using var folder = new TemporaryFolder();
        using var capture = new EndlessCapture(folder);
        using VpcSimProcess replay = VpcSimProcess.Start("replay", capture.Path, "--design", folder.Write("vpc.yaml", SmallDesign.Text), "--flow-logs", "-");

        string? header = await replay.Output.ReadLineAsync(TestContext.Current.CancellationToken);
        replay.Output.Dispose();
        Ran ran = await replay.End();

        Assert.StartsWith("version ", header, StringComparison.Ordinal);
        Assert.Equal(0, ran.Status);
        Assert.Equal("", ran.Error);
    }

    [Fact]
    public async Task Without_a_reader_the_files_are_written_all_the_same()
    {
        using var folder = new TemporaryFolder();
        using VpcSimProcess replay = VpcSimProcess.Start([.. Ran.MainJob, "--out", folder["results"], "--flow-logs", "-"]);
        replay.Output.Dispose();
        Ran ran = await replay.End();

        Assert.Equal(0, ran.Status);
        Assert.True(File.Exists(folder[Path.Combine("results", "summary.json")]));
    }

    private static async Task<VpcSimProcess> Started(TemporaryFolder folder, EndlessCapture capture)
    {
        VpcSimProcess replay = VpcSimProcess.Start(
            "replay", capture.Path, "--design", folder.Write("vpc.yaml", SmallDesign.Text), "--flow-logs", folder["log.txt"], "--out", folder["results"]);
        for (int tries = 0; !File.Exists(folder["log.txt.partial"]) && tries < 1000; tries++) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.True(File.Exists(folder["log.txt.partial"]), "the replay has not begun");
        return replay;
    }
}
