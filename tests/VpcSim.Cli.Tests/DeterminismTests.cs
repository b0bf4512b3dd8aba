using System.Runtime.InteropServices;

namespace VpcSim.Cli.Tests;

/// <summary>Same input, same bytes out: in whichever process, on however many threads, whatever the culture, the time zone, the runtime's settings and the build.</summary>
public class DeterminismTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    private static readonly Lazy<Task<string>> Expected = new(() => Everything(VpcSimProcess.Program, Nothing));

    [Fact]
    public async Task Two_processes_write_the_same_bytes() => await Same(Nothing);

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    public async Task However_many_threads_write_the_same_bytes(string threads) => Assert.Equal(await Expected.Value, await Everything(VpcSimProcess.Program, Nothing, "--threads", threads));

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Tokyo")]
    [InlineData("America/St_Johns")]
    public async Task Every_time_zone_has_the_same_bytes(string zone)
    {
        Dictionary<string, string> environment = new() { ["TZ"] = zone };
        Assert.EndsWith($" {zone}", await Surroundings(VpcSimProcess.Program, environment), StringComparison.Ordinal);
        await Same(environment);
    }

    [Theory]
    [InlineData("DOTNET_TieredCompilation", "0")]
    [InlineData("DOTNET_ReadyToRun", "0")]
    [InlineData("DOTNET_gcServer", "1")]
    [InlineData("DOTNET_GCgen0size", "80000")] // hexadecimal: collects every 512 KiB
    [InlineData("DOTNET_PROCESSOR_COUNT", "1")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")] // no vectors
    public async Task Every_setting_of_the_runtime_has_the_same_bytes(string name, string value) => await Same(new Dictionary<string, string> { [name] = value });

    [Fact]
    public async Task The_program_knows_no_culture_but_the_invariant_one() =>
        Assert.StartsWith(" I 1.5 ", await Surroundings(VpcSimProcess.Program, Turkish), StringComparison.Ordinal);

    [Fact] // the setting is a second guard: without it nothing else may come out
    public async Task Where_a_culture_applies_the_bytes_are_the_same()
    {
        Assert.SkipUnless(NativeLibrary.TryLoad("libicuuc.so", out _) || Directory.GetFiles("/usr/lib", "libicuuc.so.*", SearchOption.AllDirectories).Length > 0, "no ICU: no culture to apply");
        using var folder = new TemporaryFolder();
        string config = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "vpcsim.runtimeconfig.json"), TestContext.Current.CancellationToken);
        Assert.Contains("\"System.Globalization.Invariant\": true", config, StringComparison.Ordinal);
        string[] program = VpcSimProcess.UnderRuntimeConfig(folder.Write(
            "culture.runtimeconfig.json", config.Replace("\"System.Globalization.Invariant\": true", "\"System.Globalization.Invariant\": false", StringComparison.Ordinal)));

        Assert.StartsWith("tr-TR İ 1,5 ", await Surroundings(program, Turkish), StringComparison.Ordinal);
        Assert.Equal(await Expected.Value, await Everything(program, Turkish));
    }

    [Fact]
    public async Task Another_build_writes_the_same_bytes()
    {
        string? other = Environment.GetEnvironmentVariable("VPCSIM_OTHER_PROGRAM");
        Assert.SkipWhen(string.IsNullOrEmpty(other), "VPCSIM_OTHER_PROGRAM names no other build");
        Assert.Equal(await Expected.Value, await Everything([other!], Nothing));
    }

    [Fact]
    public async Task Two_processes_print_the_same_summary()
    {
        Ran one = await VpcSimProcess.Run(Ran.MainJob);
        Ran other = await VpcSimProcess.Run(Ran.MainJob);

        Assert.Equal(one, other);
        Assert.Equal(one, Ran.InProcess(Ran.MainJob));
    }

    private static Dictionary<string, string> Turkish => new() { ["LC_ALL"] = "tr_TR.UTF-8", ["LANG"] = "tr_TR.UTF-8" };

    private static async Task Same(Dictionary<string, string> environment) => Assert.Equal(await Expected.Value, await Everything(VpcSimProcess.Program, environment));

    /// <summary>What the program says and every file that it writes: summaries, flow logs in all forms, annotated captures, a scenario's results.</summary>
    private static async Task<string> Everything(string[] program, Dictionary<string, string> environment, params string[] more)
    {
        using var folder = new TemporaryFolder();
        string example = Path.Combine(Repository.Root, "docs", "examples", "hybrid-vpn");
        Ran[] runs =
        [
            await VpcSimProcess.RunAs(
                program, environment, ["replay", Repository.Capture("app-db.pcap"), Repository.Capture("web-session.pcapng"), Repository.Capture("port-scan.pcap"), Repository.Capture("ipv6.pcapng"),
                "--design", Repository.Template, "--json", "--out", folder["results"], "--flow-logs", folder["log.txt"], "--annotate", folder["annotated.pcapng"], .. more]),
            await VpcSimProcess.RunAs(program, environment, "run", Path.Combine(example, "scenario.yaml"), "--out", folder["scenario"]),
        ];
        Assert.All(runs, run => Assert.Equal((0, ""), (run.Status, run.Error)));
        SortedDictionary<string, string> files = folder.Files();
        Assert.InRange(files.Count, 6, 1000);
        return string.Join('\n', [.. runs.Select(run => run.Out.Replace(folder.Path, "", StringComparison.Ordinal)), .. files.Select(file => $"{file.Key} {file.Value}")]);
    }

    /// <summary>Culture, an i in capitals, one and a half, and time zone, as the program sees them.</summary>
    private static async Task<string> Surroundings(string[] program, Dictionary<string, string> environment)
    {
        Assert.SkipWhen(program.Length == 1, "machine code has no startup hooks to look through"); // dotnet and a .dll are two words
        using var folder = new TemporaryFolder();
        Dictionary<string, string> hooked = new(environment) { ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location, [StartupHook.Variable] = folder["seen"] };
        Assert.Equal(0, (await VpcSimProcess.RunAs(program, hooked, "--version")).Status);
        return await File.ReadAllTextAsync(folder["seen"], TestContext.Current.CancellationToken);
    }
}
