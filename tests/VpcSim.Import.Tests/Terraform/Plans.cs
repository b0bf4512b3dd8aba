using System.Text;
using VpcSim.DataPath;
using VpcSim.Model.Designs;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Import.Tests.Terraform;

/// <summary>Loads plans: the repository's own, shared ones, and those that a test writes.</summary>
internal static class Plans
{
    public static ImportResult Own(string name) => DesignImporter.Load(Path.Combine(Repository.Root, "tests", "VpcSim.Import.Tests", "Terraform", "Plans", name), new ImportOptions());

    public static ImportResult Shared(string name)
    {
        Assert.SkipUnless(Directory.Exists(Repository.SharedPlans), "the shared plans are not beside this repository");
        return DesignImporter.Load(Path.Combine(Repository.SharedPlans, name), new ImportOptions());
    }

    public static ImportResult Load(string text, string name = "plan.json") => Templates.LoadBytes(Encoding.UTF8.GetBytes(text), name, new ImportOptions());

    /// <summary>A state of resources, each <c>address|id|attributes</c>.</summary>
    public static ImportResult State(params string[] resources) => Load(
        $"{{\"format_version\": \"1.0\", \"terraform_version\": \"1.9.8\", \"values\": {{\"root_module\": {{\"resources\": [{string.Join(",\n", resources.Select(Resource))}]}}}}}}");

    public static Run Run(ImportResult result) => new(Templates.Succeeded(result).Design, DataPathSettings.Default);

    /// <summary>The words of the findings about a resource.</summary>
    public static IEnumerable<string> Codes(ImportResult result, string resource) => result.Findings.Where(f => f.Resource == resource).Select(f => f.Code);

    public static string IdOf(Design design, string name) => new NameIndex(design).Resolve(name).Id ?? throw new InvalidOperationException(name);

    private static string Resource(string words)
    {
        string[] parts = words.Split('|');
        string[] address = parts[0].Split('.');
        string values = parts[2].Length == 0 ? "" : $", {parts[2]}";
        return $"{{\"address\": \"{parts[0]}\", \"mode\": \"managed\", \"type\": \"{address[0]}\", \"name\": \"{address[1]}\", \"values\": {{\"id\": \"{parts[1]}\"{values}}}}}";
    }
}
