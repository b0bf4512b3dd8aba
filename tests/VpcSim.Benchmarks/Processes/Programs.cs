namespace VpcSim.Benchmarks.Processes;

/// <summary>Finds programs.</summary>
internal static class Programs
{
    /// <summary>The command that runs this program.</summary>
    public static string[] Self => ["dotnet", typeof(Programs).Assembly.Location];

    /// <summary>A program along PATH; null where there is none.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>The program that belongs to this build of the benchmarks: machine code where it has been made as the README says, else the Release build.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static string Vpcsim() => InRepository("out/vpcsim") ?? InRepository("src/VpcSim.Cli/bin/Release/net10.0/vpcsim.dll")
        ?? throw new ArgumentException("there is no Release build of vpcsim; make one (dotnet build src/VpcSim.Cli -c Release) or name one by --program");

    /// <summary>A file of the examples.</summary>
    /// <exception cref="ArgumentException">The benchmarks were built outside the repository.</exception>
    public static string Example(string file) => InRepository($"docs/examples/{file}") ?? throw new ArgumentException($"there is no docs/examples/{file}");

    /// <summary>One of the repository's captures.</summary>
    /// <exception cref="ArgumentException">The benchmarks were built outside the repository.</exception>
    public static string Capture(string file) => InRepository($"captures/{file}") ?? throw new ArgumentException($"there is no captures/{file}");

    private static string? InRepository(string file)
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string path = Path.Combine(folder, file);
            if (File.Exists(path)) return path;
        }

        return null;
    }
}
