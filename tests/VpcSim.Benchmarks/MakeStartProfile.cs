using System.Runtime.Loader;
using VpcSim.Benchmarks.Processes;
using VpcSim.Benchmarks.StartProfile;

namespace VpcSim.Benchmarks;

/// <summary>The verb <c>make-start-profile</c>: what the run-time still compiles when the program runs, for the compiler ahead of time to do next time.</summary>
public static class MakeStartProfile
{
    private const string FlowLogs = "flow-logs.txt";

    /// <summary>Runs the program's verbs, and writes the list of methods.</summary>
    /// <param name="path">The file.</param>
    /// <param name="program">A Release build of vpcsim.dll that was made without such a list.</param>
    /// <returns>A line on what is in it.</returns>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static string Run(string path, string program)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("vpcsim-start-profile-");
        try
        {
            MakeInputs(folder.FullName);
            var lines = new SortedSet<string>(StringComparer.Ordinal);
            foreach (string[] verb in Verbs(folder.FullName)) lines.UnionWith(CompiledIn(program, verb, folder.FullName));
            FindAssembliesBeside(program);
            byte[] profile = ProfileFile.Of(lines.Where(static line => !line.Contains("VpcSim.Benchmarks", StringComparison.Ordinal)).Select(MethodName.Parse));
            File.WriteAllBytes(path, profile);
            return $"methods={lines.Count} bytes={profile.Length}";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void MakeInputs(string folder)
    {
        MakeDesign.Run(Path.Combine(folder, "design.json"), new Options(["--hosts", "64"]));
        MakeCapture.Run("w1", Path.Combine(folder, "w1.pcap"), new Options(["--packets", "2000", "--hosts", "64"]));
    }

    private static IEnumerable<string[]> Verbs(string folder)
    {
        string template = Programs.Example("three-tier/template.yaml"), scenario = Programs.Example("three-tier/scenario.yaml");
        string flowLogs = Path.Combine(folder, FlowLogs), session = Programs.Capture("web-session.pcapng");
        return
        [
            ["replay", session, "--design", template, "--flow-logs", flowLogs],
            ["replay", session, "--design", template, "--json"],
            ["replay", Path.Combine(folder, "w1.pcap"), "--design", Path.Combine(folder, "design.json"), "--flow-logs", Path.Combine(folder, "w1.txt")],
            ["trace", "--design", template, "--from", "internet", "--to", "WebServer:443"],
            ["trace", "--design", template, "--from", "WebServer", "--to", "Database:5432", "--json"],
            ["trace", "--design", Programs.Example("terraform/plan.json"), "--from", "internet", "--to", "10.0.0.1"],
            ["run", scenario],
            ["test", scenario],
            ["design", "show", template],
            ["design", "check", template],
            ["flow-logs", "read", flowLogs],
            ["flow-logs", "top", flowLogs],
        ];
    }

    private static string[] CompiledIn(string program, string[] verb, string folder)
    {
        string compiled = Path.Combine(folder, "compiled.txt");
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", typeof(CompiledMethods).Assembly.Location);
        Environment.SetEnvironmentVariable(CompiledMethods.FileVariable, compiled);
        string errors = Path.Combine(folder, "errors.txt");
        (_, int status) = ChildProcess.Run(["dotnet", program, .. verb], Path.Combine(folder, "output.txt"), errors);
        if (status > 2 || !File.Exists(compiled)) throw new InvalidOperationException($"vpcsim {string.Join(' ', verb)} ended with status {status}: {File.ReadAllText(errors)}");
        string[] lines = File.ReadAllLines(compiled);
        File.Delete(compiled);
        return lines;
    }

    private static void FindAssembliesBeside(string program) =>
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(Path.GetDirectoryName(Path.GetFullPath(program))!, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
}
