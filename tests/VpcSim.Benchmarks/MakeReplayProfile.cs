using VpcSim.Benchmarks.Profiles;

namespace VpcSim.Benchmarks;

/// <summary>The verb <c>make-replay-profile</c>: how often each way through the code is taken in a replay, for the compiler ahead of time to make the usual ways fast.</summary>
public static class MakeReplayProfile
{
    // Far above what is done once, far below what is done for each packet: other methods gain nothing.
    private const int LeastTimes = 1000;

    private static readonly string[] _kinds = ["w1", "w2", "w3"];

    // All code counts from its first call to the end, and exactly.
    private static readonly (string Name, string Value)[] _settings =
    [
        ("DOTNET_ReadyToRun", "0"),
        ("DOTNET_TieredPGO", "1"),
        ("DOTNET_TieredPGO_InstrumentOnlyHotCode", "0"),
        ("DOTNET_TieredPGO_ScalableCountThreshold", "1f"),
        ("DOTNET_TC_CallCountThreshold", "7fffff00"),
        ("DOTNET_TC_OnStackReplacement_InitialCounter", "7fffff00"),
        ("DOTNET_OSR_HitLimit", "7fffff00"),
        ("DOTNET_WritePGOData", "1"),
    ];

    /// <summary>Replays three kinds of captures, and writes the counts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="program">A Release build of vpcsim.dll.</param>
    /// <returns>A line on what is in it.</returns>
    /// <exception cref="InvalidOperationException">The program failed, or this .NET reports in another form.</exception>
    public static string Run(string path, string program)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("vpcsim-replay-profile-");
        try
        {
            foreach ((string name, string value) in _settings) Environment.SetEnvironmentVariable(name, value);
            string counts = Path.Combine(folder.FullName, "counts.txt"), design = Path.Combine(folder.FullName, "design.json");
            Environment.SetEnvironmentVariable("DOTNET_PGODataPath", counts);
            MakeDesign.Run(design, new Options([]));
            var run = new ProgramRun(program, folder.FullName);
            run.FindAssembliesBeside();
            var reports = new List<MethodCounts>();
            var compiled = new List<CompiledMethod>();
            foreach (string kind in _kinds)
            {
                string[] verb = Replay(kind, folder.FullName, design);
                run.Run(verb);
                reports.AddRange(CountReport.Read(counts));
                compiled.AddRange(run.CompiledIn(verb));
            }

            ProfiledMethod[] methods = [.. Join(reports, compiled)];
            byte[] profile = ProfileFile.Of(methods);
            File.WriteAllBytes(path, profile);
            return $"methods={methods.Length} counts={methods.Sum(static method => method.Counts.Count)} bytes={profile.Length}";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string[] Replay(string kind, string folder, string design)
    {
        string capture = Path.Combine(folder, kind + ".pcap");
        MakeCapture.Run(kind, capture, new Options(["--packets", "200000"]));
        return ["replay", capture, "--design", design, "--flow-logs", Path.Combine(folder, kind + ".txt"), "--threads", "3"];
    }

    /// <summary>A report names no type arguments of a method itself, and no assembly: methods that share its name share its counts.</summary>
    private static IEnumerable<ProfiledMethod> Join(List<MethodCounts> reports, List<CompiledMethod> compiled)
    {
        ILookup<(string, string), MethodName> names = compiled.ToLookup(static method => (method.Label, method.Signature), static method => method.Name);
        return reports.GroupBy(static report => (report.Label, report.Signature))
            .Select(group => (Names: names[group.Key], Sum: MethodCounts.Sum(group)))
            .Where(static method => method.Sum.Most >= LeastTimes)
            .SelectMany(static method => method.Names.DistinctBy(static name => name.ToString()).Select(name => new ProfiledMethod(name, method.Sum.Counts)))
            .OrderBy(static method => method.Name.ToString(), StringComparer.Ordinal);
    }
}
