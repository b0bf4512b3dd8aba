using System.Text.Json.Nodes;
using VpcSim.DataPath;
using VpcSim.Model.Designs;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Import.Tests.Describe;

/// <summary>Loads answers of AWS: the repository's own small network, shared ones, and those that a test writes.</summary>
internal static class Answers
{
    public static string Folder => Path.Combine(Repository.Root, "tests", "VpcSim.Import.Tests", "Describe", "Answers");

    public static ImportResult Own() => DesignImporter.Load(Folder, new ImportOptions());

    public static ImportResult Shared(string name)
    {
        Assert.SkipUnless(Directory.Exists(Repository.SharedAnswers), "the shared answers are not beside this repository");
        return DesignImporter.Load(Path.Combine(Repository.SharedAnswers, name), new ImportOptions());
    }

    /// <summary>The own network with some of its files changed; null takes one away.</summary>
    public static ImportResult With(params (string File, string? Text)[] changes)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("vpcsim-answers");
        try
        {
            foreach (string file in Directory.GetFiles(Folder)) File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            foreach ((string file, string? text) in changes)
            {
                string path = Path.Combine(folder.FullName, file);
                if (text is null) File.Delete(path);
                else File.WriteAllText(path, text);
            }
            return DesignImporter.Load(folder.FullName, new ImportOptions());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The own answers joined in one text.</summary>
    public static string Joined(Func<IEnumerable<string>, string> join) => join(Directory.GetFiles(Folder).Where(f => !f.Contains("entries", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    public static ImportResult Text(string text) => Templates.LoadBytes(System.Text.Encoding.UTF8.GetBytes(text), "answers.json", new ImportOptions());

    public static string OneObject(IEnumerable<string> answers)
    {
        JsonObject all = [];
        foreach (string answer in answers)
            foreach ((string key, JsonNode? value) in JsonNode.Parse(answer)!.AsObject())
                if (value is JsonArray list) all[key] = new JsonArray([.. (all[key] as JsonArray ?? []).Concat(list).Select(item => item!.DeepClone())]);
        return all.ToJsonString();
    }

    public static Run Run(ImportResult result) => new(Templates.Succeeded(result).Design, DataPathSettings.Default);

    public static string Address(Design design, string name) => design.NetworkInterfaces.Single(n => n.Name == name).PrivateAddresses[0].Address.ToString();
}
