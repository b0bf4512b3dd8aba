using VpcSim.Benchmarks.Processes;
using VpcSim.Benchmarks.Profiles;

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
            var run = new ProgramRun(program, folder.FullName);
            run.FindAssembliesBeside();
            var names = new SortedDictionary<string, MethodName>(StringComparer.Ordinal);
            foreach (string[] verb in Verbs(folder.FullName))
            {
                foreach (CompiledMethod method in run.CompiledIn(verb).Where(static method => method.Name.IsGeneric)) names[method.Name.ToString()] = method.Name;
            }

            byte[] profile = ProfileFile.Of(names.Values.Select(static name => new ProfiledMethod(name, [])));
            File.WriteAllBytes(path, profile);
            return $"methods={names.Count} bytes={profile.Length}";
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
}
