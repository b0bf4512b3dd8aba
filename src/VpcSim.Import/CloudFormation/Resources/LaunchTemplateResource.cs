using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Workloads;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::LaunchTemplate</c> and <c>AWS::AutoScaling::LaunchConfiguration</c>: what instances are launched with. (EC2 guide, "Store instance launch parameters in Amazon EC2 launch templates")</summary>
internal static class LaunchTemplateResource
{
    public static readonly ResourceKind Kind = new("AWS::EC2::LaunchTemplate", "lt", Read, "LaunchTemplateName LaunchTemplateData TagSpecifications VersionDescription");

    public static readonly ResourceKind Configuration = new("AWS::AutoScaling::LaunchConfiguration", "lc", ReadConfiguration,
        "LaunchConfigurationName InstanceType InstanceId SecurityGroups AssociatePublicIpAddress MetadataOptions ImageId KeyName UserData IamInstanceProfile", "ClassicLinkVPCId",
        othersChangeNothing: true);

    /// <summary>The launch template that an instance names; null where it names none, or one that the design does not hold (a finding says so).</summary>
    public static LaunchTemplateDraft? Of(ResourceReader instance, DesignDraft draft) => Of(instance, draft, instance, "LaunchTemplate");

    /// <param name="resource">Who launches.</param>
    /// <param name="draft">Holds the templates.</param>
    /// <param name="owner">What has the property.</param>
    /// <param name="property">That names a template by id or name.</param>
    /// <param name="prefix">Of the words for both: <c>LaunchTemplate</c>Id and -Name.</param>
    public static LaunchTemplateDraft? Of(ResourceReader resource, DesignDraft draft, PropertyReader owner, string property, string prefix = "LaunchTemplate")
    {
        if (owner.Mapping(property) is not { } named) return null;
        string? id = named.TextIfKnown($"{prefix}Id"), name = named.TextIfKnown($"{prefix}Name");
        LaunchTemplateDraft? found = id is not null ? draft.LaunchTemplates.GetValueOrDefault(id) : draft.LaunchTemplates.Values.FirstOrDefault(template => template.Name == name && name is not null);
        if (found is null)
        {
            resource.Finding("outside-design", $"the launch template {id ?? name ?? "of the instance"} is not part of this {resource.Noun}: what it says of the instance is not known",
                owner.PlaceOf(property));
        }
        return found;
    }

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        PropertyReader? data = r.Mapping("LaunchTemplateData");
        MetadataOptions metadata = data is null ? MetadataOptions.Default : InstanceMetadata.Read(data, MetadataOptions.Default);
        draft.LaunchTemplates[r.Id] = new LaunchTemplateDraft(r.TextIfKnown("LaunchTemplateName"), data?.Text("InstanceType"), metadata)
        {
            GroupIds = data?.Ids("SecurityGroupIds", "sg") ?? [],
            Interfaces = data is null ? [] : Interfaces(data),
            ContainerCluster = EcsAgent.ClusterOf(data?.TextIfKnown("UserData")),
            Tags = TagsOf(data, "instance"),
            InterfaceTags = TagsOf(data, "network-interface"),
        };
        if (data is not null && data.Has("SecurityGroups"))
            r.Finding("not-modelled", "SecurityGroups of a launch template, which are groups of the default VPC", data.PlaceOf("SecurityGroups"));
    }

    private static ImmutableDictionary<string, string> TagsOf(PropertyReader? data, string resourceType) =>
        data?.Mappings("TagSpecifications").FirstOrDefault(specification => specification.TextIfKnown("ResourceType") == resourceType)?.Tags() ?? ImmutableDictionary<string, string>.Empty;

    private static ImmutableArray<LaunchInterface> Interfaces(PropertyReader data)
    {
        List<LaunchInterface> interfaces = [];
        foreach (PropertyReader item in data.Mappings("NetworkInterfaces"))
        {
            if (item.Has("NetworkInterfaceId"))
            {
                data.Resource.Finding("not-modelled", "an interface of its own in a launch template; attach it to the instance", item.PlaceOf("NetworkInterfaceId"));
                continue;
            }
            interfaces.Add(new LaunchInterface(item.Count("DeviceIndex") ?? 0, item.OptionalId("SubnetId", "subnet"), LaunchInterface.Blank(item.Ids("Groups", "sg")) with
            {
                AssociatePublicIpAddress = item.Boolean("AssociatePublicIpAddress"),
                PrivateAddresses = InterfaceProperties.PrivateAddresses(item),
                SecondaryPrivateAddressCount = item.Count("SecondaryPrivateIpAddressCount") ?? 0,
                Ipv6AddressCount = item.Count("Ipv6AddressCount"),
                Ipv4PrefixCount = item.Count("Ipv4PrefixCount") ?? 0,
                Ipv6PrefixCount = item.Count("Ipv6PrefixCount") ?? 0,
                ConnectionTracking = InterfaceProperties.Tracking(item),
                Description = item.TextIfKnown("Description") ?? "",
            }));
        }
        return [.. interfaces.OrderBy(item => item.DeviceIndex)];
    }

    private static void ReadConfiguration(ResourceReader r, DesignDraft draft)
    {
        LaunchTemplateDraft configuration = new(null, r.Text("InstanceType"), InstanceMetadata.Read(r, MetadataOptions.Default))
        {
            GroupIds = r.Ids("SecurityGroups", "sg"),
            AssociatePublicIpAddress = r.Boolean("AssociatePublicIpAddress"),
            ContainerCluster = EcsAgent.ClusterOf(r.TextIfKnown("UserData")),
        };
        draft.LaunchConfigurations.TryAdd(r.Reference, configuration);
        if (r.TextIfKnown("LaunchConfigurationName") is { } name) draft.LaunchConfigurations.TryAdd(name, configuration);
    }
}
