using VpcSim.Model.Designs;

namespace VpcSim.Import.Tests;

/// <summary>A folder of templates that a test writes.</summary>
internal sealed class TemplateFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vpcsim-stacks-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Loads files by name; <c>STACK=FILE</c> names the stack.</summary>
    public ImportResult Load(string names, params string[] parameters) => Load(names, Templates.Options(parameters));

    public ImportResult Load(string names, ImportOptions options)
    {
        DesignInput[] inputs = [.. names.Split(' ').Select(Input)];
        ImportResult result = DesignImporter.Load(inputs, options);
        if (result.Succeeded) Converting.RoundTrip.ShouldHold(inputs, options);
        return result;
    }


    public Design Design(string names, params string[] parameters) => Templates.Succeeded(Load(names, parameters)).Design;

    public ImportError Error(string names, params string[] parameters) => Assert.Single(Load(names, parameters).Errors);

    public void Dispose() => _folder.Delete(recursive: true);

    private DesignInput Input(string name) => name.Split('=') is [string stack, string file] ? new DesignInput(this[file], stack) : new DesignInput(this[name]);
}
