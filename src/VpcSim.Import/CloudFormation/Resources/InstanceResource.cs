using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Workloads;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::Instance</c>: its primary interface bears its name, the next ones <c>NAME:1</c> and so on.</summary>
internal static class InstanceResource
{
    public static readonly ResourceKind Kind = new("AWS::EC2::Instance", "i", Read,
        "SubnetId SecurityGroupIds PrivateIpAddress Ipv6Addresses Ipv6AddressCount SourceDestCheck NetworkInterfaces InstanceType AvailabilityZone " +
        "AdditionalInfo Affinity BlockDeviceMappings CpuOptions CreditSpecification DisableApiTermination EbsOptimized ElasticGpuSpecifications " +
        "ElasticInferenceAccelerators EnclaveOptions HibernationOptions HostId HostResourceGroupArn IamInstanceProfile ImageId " +
        "InstanceInitiatedShutdownBehavior KernelId KeyName LicenseSpecifications MetadataOptions Monitoring PlacementGroupName PrivateDnsNameOptions " +
        "PropagateTagsToVolumeOnCreation RamdiskId SsmAssociations Tags Tenancy UserData Volumes LaunchTemplate",
        "SecurityGroups", simulator: Allowance);

    private const string Allowance = "ConnectionTrackingAllowance";

    private const string Tracking = "ConnectionTrackingSpecification";

    private static readonly string[] _topLevelOnly = ["SubnetId", "SecurityGroupIds", "PrivateIpAddress"];

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        LaunchTemplateDraft? template = LaunchTemplateResource.Of(r, draft);
        Instance instance = new()
        {
            Name = r.Name,
            Id = r.Id,
            InstanceType = r.Text("InstanceType") ?? template?.InstanceType ?? "m1.small",
            Tags = template is null ? r.Tags() : template.Tags.SetItems(r.Tags()),
            AutoScalingGroupTags = r.Observed.Mapping("AutoScalingGroup")?.Tags() ?? ImmutableDictionary<string, string>.Empty,
            Metadata = InstanceMetadata.Read(r, template?.Metadata ?? MetadataOptions.Default),
            ConnectionTrackingAllowance = r.Simulator.Integer(Allowance),
        };
        if (instance.ConnectionTrackingAllowance < 0)
            r.Simulator.Invalid(Allowance, $"Metadata/VpcSim/{Allowance} is {instance.ConnectionTrackingAllowance}; it is a number of connections, 0 for any number", "VpcSim.InvalidSetting");
        draft.ContainerHosts.Add(new ContainerHost(r.Id, r.Name, EcsAgent.ClusterOf(r.TextIfKnown("UserData")) ?? template?.ContainerCluster, Group: null));
        bool inline = r.Has("NetworkInterfaces");
        if (!inline && template is { Interfaces.IsEmpty: false })
        {
            ReadByTemplate(r, draft, template);
            if (!r.IsLeftOut) draft.Instances.Add(r.Id, instance);
            return;
        }
        if (!inline && !r.Has("SubnetId"))
        {
            r.LeaveOut($"without SubnetId or NetworkInterfaces it is launched in the default VPC, which is not part of this {r.Noun}", r.Place, "outside-design");
            return;
        }
        if (inline) ReadInline(r, draft);
        else ReadTopLevel(r, draft, template);
        if (!r.IsLeftOut) draft.Instances.Add(r.Id, instance);
    }

    private static void ReadTopLevel(ResourceReader r, DesignDraft draft, LaunchTemplateDraft? template)
    {
        if (!r.TryId("SubnetId", "subnet", out string? subnetId)) return;
        NetworkInterface eni = Interface(r, r, subnetId, "SecurityGroupIds", 0) with { SourceDestCheck = r.Boolean("SourceDestCheck") ?? true };
        if (template is not null && !r.Has("SecurityGroupIds")) eni = eni with { SecurityGroupIds = template.GroupIds };
        Add(r, draft, template is null ? eni : eni with { Tags = template.InterfaceTags });
    }

    /// <summary>Interfaces of the launch template, which the instance cannot have beside a subnet or groups of its own.</summary>
    private static void ReadByTemplate(ResourceReader r, DesignDraft draft, LaunchTemplateDraft template)
    {
        RefuseTopLevel(r, "leave it to the launch template's NetworkInterfaces");
        bool check = r.Boolean("SourceDestCheck") ?? true;
        foreach (LaunchInterface written in template.Interfaces)
        {
            if (written.SubnetId is not { } subnetId)
            {
                r.LeaveOut($"an interface without SubnetId is made in the default VPC, which is not part of this {r.Noun}", r.Place, "outside-design");
                return;
            }
            string name = written.DeviceIndex == 0 ? r.Name : $"{r.Name}:{written.DeviceIndex}";
            Add(r, draft, written.Of(name, r.IdFor("eni", name), subnetId, r.Id) with { SourceDestCheck = check || written.DeviceIndex > 0, Tags = template.InterfaceTags });
        }
    }

    private static void RefuseTopLevel(ResourceReader r, string remedy)
    {
        foreach (string property in _topLevelOnly.Where(r.Has))
        {
            r.Invalid(property, $"Network interfaces and an instance-level subnet ID, security groups or private address may not be specified on the same request; {remedy}",
                "InvalidParameterCombination");
        }
    }

    private static void ReadInline(ResourceReader r, DesignDraft draft)
    {
        RefuseTopLevel(r, "move it into NetworkInterfaces");
        bool check = r.Boolean("SourceDestCheck") ?? true;
        foreach (PropertyReader item in r.Mappings("NetworkInterfaces"))
        {
            if (!item.TryInteger("DeviceIndex", out int index)) continue;
            if (item.Has(Tracking))
            {
                r.Error("Template.UnsupportedProperty", $"Encountered unsupported property {Tracking}: an instance's own interface has none in a template; make the interface an "
                    + "AWS::EC2::NetworkInterface and attach it", item.PlaceOf(Tracking));
            }
            if (item.Has("NetworkInterfaceId"))
            {
                if (item.TryId("NetworkInterfaceId", "eni", out string? eniId)) NetworkInterfaceResources.Attach(r, draft, r.Id, eniId, index);
            }
            else if (item.Has("SubnetId"))
            {
                if (item.TryId("SubnetId", "subnet", out string? subnetId))
                    Add(r, draft, Interface(r, item, subnetId, "GroupSet", index) with { SourceDestCheck = check || index > 0 });
            }
            else
            {
                r.LeaveOut($"an interface without SubnetId is made in the default VPC, which is not part of this {r.Noun}", r.Place, "outside-design");
            }
        }
    }

    private static NetworkInterface Interface(ResourceReader r, PropertyReader p, string subnetId, string groups, int index)
    {
        string name = index == 0 ? r.Name : $"{r.Name}:{index}";
        return new NetworkInterface
        {
            Name = name,
            Id = r.IdFor("eni", name),
            SubnetId = subnetId,
            PrivateAddresses = InterfaceProperties.WithPublic(r, InterfaceProperties.PrivateAddresses(p)),
            SecondaryPrivateAddressCount = p.Count("SecondaryPrivateIpAddressCount") ?? 0,
            Ipv6Addresses = InterfaceProperties.Ipv6Addresses(p),
            Ipv6AddressCount = p.Count("Ipv6AddressCount"),
            SecurityGroupIds = Groups(p, groups),
            AssociatePublicIpAddress = p.Boolean("AssociatePublicIpAddress"),
            CreatedByLaunch = true,
            InstanceId = r.Id,
            DeviceIndex = index,
            Description = p.TextIfKnown("Description") ?? "",
        };
    }

    private static ImmutableArray<string> Groups(PropertyReader p, string property) => p.Ids(property, "sg");

    private static void Add(ResourceReader r, DesignDraft draft, NetworkInterface eni)
    {
        if (r.IsLeftOut) return;
        if (!draft.DeviceIndexes.Add((r.Id, eni.DeviceIndex)))
        {
            r.Error("InvalidParameterValue", $"Each network interface requires a unique device index; {eni.DeviceIndex} stands twice", r.Place);
            return;
        }
        draft.NetworkInterfaces.Add(eni.Id, eni);
        if (eni.DeviceIndex == 0) draft.PrimaryInterfaces[r.Id] = eni.Id;
    }
}
