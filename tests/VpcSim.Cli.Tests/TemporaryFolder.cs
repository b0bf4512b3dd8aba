namespace VpcSim.Cli.Tests;

/// <summary>A folder that goes with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("vpcsim-cli-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a text file and gives its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Every file below the folder, by its relative path, in order.</summary>
    public SortedDictionary<string, string> Files()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.GetFiles(Path, "*", SearchOption.AllDirectories))
            files.Add(System.IO.Path.GetRelativePath(Path, file), Convert.ToHexString(File.ReadAllBytes(file)));
        return files;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
