using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary><c>AWS::AutoScaling::AutoScalingGroup</c>: as many instances as desired, or else as the smallest size. (Amazon EC2 Auto Scaling guide)</summary>
internal static class ScalingResources
{
    public static readonly ResourceKind Group = new("AWS::AutoScaling::AutoScalingGroup", "asg", Read,
        "AutoScalingGroupName MinSize MaxSize DesiredCapacity VPCZoneIdentifier AvailabilityZones LaunchTemplate LaunchConfigurationName MixedInstancesPolicy InstanceId Tags TargetGroupARNs "
        + "LoadBalancerNames", simulator: WorkloadKind.Pins, othersChangeNothing: true);

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        int count = r.CountOrOne("DesiredCapacity", "MinSize") ?? 1;
        (LaunchTemplateDraft? template, string? type) = Template(r, draft);
        ImmutableArray<string> subnets = r.Ids("VPCZoneIdentifier", "subnet");
        if (!r.Has("VPCZoneIdentifier") && r.Raw("VPCZoneIdentifier") is null)
        {
            if (template?.Interfaces is not [{ SubnetId: { } only }, ..])
            {
                r.LeaveOut($"without VPCZoneIdentifier it launches in the default VPC, which is not part of this {r.Noun}", r.Place, "outside-design");
                return;
            }
            subnets = [only];
        }
        new LaunchedInstances
        {
            Subnets = [.. subnets.Distinct(StringComparer.Ordinal)],
            Count = count,
            Template = template,
            InstanceType = type ?? template?.InstanceType ?? "m1.small",
            Tags = TagsOf(r, areForInstances: true).SetItem("aws:autoscaling:groupName", r.Reference),
            GroupTags = TagsOf(r, areForInstances: false),
        }.Launch(r, draft);
    }

    private static (LaunchTemplateDraft? Template, string? InstanceType) Template(ResourceReader r, DesignDraft draft)
    {
        if (r.Mapping("MixedInstancesPolicy")?.Mapping("LaunchTemplate") is { } mixed)
        {
            string? first = mixed.Mappings("Overrides").FirstOrDefault()?.TextIfKnown("InstanceType");
            return (LaunchTemplateResource.Of(r, draft, mixed, "LaunchTemplateSpecification"), first);
        }
        if (r.Has("LaunchTemplate")) return (LaunchTemplateResource.Of(r, draft), null);
        if (r.Text("LaunchConfigurationName") is not { } name) return (null, null);
        if (draft.LaunchConfigurations.TryGetValue(name, out LaunchTemplateDraft? configuration)) return (configuration, null);
        r.Finding("outside-design", $"the launch configuration {name} is not part of this {r.Noun}: what it says of the instances is not known", r.PlaceOf("LaunchConfigurationName"));
        return (null, null);
    }

    /// <summary>The tags of the group, or those that go on to its instances.</summary>
    private static ImmutableDictionary<string, string> TagsOf(ResourceReader r, bool areForInstances)
    {
        ImmutableDictionary<string, string>.Builder tags = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (PropertyReader tag in r.Mappings("Tags"))
        {
            if ((!areForInstances || tag.TextIfKnown("PropagateAtLaunch")?.ToLowerInvariant() is "true") && tag.TextIfKnown("Key") is { } key && tag.TextIfKnown("Value") is { } value) tags[key] = value;
        }
        return tags.ToImmutable();
    }
}
