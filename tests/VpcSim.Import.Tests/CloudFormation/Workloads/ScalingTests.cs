using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.CloudFormation.Workloads;

public class ScalingTests
{
    private const string Template = """
        Lt: {Type: 'AWS::EC2::LaunchTemplate', Properties: {LaunchTemplateName: web, LaunchTemplateData: {InstanceType: c5.large, SecurityGroupIds: [!Ref Web], MetadataOptions: {HttpEndpoint: disabled}}}}

        """;

    private const string Zones = "VPCZoneIdentifier: [!Ref PrivateA, !Ref PrivateB]";

    private const string ByTemplate = "LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: !GetAtt Lt.LatestVersionNumber}";

    [Fact] // Amazon EC2 Auto Scaling guide, "Auto Scaling group Availability Zone distribution": an equal number of instances across the zones
    public void Instances_are_spread_over_the_zones()
    {
        Design design = Group($"DesiredCapacity: '3', MinSize: '1', MaxSize: '5', {Zones}, {ByTemplate}");
        Assert.Equal(["Asg/1 in PrivateA: Web", "Asg/2 in PrivateB: Web", "Asg/3 in PrivateA: Web"], design.InterfacesOf("Asg"));
        Assert.Equal(["Asg/1", "Asg/2", "Asg/3"], design.Instances.Select(instance => instance.Name));
        Assert.All(design.Instances, instance => Assert.Equal(("c5.large", false), (instance.InstanceType, instance.Metadata.HttpEndpoint)));
        NetworkInterface eni = design.Eni("Asg/2");
        Assert.Equal((InterfaceKind.Interface, false, design.Instances[1].Id), (eni.Kind, eni.RequesterManaged, eni.InstanceId));
    }

    [Fact] // Amazon EC2 Auto Scaling guide, "Tag Auto Scaling groups and instances": tags of the launch template, those of the group that go on, which prevail, and the group's name
    public void Instances_have_the_tags_of_their_template_and_group()
    {
        Design design = Network.Design("""
            Tagged: {Type: 'AWS::EC2::LaunchTemplate', Properties: {LaunchTemplateData: {InstanceType: c5.large, TagSpecifications: [
              {ResourceType: instance, Tags: [{Key: Name, Value: web}, {Key: Team, Value: template}]}, {ResourceType: network-interface, Tags: [{Key: Role, Value: front}]}]}}}
            Asg: {Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: {AutoScalingGroupName: fleet, MinSize: 1, MaxSize: 1, VPCZoneIdentifier: [!Ref PrivateA], LaunchTemplate: {LaunchTemplateId: !Ref Tagged, Version: 1},
              Tags: [{Key: Team, Value: group, PropagateAtLaunch: true}, {Key: Kept, Value: back, PropagateAtLaunch: false}]}}
            Single: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref PrivateA, LaunchTemplate: {LaunchTemplateId: !Ref Tagged, Version: 1}, Tags: [{Key: Name, Value: own}]}}

            """);
        Assert.Equal(["Name=web", "Team=group", "aws:autoscaling:groupName=fleet"], Tags("Asg/1"));
        Assert.Equal(["Name=own", "Team=template"], Tags("Single"));
        Assert.Equal("front", design.Eni("Asg/1").Tags["Role"]);
        Assert.Equal("front", design.Eni("Single").Tags["Role"]);

        string[] Tags(string name) => [.. design.Instances.Single(instance => instance.Name == name).Tags.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Two_subnets_of_one_zone_count_as_one_zone_and_take_turns() => Assert.Equal(
        ["Asg/1 in PublicA: Web", "Asg/2 in PrivateB: Web", "Asg/3 in PrivateA: Web", "Asg/4 in PrivateB: Web"],
        Group($"DesiredCapacity: 4, MinSize: 0, MaxSize: 4, VPCZoneIdentifier: [!Ref PublicA, !Ref PrivateA, !Ref PrivateB], {ByTemplate}").InterfacesOf("Asg"));

    [Theory] // Amazon EC2 Auto Scaling guide, "Set scaling limits for your Auto Scaling group": desired, else the smallest
    [InlineData("DesiredCapacity: 2, MinSize: 1", 2)]
    [InlineData("MinSize: '2'", 2)]
    [InlineData("MinSize: 0", 0)]
    [InlineData("DesiredCapacity: !Ref Size, MinSize: 1", 3)]
    public void There_are_as_many_as_desired_or_else_the_smallest_number(string sizes, int count) =>
        Assert.Equal(count, Group($"{sizes}, MaxSize: 9, {Zones}, {ByTemplate}").Instances.Length);

    [Fact]
    public void An_unknown_number_is_one_with_a_finding()
    {
        ImportResult result = Templates.Succeeded(Network.Load($"{Template}Asg: {{Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: {{DesiredCapacity: !Ref Stored, MinSize: 2, MaxSize: 9, {Zones}, {ByTemplate}}}}}"));
        Assert.Single(result.Design.Instances);
        Assert.Contains(result.Findings, finding => finding is { Code: "unknown-value", Resource: "Asg" } && finding.Message.StartsWith("DesiredCapacity is unknown before deployment and taken as 1", StringComparison.Ordinal));
        Assert.Equal(2, Network.Design($"{Template}Asg: {{Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: {{DesiredCapacity: !Ref Stored, MinSize: 2, MaxSize: 9, {Zones}, {ByTemplate}}}}}", "Stored=2").Instances.Length);
    }

    [Theory]
    [InlineData("LaunchTemplate: {LaunchTemplateName: web, Version: '1'}", "c5.large")]
    [InlineData("MixedInstancesPolicy: {LaunchTemplate: {LaunchTemplateSpecification: {LaunchTemplateId: !Ref Lt, Version: '1'}, Overrides: [{InstanceType: t2.small}, {InstanceType: m5.large}]}}", "t2.small")]
    [InlineData("LaunchConfigurationName: !Ref Lc", "m5.large")]
    [InlineData("LaunchConfigurationName: old", "m5.large")]
    public void Templates_policies_and_configurations_say_how_instances_are(string launch, string type)
    {
        Design design = Network.Design($$$"""
            {{{Template}}}
            Lc: {Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: {LaunchConfigurationName: old, ImageId: ami-1, InstanceType: m5.large, SecurityGroups: [!Ref Web], AssociatePublicIpAddress: false}}
            Asg: {Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: {MinSize: 1, MaxSize: 1, VPCZoneIdentifier: [!Ref PublicA], {{{launch}}}}}
            """);
        Assert.Equal(["Asg/1 in PublicA: Web"], design.InterfacesOf("Asg"));
        Assert.Equal((type, null), (design.Instances.Single().InstanceType, design.Eni("Asg/1").PrivateAddresses[0].PublicAddress));
    }

    [Fact] // EC2 API, "LaunchTemplateInstanceNetworkInterfaceSpecificationRequest"
    public void A_template_may_describe_interfaces_with_public_addresses_and_a_second_one()
    {
        Design design = Network.Design("""
            Lt: {Type: 'AWS::EC2::LaunchTemplate', Properties: {LaunchTemplateData: {NetworkInterfaces: [{DeviceIndex: 1, Groups: [!Ref Data]}, {DeviceIndex: 0, AssociatePublicIpAddress: true, Groups: [!Ref Web]}]}}}
            Asg: {Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: {MinSize: 1, MaxSize: 1, VPCZoneIdentifier: [!Ref PublicA], LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: '1'}}}
            """);
        Assert.NotNull(design.Eni("Asg/1").PrivateAddresses[0].PublicAddress);
        Assert.Equal((design.Eni("Asg/1").InstanceId, 1), (design.Eni("Asg/1:1").InstanceId, design.Eni("Asg/1:1").DeviceIndex));
        var names = new NameIndex(design);
        Assert.Equal(["Asg/1", "Asg/1", "Asg/1:1"], new[] { "Asg", "Asg/1", "Asg/1:1" }.Select(name => names.Resolve(name).Interface?.Name));
    }

    [Fact]
    public void An_instance_takes_the_groups_and_the_interfaces_of_its_launch_template()
    {
        Design design = Network.Design(Template + """
            Other: {Type: 'AWS::EC2::LaunchTemplate', Properties: {LaunchTemplateData: {NetworkInterfaces: [{DeviceIndex: 0, SubnetId: !Ref PrivateB, Groups: [!Ref Data]}]}}}
            A: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref PrivateA, LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: '1'}}}
            B: {Type: 'AWS::EC2::Instance', Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Other, Version: '1'}}}
            C: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref PrivateA, SecurityGroupIds: [!Ref Data], LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: '1'}}}
            """);
        string Groups(string eni) => string.Join(' ', design.Eni(eni).SecurityGroupIds.Select(id => design.SecurityGroups.Single(group => group.Id == id).Name));
        Assert.Equal(("Web", "Data", "Data"), (Groups("A"), Groups("B"), Groups("C")));
        Assert.Equal("InvalidParameterCombination", Assert.Single(Network.Load("""
            Other: {Type: 'AWS::EC2::LaunchTemplate', Properties: {LaunchTemplateData: {NetworkInterfaces: [{DeviceIndex: 0, SubnetId: !Ref PrivateB}]}}}
            B: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref PrivateA, LaunchTemplate: {LaunchTemplateId: !Ref Other, Version: '1'}}}
            """).Errors).Code);
    }

    [Fact] // contracts: pinned ones first, then the lowest free in ordinal order of name
    public void Addresses_are_pinned_by_metadata_and_else_the_lowest_free_ones()
    {
        Design design = Network.Design($$$"""
            {{{Template}}}
            Asg: {Type: 'AWS::AutoScaling::AutoScalingGroup', Metadata: {VpcSim: {PrivateIpAddresses: [10.0.12.40, 10.0.11.41]}}, Properties: {MinSize: 3, MaxSize: 3, {{{Zones}}}, {{{ByTemplate}}}}}
            """);
        Assert.Equal(["10.0.11.41", "10.0.12.40", "10.0.11.4"], new[] { "Asg/1", "Asg/2", "Asg/3" }.Select(design.AddressOf));
    }

    [Theory]
    [InlineData("[10.0.99.1]", "for which Asg has no interface left: it has 1 in PrivateA (10.0.11.0/24), 1 in PrivateB (10.0.12.0/24)")]
    [InlineData("[10.0.11.5, 10.0.11.6]", "has 10.0.11.6, for which Asg has no interface left")]
    [InlineData("[ten]", "has ten, which is no address")]
    public void A_pinned_address_that_fits_nowhere_is_an_error(string pins, string words)
    {
        ImportError error = Assert.Single(Network.Load(
            $"{Template}Asg: {{Type: 'AWS::AutoScaling::AutoScalingGroup', Metadata: {{VpcSim: {{PrivateIpAddresses: {pins}}}}}, Properties: {{MinSize: 2, MaxSize: 3, {Zones}, {ByTemplate}}}}}").Errors);
        Assert.Equal("VpcSim.InvalidSetting", error.Code);
        Assert.Contains(words, error.Message);
    }

    [Fact]
    public void Tags_that_propagate_are_the_instances()
    {
        Design design = Group($"MinSize: 1, MaxSize: 1, {Zones}, {ByTemplate}, Tags: [{{Key: Name, Value: shop, PropagateAtLaunch: true}}, {{Key: Team, Value: x, PropagateAtLaunch: false}}]");
        Assert.Equal(["Name", "aws:autoscaling:groupName"], design.Instances.Single().Tags.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["Name", "Team"], design.Instances.Single().AutoScalingGroupTags.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("DesiredCapacity: 2000000000", "wants more than 65536 addresses, and its subnets have 502")]
    [InlineData("DesiredCapacity: 503", "wants 503 addresses, and its subnets have 502")]
    public void More_instances_than_addresses_are_one_error(string size, string words)
    {
        ImportError error = Assert.Single(Network.Load($"{Template}Asg: {{Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: {{{size}, MinSize: 1, MaxSize: 1, {Zones}, {ByTemplate}}}}}").Errors);
        Assert.Equal("InsufficientFreeAddressesInSubnet", error.Code);
        Assert.Contains(words, error.Message);
    }

    [Fact]
    public void A_group_without_subnets_is_outside_the_design()
    {
        ImportResult result = Templates.Succeeded(Network.Load($"{Template}Asg: {{Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: {{MinSize: 1, MaxSize: 1, AvailabilityZones: [us-east-1a], {ByTemplate}}}}}"));
        Assert.Contains(result.Findings, finding => finding is { Code: "outside-design", Resource: "Asg" });
        Assert.Empty(result.Design.Instances);
    }

    private static Design Group(string properties) => Network.Design($"{Template}Asg: {{Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: {{{properties}}}}}");
}
