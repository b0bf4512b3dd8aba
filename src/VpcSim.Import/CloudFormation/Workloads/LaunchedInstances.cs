using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Instances that a group launches: <c>NAME/1</c>, <c>NAME/2</c>, … over its subnets, each with the interfaces of its launch template.</summary>
internal sealed record LaunchedInstances
{
    /// <summary>Ids.</summary>
    public required ImmutableArray<string> Subnets { get; init; }

    public required int Count { get; init; }

    public LaunchTemplateDraft? Template { get; init; }

    public required string InstanceType { get; init; }

    /// <summary>Of instances whose template names none; none of both is the default group of the VPC.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>All tags of the Auto Scaling group itself.</summary>
    public ImmutableDictionary<string, string> GroupTags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Adds the instances to the design, and the workload whose they are.</summary>
    public void Launch(ResourceReader r, DesignDraft draft)
    {
        if (r.IsLeftOut) return;
        if (Subnets.IsEmpty)
        {
            r.LeaveOut("none of its subnets is known", r.Place, "outside-design");
            return;
        }
        WorkloadDraft workload = new(r.Name, r.Reference, r.Type);
        if (r.Observed.Texts("NetworkInterfaceIds") is { IsEmpty: false } existing)
        {
            workload.InterfaceIds.AddRange(existing.Where(draft.NetworkInterfaces.ContainsKey));
            draft.Add(workload);
            return;
        }
        var placement = new Placement { Subnets = Subnets, Parts = Placement.Numbered(Count), Description = _ => "" };
        if (Spread.Of(r, draft, placement) is not { } subnets) return;
        List<NetworkInterface> primaries = WorkloadKind.Pinned(r, draft, [.. subnets.Select((subnetId, i) => Interface(r, $"{r.Name}/{placement.Parts[i]}", subnetId))]);
        if (r.IsLeftOut) return;
        foreach (NetworkInterface primary in primaries)
        {
            string id = primary.InstanceId!;
            // Tags of the group prevail over those of its launch template (Amazon EC2 Auto Scaling guide, "Tag Auto Scaling groups and instances").
            draft.Instances.Add(id, new Instance { Name = primary.Name, Id = id, InstanceType = InstanceType, Tags = Template is null ? Tags : Template.Tags.SetItems(Tags), AutoScalingGroupTags = GroupTags, Metadata = Template?.Metadata ?? MetadataOptions.Default });
            draft.ContainerHosts.Add(new ContainerHost(id, primary.Name, Template?.ContainerCluster, r.Reference));
            Attach(draft, primary);
            foreach (LaunchInterface other in Template?.Interfaces ?? [])
                if (other.DeviceIndex > 0) Attach(draft, Other(r, other, primary));
            workload.InterfaceIds.Add(primary.Id);
        }
        draft.Add(workload);
    }

    private NetworkInterface Interface(ResourceReader r, string name, string subnetId)
    {
        string id = r.IdFor("eni", name), instanceId = r.IdFor("i", name);
        ImmutableArray<string> groups = Template is { GroupIds.IsEmpty: false } ? Template.GroupIds : Groups;
        if (Template?.Interfaces.FirstOrDefault(item => item.DeviceIndex == 0) is { } written)
        {
            NetworkInterface eni = written.Of(name, id, subnetId, instanceId) with { SubnetId = subnetId, Tags = Template.InterfaceTags };
            return eni.SecurityGroupIds.IsEmpty ? eni with { SecurityGroupIds = groups } : eni;
        }
        NetworkInterface blank = LaunchInterface.Blank(groups) with { AssociatePublicIpAddress = Template?.AssociatePublicIpAddress };
        return new LaunchInterface(0, null, blank).Of(name, id, subnetId, instanceId) with { Tags = Template?.InterfaceTags ?? ImmutableDictionary<string, string>.Empty };
    }

    private NetworkInterface Other(ResourceReader r, LaunchInterface written, NetworkInterface primary)
    {
        string name = $"{primary.Name}:{written.DeviceIndex}";
        return written.Of(name, r.IdFor("eni", name), primary.SubnetId, primary.InstanceId!) with { Tags = Template!.InterfaceTags };
    }

    private static void Attach(DesignDraft draft, NetworkInterface eni)
    {
        if (!draft.DeviceIndexes.Add((eni.InstanceId!, eni.DeviceIndex))) return;
        draft.NetworkInterfaces.Add(eni.Id, eni);
        if (eni.DeviceIndex == 0) draft.PrimaryInterfaces[eni.InstanceId!] = eni.Id;
    }
}
