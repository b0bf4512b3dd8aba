using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform;

/// <summary>Where a plan's or state's resources are.</summary>
/// <param name="Name">Null where nothing tells.</param>
/// <param name="Origin">Where from, for a finding; null where the provider's configuration says it.</param>
internal readonly record struct TerraformRegion(string? Name, string? Origin)
{
    private static readonly string[] _located = ["availability_zone", "arn"];

    public static TerraformRegion Of(TerraformDocument document)
    {
        if (Configured(document) is { } configured) return new TerraformRegion(configured, null);
        foreach (TerraformResource resource in document.Resources)
        {
            if (!resource.Type.StartsWith("aws_", StringComparison.Ordinal)) continue;
            foreach (string attribute in _located)
                if (resource.Known(attribute) is { } text && RegionOf(attribute, text) is { } region) return new TerraformRegion(region, $"{attribute} of {resource.Address}");
        }
        return default;
    }

    /// <summary>The region of the provider that most resources have; a variable of the root module stands with its value in the plan.</summary>
    private static string? Configured(TerraformDocument document)
    {
        MappingNode? providers = document.Document.Mapping("configuration").Mapping("provider_config");
        if (providers is null) return null;
        Dictionary<string, string> regions = new(StringComparer.Ordinal);
        foreach (MappingEntry entry in providers.Entries)
        {
            if (entry.Value is not MappingNode provider || provider.Text("name") != "aws") continue;
            if (Value(document, provider.Mapping("expressions").Mapping("region")) is { } region) regions.TryAdd(entry.Key, region);
        }
        if (regions.Count <= 1) return regions.Values.FirstOrDefault();
        return document.Resources.Select(r => regions.GetValueOrDefault(r.Configuration.Text("provider_config_key") ?? "")).OfType<string>()
            .CountBy(region => region).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key).FirstOrDefault() ?? regions.GetValueOrDefault("aws");
    }

    /// <summary>The region of the provider that a resource has; null where it cannot be told.</summary>
    public static string? Of(TerraformDocument document, TerraformResource resource) =>
        resource.Configuration.Text("provider_config_key") is { } key
            ? Value(document, document.Document.Mapping("configuration").Mapping("provider_config").Mapping(key).Mapping("expressions").Mapping("region"))
            : null;

    private static string? Value(TerraformDocument document, MappingNode? expression)
    {
        if (expression.Text("constant_value") is { } constant) return constant;
        foreach (ScalarNode reference in expression.Items("references").OfType<ScalarNode>())
        {
            if (!reference.Text.StartsWith("var.", StringComparison.Ordinal)) continue;
            string name = reference.Text[4..];
            return document.Document.Mapping("variables").Mapping(name).Text("value")
                ?? document.Document.Mapping("configuration").Mapping("root_module").Mapping("variables").Mapping(name).Text("default");
        }
        return null;
    }

    private static string? RegionOf(string attribute, string text)
    {
        if (attribute == "arn") return text.Split(':') is [_, _, _, { Length: > 0 } region, ..] ? region : null;
        return text.Length > 2 && char.IsAsciiDigit(text[^2]) && char.IsAsciiLetterLower(text[^1]) ? text[..^1] : null;
    }
}
