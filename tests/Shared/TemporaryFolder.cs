namespace VpcSim.TestSupport;

/// <summary>A folder of its own for a test, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("vpcsim-flow-logs-").FullName;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>Every file under the folder with its text, by relative path with <c>/</c>, in ordinal order.</summary>
    public SortedDictionary<string, string> Files()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
            files.Add(System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'), File.ReadAllText(file));
        return files;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
