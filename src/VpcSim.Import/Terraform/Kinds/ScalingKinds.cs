using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Auto Scaling groups, with the launch templates and configurations of their instances.</summary>
internal static class ScalingKinds
{
    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        kinds.Add("aws_autoscaling_group", Group);
        kinds.Add("aws_launch_configuration", (t, r) => VpcKinds.Declare(t, r, "AWS::AutoScaling::LaunchConfiguration", p => p.Scalar("LaunchConfigurationName", "name")
            .Scalar("InstanceType", "instance_type").Ids("SecurityGroups", "security_groups", Wanted.SecurityGroup).Scalar("AssociatePublicIpAddress", "associate_public_ip_address")));
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
        p.Scalar("AutoScalingGroupName", "name").Scalar("MinSize", "min_size").Scalar("MaxSize", "max_size").Scalar("DesiredCapacity", "desired_capacity")
            .Ids("VPCZoneIdentifier", "vpc_zone_identifier", Wanted.Subnet).Scalars("AvailabilityZones", "availability_zones")
            .Inner("LaunchTemplate", "launch_template", (inner, named) => Name(t, inner, named, "id", "name", "LaunchTemplateId", "LaunchTemplateName"))
            .Named("LaunchConfigurationName", "launch_configuration", Wanted.LaunchConfiguration)
            .Inner("MixedInstancesPolicy", "mixed_instances_policy", (policy, _) => policy.Inner("LaunchTemplate", "launch_template", (template, _) => template
                .Inner("LaunchTemplateSpecification", "launch_template_specification", (inner, named) =>
                    Name(t, inner, named, "launch_template_id", "launch_template_name", "LaunchTemplateId", "LaunchTemplateName"))));
    });
}
