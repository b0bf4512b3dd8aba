namespace VpcSim.Cli.Tests;

/// <summary>Same input, same bytes out, in whichever process.</summary>
public class DeterminismTests
{
    [Fact]
    public async Task Two_processes_write_the_same_bytes()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();

        Ran one = await Replay(first);
        Ran other = await Replay(second);

        Assert.Equal(0, one.Status);
        Assert.Equal(one, other);
        Assert.NotEmpty(first.Files());
        Assert.Equal(first.Files(), second.Files());
    }

    [Fact]
    public async Task Two_processes_print_the_same_summary()
    {
        Ran one = await VpcSimProcess.Run(Ran.MainJob);
        Ran other = await VpcSimProcess.Run(Ran.MainJob);

        Assert.Equal(one, other);
        Assert.Equal(one, Ran.InProcess(Ran.MainJob));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("16")]
    public async Task Any_number_of_threads_writes_the_same_bytes(string threads)
    {
        using var asUsual = new TemporaryFolder();
        using var other = new TemporaryFolder();

        Assert.Equal(await Replay(asUsual), await Replay(other, "--threads", threads));

        Assert.NotEmpty(asUsual.Files());
        Assert.Equal(asUsual.Files(), other.Files());
    }

    private static Task<Ran> Replay(TemporaryFolder folder, params IEnumerable<string> options) => VpcSimProcess.Run(
        [
            "replay", Repository.Capture("app-db.pcap"), Repository.Capture("web-session.pcapng"), "--design", Repository.Template, "--json",
            "--out", folder["results"], "--flow-logs", folder["log.txt"], .. options,
        ]);
}
