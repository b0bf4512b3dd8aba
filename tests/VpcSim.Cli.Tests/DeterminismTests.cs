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

    private static Task<Ran> Replay(TemporaryFolder folder) => VpcSimProcess.Run(
        "replay", Repository.Capture("app-db.pcap"), Repository.Capture("web-session.pcapng"), "--design", Repository.Template, "--json",
        "--out", folder["results"], "--flow-logs", folder["log.txt"]);
}
