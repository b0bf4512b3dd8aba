using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform;

/// <summary>One instance of a module: the root, or what one key of a module call makes.</summary>
/// <param name="address">Such as <c>module.vpc["a"]</c>; empty for the root.</param>
/// <param name="parent">Null for the root.</param>
/// <param name="call">What the parent calls it: <c>vpc</c>; empty for the root.</param>
/// <param name="key">Of the call's count or for_each; null where it has neither.</param>
/// <param name="configuration">The module's resources, calls, outputs and variables; null in a state.</param>
internal sealed class ModuleInstance(string address, ModuleInstance? parent, string call, string? key, MappingNode? configuration)
{
    private readonly Dictionary<string, List<TerraformResource>> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ModuleInstance>> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TerraformResource>> _byKind = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string?), ModuleInstance> _children = [];
    private readonly Dictionary<(string, string), TerraformResource> _byKey = [];
    private Dictionary<string, MappingNode>? _configurations;

    public string Address => address;

    public ModuleInstance? Parent => parent;

    public string? Key => key;

    public MappingNode? Configuration => configuration;

    /// <summary>What the parent says where it calls the module; null for the root and in a state.</summary>
    public MappingNode? Call => parent?.Configuration.Mapping("module_calls").Mapping(call);

    /// <summary>All instances of a resource, by its local name.</summary>
    public IReadOnlyList<TerraformResource> Resources(string localName) => _resources.TryGetValue(localName, out List<TerraformResource>? found) ? found : [];

    public TerraformResource? FindResource(string localName, string key) => _byKey.GetValueOrDefault((localName, key));

    public ModuleInstance? FindCall(string name, string key) => _children.GetValueOrDefault((name, key));

    public IReadOnlyList<TerraformResource> OfKind(string kind) => _byKind.TryGetValue(kind, out List<TerraformResource>? found) ? found : [];

    /// <summary>The instances of a module that this one calls. One that makes no resource stands in the configuration alone.</summary>
    public IReadOnlyList<ModuleInstance> Calls(string name)
    {
        if (_calls.TryGetValue(name, out List<ModuleInstance>? found)) return found;
        if (configuration.Mapping("module_calls").Mapping(name) is not { } called || called.TryGet("count_expression", out _) || called.TryGet("for_each_expression", out _)) return [];
        return [Child(name, null)];
    }

    /// <summary>The instance of a called module, which is made where it is not known yet.</summary>
    public ModuleInstance Child(string name, string? childKey)
    {
        if (!_calls.TryGetValue(name, out List<ModuleInstance>? instances)) _calls[name] = instances = [];
        ModuleInstance? child = _children.GetValueOrDefault((name, childKey));
        if (child is not null) return child;
        string step = childKey is null ? $"module.{name}" : $"module.{name}[{childKey}]";
        child = new ModuleInstance(address.Length == 0 ? step : $"{address}.{step}", this, name, childKey, configuration.Mapping("module_calls").Mapping(name).Mapping("module"));
        _children.Add((name, childKey), child);
        instances.Add(child);
        return child;
    }

    public void Add(TerraformResource resource)
    {
        Of(_resources, resource.LocalName).Add(resource);
        Of(_byKind, resource.Kind).Add(resource);
        if (resource.Key is { } resourceKey) _byKey.TryAdd((resource.LocalName, resourceKey), resource);
    }

    /// <summary>What the configuration says of a resource, by its local name.</summary>
    public MappingNode? ConfigurationOf(string localName)
    {
        if (_configurations is null)
        {
            _configurations = new Dictionary<string, MappingNode>(StringComparer.Ordinal);
            foreach (MappingNode resource in configuration.Mappings("resources"))
                if (resource.Text("address") is { } name) _configurations.TryAdd(name, resource);
        }
        return _configurations.GetValueOrDefault(localName);
    }

    private static List<TerraformResource> Of(Dictionary<string, List<TerraformResource>> lists, string name) =>
        lists.TryGetValue(name, out List<TerraformResource>? list) ? list : lists[name] = [];
}
