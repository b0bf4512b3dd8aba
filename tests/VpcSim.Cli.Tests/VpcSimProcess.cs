using System.Diagnostics;

namespace VpcSim.Cli.Tests;

/// <summary>The built program as a process of its own; another build of it where the variable VPCSIM_PROGRAM names one.</summary>
internal sealed class VpcSimProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _error;

    private VpcSimProcess(IEnumerable<string> args, string? networkNamespace = null, IReadOnlyDictionary<string, string>? environment = null, int? mostFiles = null, string[]? program = null)
    {
        string[] words = [.. program ?? Program, .. args];
        if (networkNamespace is not null) words = ["ip", "netns", "exec", networkNamespace, .. words];
        if (mostFiles is { } most) words = ["sh", "-c", $"ulimit -n {most}; exec \"$@\"", "sh", .. words];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    public static string[] Program => Environment.GetEnvironmentVariable("VPCSIM_PROGRAM") is { Length: > 0 } program
        ? [program]
        : [Dotnet, Path.Combine(AppContext.BaseDirectory, "vpcsim.dll")];

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    /// <summary>Its number in the system.</summary>
    public int Id => _process.Id;

    public StreamReader Output => _process.StandardOutput;

    public static VpcSimProcess Start(params string[] args) => new(args);

    /// <summary>Starts it in another environment.</summary>
    public static VpcSimProcess Start(IReadOnlyDictionary<string, string> environment, params string[] args) => new(args, environment: environment);

    /// <summary>Starts it in a network namespace of Linux, whose program <c>ip</c> becomes it.</summary>
    public static VpcSimProcess StartIn(string networkNamespace, params string[] args) => new(args, networkNamespace);

    /// <summary>Runs it to its end.</summary>
    public static Task<Ran> Run(params string[] args) => Run(new Dictionary<string, string>(), args);

    /// <summary>Runs it to its end in another environment.</summary>
    public static async Task<Ran> Run(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        using var started = new VpcSimProcess(args, environment: environment);
        Task<string> output = started.Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        return await started.End() with { Out = await output };
    }

    /// <summary>Runs another build of it, or it under other settings of the runtime, to its end.</summary>
    public static async Task<Ran> RunAs(string[] program, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        using var started = new VpcSimProcess(args, environment: environment, program: program);
        Task<string> output = started.Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        return await started.End() with { Out = await output };
    }

    /// <summary>The words that start it under another <c>vpcsim.runtimeconfig.json</c>.</summary>
    public static string[] UnderRuntimeConfig(string path) => [Dotnet, "exec", "--runtimeconfig", path, Path.Combine(AppContext.BaseDirectory, "vpcsim.dll")];

    /// <summary>Runs it to its end without standard input (<c>&lt;&amp;-</c>).</summary>
    public static async Task<Ran> RunWithoutInput(params string[] args)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" <&-", "sh", Dotnet, Path.Combine(AppContext.BaseDirectory, "vpcsim.dll"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ran(process.ExitCode, output, await error);
    }

    /// <summary>Runs it to its end where no more files may be open at once than that.</summary>
    public static async Task<Ran> RunWithFiles(int most, params string[] args)
    {
        using var started = new VpcSimProcess(args, mostFiles: most);
        Task<string> output = started.Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        return await started.End() with { Out = await output };
    }

    /// <summary>Sends a signal, such as <c>INT</c>.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", ["-s", name, _process.Id.ToString()]);
        kill.WaitForExit();
    }

    /// <summary>Kills it, if it has not ended.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end and gives its status and standard error.</summary>
    public async Task<Ran> End()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return new Ran(_process.ExitCode, "", await _error);
    }

    /// <summary>Whether it is still running after a while.</summary>
    public async Task<bool> IsAliveAfter(TimeSpan time)
    {
        using var limit = new CancellationTokenSource(time);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
