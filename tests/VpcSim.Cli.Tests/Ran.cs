using System.Text;
using VpcSim.Cli.Consoles;

namespace VpcSim.Cli.Tests;

/// <summary>What a run of the program left: its exit status and what it said.</summary>
internal sealed record Ran(int Status, string Out, string Error)
{
    public static string[] MainJob { get; } = ["replay", Repository.Capture("web-session.pcapng"), "--design", Repository.Template];

    /// <summary>Runs the program within the test's own process.</summary>
    public static Ran InProcess(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        int status;
        using (var terminal = new Terminal(output, error))
            status = VpcSimProgram.Run(args, terminal, TestContext.Current.CancellationToken);
        return new Ran(status, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    /// <summary>Runs the README's main job with more options behind it, within the test's own process.</summary>
    public static Ran Replay(params string[] more) => InProcess([.. MainJob, .. more]);

    public void IsUnusable(params string[] said)
    {
        Assert.Equal(2, Status);
        Assert.Equal("", Out);
        foreach (string words in said) Assert.Contains(words, Error, StringComparison.Ordinal);
    }
}
