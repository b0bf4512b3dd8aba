using System.ComponentModel;
using System.Diagnostics;

namespace VpcSim.Cli.Tests;

/// <summary>s3rver, a server of npm that speaks S3's protocol, with one bucket; it takes the access key <c>S3RVER</c> alone.</summary>
internal sealed class S3Rver : IDisposable
{
    public const string Bucket = "archive";

    private readonly Process _process;

    private S3Rver(Process process, string endpoint) => (_process, Endpoint) = (process, endpoint);

    public string Endpoint { get; }

    /// <summary>Credentials that it takes.</summary>
    public static Dictionary<string, string> Environment { get; } = Credentials("S3RVER");

    public static Dictionary<string, string> Credentials(string key) => new() { ["AWS_ACCESS_KEY_ID"] = key, ["AWS_SECRET_ACCESS_KEY"] = key };

    /// <summary>Starts it on a free port; skips the test where it is not installed.</summary>
    public static S3Rver Start(string folder)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("s3rver", ["-d", folder, "-a", "127.0.0.1", "-p", "0", "--configure-bucket", Bucket]) { RedirectStandardOutput = true })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("s3rver is not installed (npm install --global s3rver)");
            throw;
        }
        const string listens = "S3rver listening on ";
        while (process.StandardOutput.ReadLine() is { } line)
            if (line.StartsWith(listens, StringComparison.Ordinal)) return new S3Rver(process, "http://" + line[listens.Length..]);
        process.Dispose();
        Assert.Skip("s3rver does not start here");
        throw new InvalidOperationException();
    }

    /// <summary>An object's bytes.</summary>
    public async Task<byte[]> Get(string key)
    {
        using var client = new HttpClient();
        return await client.GetByteArrayAsync($"{Endpoint}/{Bucket}/{key}", TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
