using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Auto Scaling groups, with the launch templates and configurations of their instances.</summary>
internal static class ScalingKinds
{
    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        kinds.Add("aws_autoscaling_group", Group);
        kinds.Add("aws_launch_template", Template);
        kinds.Add("aws_launch_configuration", (t, r) => VpcKinds.Declare(t, r, "AWS::AutoScaling::LaunchConfiguration", p => p.Name("LaunchConfigurationName", "name")
            .Set("UserData", InstanceKinds.UserData(Block.Of(r))).Scalar("InstanceType", "instance_type").Ids("SecurityGroups", "security_groups", Wanted.SecurityGroup).Scalar("AssociatePublicIpAddress", "associate_public_ip_address")));
    }

    /// <summary>Names a launch template as a group or node group does: by its id, or else by its name.</summary>
    public static void Name(Translation t, Properties p, Block named, string id, string name, string property, string nameProperty)
    {
        Node? template = Links.Named(t, named, id, Wanted.LaunchTemplate);
        if (template is null or UnknownNode && Links.Named(t, named, name, Wanted.LaunchTemplate) is { } byName)
            _ = byName is ScalarNode ? p.Set(nameProperty, byName) : p.Set(property, byName);
        else
            p.Set(property, template);
        p.Scalar("Version", "version");
    }

    private static void Group(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "AWS::AutoScaling::AutoScalingGroup", p =>
    {
        p.Name("AutoScalingGroupName", "name").Scalar("MinSize", "min_size").Scalar("MaxSize", "max_size").Scalar("DesiredCapacity", "desired_capacity")
            .Ids("VPCZoneIdentifier", "vpc_zone_identifier", Wanted.Subnet).Scalars("AvailabilityZones", "availability_zones")
            .Inner("LaunchTemplate", "launch_template", (inner, named) => Name(t, inner, named, "id", "name", "LaunchTemplateId", "LaunchTemplateName"))
            .Named("LaunchConfigurationName", "launch_configuration", Wanted.LaunchConfiguration)
            .Each("Tags", "tag", (tag, _) => tag.Scalar("Key", "key").Scalar("Value", "value").Scalar("PropagateAtLaunch", "propagate_at_launch"))
            .Inner("MixedInstancesPolicy", "mixed_instances_policy", (policy, _) => policy.Inner("LaunchTemplate", "launch_template", (template, _) => template
                .Inner("LaunchTemplateSpecification", "launch_template_specification", (inner, named) =>
                    Name(t, inner, named, "launch_template_id", "launch_template_name", "LaunchTemplateId", "LaunchTemplateName"))));
    });

    private static void Template(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "LaunchTemplate", p =>
    {
        Block block = Block.Of(r);
        Properties data = new Properties(t, block).Scalar("InstanceType", "instance_type").Scalar("UserData", "user_data").Ids("SecurityGroupIds", "vpc_security_group_ids", Wanted.SecurityGroup)
            .Inner("MetadataOptions", "metadata_options", (options, _) => options.Scalar("HttpEndpoint", "http_endpoint").Scalar("HttpProtocolIpv6", "http_protocol_ipv6"))
            .Each("TagSpecifications", "tag_specifications", (specification, _) => specification.Scalar("ResourceType", "resource_type").Tags())
            .Each("NetworkInterfaces", "network_interfaces", (eni, _) =>
            {
                eni.Scalar("DeviceIndex", "device_index");
                if (!eni.Node.TryGet("DeviceIndex", out Node? _)) eni.Set("DeviceIndex", "0");
                eni.Id("NetworkInterfaceId", "network_interface_id", Wanted.Interface).Id("SubnetId", "subnet_id", Wanted.Subnet).Ids("Groups", "security_groups", Wanted.SecurityGroup)
                    .Scalar("AssociatePublicIpAddress", "associate_public_ip_address").Scalar("PrivateIpAddress", "private_ip_address").Scalar("Ipv6AddressCount", "ipv6_address_count")
                    .Scalar("Description", "description");
            });
        p.Scalar("LaunchTemplateName", "name").Set("LaunchTemplateData", data.Node);
    });
}
