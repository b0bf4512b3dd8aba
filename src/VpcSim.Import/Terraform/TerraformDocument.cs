using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform;

/// <summary>The resources of a plan or state in Terraform's JSON. (Terraform, "JSON output format", format versions 0.1 to 1.x)</summary>
internal sealed class TerraformDocument
{
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);

    /// <summary><c>plan</c> or <c>state</c>.</summary>
    public required string Noun { get; init; }

    public required MappingNode Document { get; init; }

    public required ModuleInstance Root { get; init; }

    /// <summary>What will be there, in the order of the file: planned values first, then what the plan leaves as it is, then data sources.</summary>
    public List<TerraformResource> Resources { get; } = [];

    /// <summary>Addresses that stand twice, with the place of the second.</summary>
    public List<(string Address, Place Place)> Repeated { get; } = [];

    public bool IsState => Noun == "state";

    public static bool IsPlanOrState(MappingNode root) => root.TryGet("format_version", out _) && !root.TryGet("Resources", out _);

    /// <summary>Whether this is a state file as Terraform stores it, and not the output of <c>terraform show</c>.</summary>
    public static bool IsStateFile(MappingNode root) => root.TryGet("version", out _) && root.TryGet("terraform_version", out _) && root.TryGet("lineage", out _);

    public static TerraformDocument Read(MappingNode root)
    {
        bool isPlan = root.TryGet("planned_values", out _) || root.TryGet("resource_changes", out _) || root.TryGet("configuration", out _);
        TerraformDocument document = new()
        {
            Noun = isPlan ? "plan" : "state",
            Document = root,
            Root = new ModuleInstance("", null, "", null, root.Mapping("configuration").Mapping("root_module")),
        };
        if (IsStateFile(root)) StateFile.Read(root, document);
        else if (isPlan) document.ReadPlan(root);
        else document.ReadModule(root.Mapping("values").Mapping("root_module"), _ => true);
        return document;
    }

    public void Add(string? module, string address, string type, bool isData, string name, string? key, MappingNode values, Place place)
    {
        if (!_addresses.Add(address))
        {
            Repeated.Add((address, place));
            return;
        }
        ModuleInstance instance = module is null ? Root : TerraformAddress.Module(Root, module);
        TerraformResource resource = new(address, type, isData, name, key, instance, values, place);
        resource = resource with { Configuration = instance.ConfigurationOf(resource.LocalName) };
        instance.Add(resource);
        Resources.Add(resource);
    }

    /// <remarks>What the plan does not touch, such as with <c>-target</c>, stands in the prior state alone; what it destroys is named among the changes.</remarks>
    private void ReadPlan(MappingNode root)
    {
        HashSet<string> changed = new(StringComparer.Ordinal);
        foreach (MappingNode change in root.Mappings("resource_changes"))
        {
            if (change.Text("address") is { } address) changed.Add(address);
            if (change.Text("previous_address") is { } previous) changed.Add(previous);
        }
        ReadModule(root.Mapping("planned_values").Mapping("root_module"), _ => true);
        ReadModule(root.Mapping("prior_state").Mapping("values").Mapping("root_module"), address => !changed.Contains(address) && !_addresses.Contains(address));
    }

    private void ReadModule(MappingNode? module, Func<string, bool> counts)
    {
        foreach (MappingNode resource in module.Mappings("resources"))
        {
            if (resource.Text("address") is not { } written || resource.Text("type") is not { } type || resource.Text("name") is not { } name) continue;
            // Until Terraform 0.13 addresses of the state came without their keys.
            string? key = resource.Text("index");
            string address = key is not null && !written.EndsWith(']') ? written + (resource.Get("index") is ScalarNode { Kind: ScalarKind.Number } ? $"[{key}]" : $"[\"{key}\"]") : written;
            if (!counts(address)) continue;
            Add(module.Text("address"), address, type, resource.Text("mode") == "data", name, key, resource.Mapping("values") ?? new MappingNode(resource.Place), resource.Place);
        }
        foreach (MappingNode child in module.Mappings("child_modules")) ReadModule(child, counts);
    }
}
