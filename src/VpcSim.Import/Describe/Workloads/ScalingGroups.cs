using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Workloads;

/// <summary>Which Auto Scaling group launched an instance: the one that lists it, else the one that its tag names. (Amazon EC2 Auto Scaling guide, "Tag Auto Scaling groups and instances")</summary>
internal sealed class ScalingGroups
{
    private const string GroupTag = "aws:autoscaling:groupName";

    private readonly Dictionary<string, MappingNode> _byInstance = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MappingNode> _byName = new(StringComparer.Ordinal);

    public ScalingGroups(Translation t)
    {
        foreach (MappingNode group in t.Set.Workloads.Of("AutoScalingGroups"))
        {
            if (group.Text("AutoScalingGroupName") is { } name) _byName.TryAdd(name, group);
            foreach (MappingNode instance in group.Mappings("Instances"))
                if (instance.Text("InstanceId") is { } id) _byInstance.TryAdd(id, group);
        }
    }

    /// <summary>Null where no group is known to have launched it.</summary>
    public MappingNode? Of(Item instance) => _byInstance.GetValueOrDefault(instance.Id)
        ?? (instance.Fields.Mappings("Tags").FirstOrDefault(tag => tag.Text("Key") == GroupTag).Text("Value") is { } name ? _byName.GetValueOrDefault(name) : null);

    /// <summary>The tags of a group, as a template has them.</summary>
    public static IEnumerable<MappingNode> TagsOf(MappingNode group) => group.Mappings("Tags").Select(tag => new Built(tag.Place).Copy(tag, "Key", "Value", "PropagateAtLaunch").Node);
}
