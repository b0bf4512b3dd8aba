using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform;

/// <summary>A state file as Terraform stores it, <c>terraform.tfstate</c> of version 4: the instances of each resource in one list.</summary>
internal static class StateFile
{
    public const string Version = "4";

    public static void Read(MappingNode root, TerraformDocument document)
    {
        foreach (MappingNode resource in root.Mappings("resources"))
        {
            if (resource.Text("type") is not { } type || resource.Text("name") is not { } name) continue;
            string? module = resource.Text("module");
            bool isData = resource.Text("mode") == "data";
            string local = isData ? $"data.{type}.{name}" : $"{type}.{name}";
            string prefix = module is null ? local : $"{module}.{local}";
            foreach (MappingNode instance in resource.Mappings("instances"))
            {
                if (instance.TryGet("deposed", out _)) continue; // what a replacement has yet to destroy
                string? key = instance.Text("index_key");
                string address = key is null ? prefix : instance.Get("index_key") is ScalarNode { Kind: ScalarKind.Number } ? $"{prefix}[{key}]" : $"{prefix}[\"{key}\"]";
                document.Add(module, address, type, isData, name, key, instance.Mapping("attributes") ?? new MappingNode(instance.Place), instance.Place);
            }
        }
    }
}
