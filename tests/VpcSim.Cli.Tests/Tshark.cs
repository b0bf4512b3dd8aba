using System.Diagnostics;

namespace VpcSim.Cli.Tests;

/// <summary>Wireshark's opinion of a capture, by its program for terminals.</summary>
internal static class Tshark
{
    private static readonly string[] _checksChecksums =
        ["-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE"];

    private static readonly Lazy<bool> _isThere = new(() =>
    {
        try
        {
            return Run(["--version"]).Status == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    /// <summary>Skips the test where tshark is missing.</summary>
    public static void IsNeeded() => Assert.SkipUnless(_isThere.Value, "tshark is not installed (Debian: apt-get install tshark)");

    /// <summary>Reads a capture to its end and gives some fields of each frame; asserts that tshark complains about nothing.</summary>
    public static string[][] Fields(string capture, params string[] fields)
    {
        (int status, string output, string error) = Run(["-n", "-r", capture, .. _checksChecksums, "-T", "fields", .. fields.SelectMany(field => new[] { "-e", field })]);
        string[] complaints = [.. error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("Running as user", StringComparison.Ordinal))];
        Assert.True(status == 0 && complaints.Length == 0, $"tshark on {capture}: status {status}, {string.Join(' ', complaints)}");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
    }

    private static (int Status, string Output, string Error) Run(IEnumerable<string> args)
    {
        using Process process = Process.Start(new ProcessStartInfo("tshark", args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
