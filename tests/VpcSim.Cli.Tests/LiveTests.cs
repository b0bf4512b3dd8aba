using System.Diagnostics;
using VpcSim.Wire.Captures;

namespace VpcSim.Cli.Tests;

/// <summary>Packets off an interface: a veth pair between two network namespaces.</summary>
public sealed class LiveTests : IDisposable
{
    private static readonly string _web = $"vpcsim-live-{Environment.ProcessId}-w", _client = $"vpcsim-live-{Environment.ProcessId}-c";

    public void Dispose()
    {
        foreach (string name in new[] { _web, _client })
            if (File.Exists($"/run/netns/{name}")) Do("ip", "netns", "del", name);
    }

    [Fact]
    public async Task Packets_of_an_interface_are_replayed_until_there_are_enough()
    {
        MakePair();
        using Process sending = Start("ip", "netns", "exec", _client, "bash", "-c", "while true; do echo hello >/dev/udp/10.0.1.10/9999; sleep 0.05; done");
        using VpcSimProcess replay = VpcSimProcess.StartIn(_web, "replay", "--interface", "live0", "--count", "12", "--design", Repository.Template, "--json");

        string summary = await replay.Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        Ran ran = await replay.End();
        sending.Kill(entireProcessTree: true);

        Assert.True(ran.Status == 0, ran.Error);
        Assert.Contains("\"packets\":12,", summary.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("ENI_SG_RULES_MISMATCH", summary, StringComparison.Ordinal); // no group opens udp 9999
    }

    [Fact]
    public async Task Ctrl_C_ends_it_and_leaves_whole_results()
    {
        MakePair();
        using var folder = new TemporaryFolder();
        using VpcSimProcess replay = VpcSimProcess.StartIn(_web, "replay", "--interface", "live0", "--design", Repository.Template, "--flow-logs", "-", "--out", folder["results"]);
        Assert.StartsWith("version ", await replay.Output.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Task.Delay(1000, TestContext.Current.CancellationToken);

        replay.Signal("INT");
        Ran ran = await replay.End();

        Assert.Equal(130, ran.Status);
        Assert.Contains("live0: ", ran.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder[Path.Combine("results", "summary.json")]));
    }

    [Fact]
    public void An_interface_that_is_not_there_is_answered_with_those_that_are()
    {
        Assert.SkipUnless(Libpcap.IsAvailable, "libpcap is not installed");
        Ran.InProcess("replay", "--interface", "nowhere7", "--design", Repository.Template).IsUnusable("there is no interface nowhere7 here; there are ", "lo");
    }

    [Fact]
    public async Task Without_libpcap_files_are_read_and_what_needs_it_is_told_the_package()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "libraries are looked for elsewhere on this system");
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "libpcap.so", "libpcap.so.0", "libpcap.so.0.8", "libpcap.so.1" }) folder.Write(name, "no library");
        var hidden = new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = folder.Path };

        Ran live = await VpcSimProcess.Run(hidden, "replay", "--interface", "lo", "--design", Repository.Template);
        Ran file = await VpcSimProcess.Run(hidden, "replay", Repository.Capture("ntp.pcap"), "--design", Repository.Template);

        Assert.Equal(2, live.Status);
        Assert.Contains("--interface needs libpcap, which is not installed here; install it (Debian, Ubuntu: apt install libpcap0.8", live.Error, StringComparison.Ordinal);
        Assert.Equal(0, file.Status);
        Assert.Contains("16 packets", file.Out, StringComparison.Ordinal);
    }

    private static void MakePair()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "network namespaces need root");
        Assert.SkipUnless(Libpcap.IsAvailable, "libpcap is not installed");
        Assert.SkipUnless(File.Exists("/usr/sbin/ip") || File.Exists("/sbin/ip") || File.Exists("/usr/bin/ip"), "the program ip is not installed (Debian: iproute2)");
        Assert.SkipUnless(Do("ip", "netns", "add", _web) == 0 && Do("ip", "netns", "add", _client) == 0, "this machine makes no network namespaces");
        Assert.SkipUnless(Do("ip", "link", "add", "live0", "netns", _web, "type", "veth", "peer", "name", "live1", "netns", _client) == 0, "this machine makes no veth pairs");
        Assert.Equal(0, Do("ip", "-n", _web, "addr", "add", "10.0.1.10/24", "dev", "live0"));
        Assert.Equal(0, Do("ip", "-n", _client, "addr", "add", "10.0.1.20/24", "dev", "live1"));
        Assert.Equal(0, Do("ip", "-n", _web, "link", "set", "live0", "up"));
        Assert.Equal(0, Do("ip", "-n", _client, "link", "set", "live1", "up"));
    }

    private static Process Start(string program, params string[] args) =>
        Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true, RedirectStandardOutput = true })!;

    private static int Do(string program, params string[] args)
    {
        using Process process = Start(program, args);
        process.WaitForExit();
        return process.ExitCode;
    }
}
