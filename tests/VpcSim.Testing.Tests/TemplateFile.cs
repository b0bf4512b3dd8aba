namespace VpcSim.Testing.Tests;

/// <summary>A template in a file, for as long as a test lasts.</summary>
internal sealed class TemplateFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vpcsim");

    public TemplateFile(string template) => File.WriteAllText(Path, template);

    public string Path => System.IO.Path.Combine(_folder.FullName, "test.yaml");

    public void Dispose() => _folder.Delete(recursive: true);
}
