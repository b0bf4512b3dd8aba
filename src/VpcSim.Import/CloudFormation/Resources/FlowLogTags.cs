using System.Collections.Immutable;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>The keys of the tags that a flow log's tag fields show. (CloudFormation guide, "AWS::EC2::FlowLog TagFieldSpecification"; EC2 API, TagFieldSpecificationRequest)</summary>
internal sealed class FlowLogTags
{
    public const string Property = "TagFieldSpecifications";

    private const string Of = "ResourceType", Keys = "TagKeys";

    private const int MostKeys = 2, LongestKey = 128;

    private static readonly string[] _types = ["network-interface", "instance", "auto-scaling-group"];

    private readonly Dictionary<string, ImmutableArray<string>> _keys = new(StringComparer.Ordinal);

    public FlowLogTags(ResourceReader r)
    {
        foreach (PropertyReader item in r.Mappings(Property))
        {
            item.RefuseOthers(Of, Keys);
            if (!item.TryText(Of, out string? type)) continue;
            if (!_types.Contains(type)) item.Invalid(Of, $"Value ({type}) for parameter {Of} is invalid. Use {string.Join(", ", _types)}.");
            if (!item.Has(Keys)) r.Error("Template.MissingProperty", $"Property {Property}/{Keys} cannot be empty; name one or two tags", item.PlaceOf(Of));
            ImmutableArray<string> keys = [.. _keys.GetValueOrDefault(type, []), .. item.Texts(Keys)];
            if (keys.Length > MostKeys) item.Invalid(Keys, $"{Keys} has {keys.Length} tag keys of {type}; a record shows {MostKeys} at most, leave some out");
            foreach (string key in keys)
                if (key.Length is 0 or > LongestKey) item.Invalid(Keys, $"Value ({key}) for parameter {Keys} is invalid. A tag key has 1 to {LongestKey} characters.");
            _keys[type] = keys;
        }
    }

    public ImmutableArray<string> Instance => _keys.GetValueOrDefault("instance", []);

    public ImmutableArray<string> Interface => _keys.GetValueOrDefault("network-interface", []);

    public ImmutableArray<string> AutoScalingGroup => _keys.GetValueOrDefault("auto-scaling-group", []);
}
