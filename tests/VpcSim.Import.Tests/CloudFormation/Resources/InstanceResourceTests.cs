using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class InstanceResourceTests
{
    [Fact] // CloudFormation guide, "AWS::EC2::NetworkInterface": blocks by number or by name
    public void An_interface_has_delegated_blocks()
    {
        Design design = Templates.Design("""
            Counted: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet, Ipv4PrefixCount: 1}}
            Named: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet, Ipv4Prefixes: [{Ipv4Prefix: 10.0.1.64/28}]}}
            """);
        Assert.Equal(["10.0.1.16/28", "10.0.1.64/28"], design.NetworkInterfaces.Select(eni => Assert.Single(eni.Ipv4Prefixes).ToString()));
    }

    [Theory] // EC2 API, "CreateNetworkInterface": not together
    [InlineData("Ipv4PrefixCount: 1, Ipv4Prefixes: [{Ipv4Prefix: 10.0.1.64/28}]")]
    [InlineData("Ipv4PrefixCount: 1, SecondaryPrivateIpAddressCount: 1")]
    [InlineData("Ipv6PrefixCount: 1, Ipv6AddressCount: 1")]
    public void Blocks_and_addresses_are_not_asked_for_together(string properties) => Assert.Equal(
        "InvalidParameterCombination", Templates.Error($"E: {{Type: 'AWS::EC2::NetworkInterface', Properties: {{SubnetId: !Ref Subnet, {properties}}}}}").Code);

    [Fact] // EC2 API, "InstanceMetadataOptionsRequest": the service answers by IPv4 and takes requests without a token unless told otherwise
    public void Metadata_options_are_AWSs_defaults_unless_they_are_given()
    {
        Design design = Templates.Design("""
            Plain: {Type: 'AWS::EC2::Instance', Properties: {ImageId: ami-1, SubnetId: !Ref Subnet}}
            Given:
              Type: AWS::EC2::Instance
              Properties: {ImageId: ami-1, SubnetId: !Ref Subnet, MetadataOptions: {HttpEndpoint: disabled, HttpProtocolIpv6: enabled, HttpTokens: required, HttpPutResponseHopLimit: 2}}
            """);
        Assert.Equal(new MetadataOptions { HttpEndpoint = true, HttpProtocolIpv6 = false, TokensRequired = false, PutResponseHopLimit = 1 }, design.Instances[0].Metadata);
        Assert.Equal(new MetadataOptions { HttpEndpoint = false, HttpProtocolIpv6 = true, TokensRequired = true, PutResponseHopLimit = 2 }, design.Instances[1].Metadata);
    }

    [Theory] // EC2 API, "InstanceMetadataOptionsRequest": words and a hop limit of 1 to 64
    [InlineData("HttpEndpoint: off")]
    [InlineData("HttpTokens: needed")]
    [InlineData("HttpProtocolIpv6: 'yes'")]
    [InlineData("HttpPutResponseHopLimit: 0")]
    [InlineData("HttpPutResponseHopLimit: 65")]
    public void Metadata_options_outside_AWSs_words_and_bounds_are_refused(string option) =>
        Assert.Equal("InvalidParameterValue", Templates.Error($"W: {{Type: 'AWS::EC2::Instance', Properties: {{ImageId: ami-1, SubnetId: !Ref Subnet, MetadataOptions: {{{option}}}}}}}").Code);

    [Fact] // EC2 guide, "How Instance Metadata Service Version 2 works": tokens stand in payloads, so that a finding tells that nobody asks for them
    public void Tokens_and_hop_limits_are_a_finding()
    {
        ImportResult Load(string option) => Templates.Succeeded(Templates.WithVpc($"W: {{Type: 'AWS::EC2::Instance', Properties: {{ImageId: ami-1, SubnetId: !Ref Subnet, MetadataOptions: {{{option}}}}}}}"));
        Assert.Contains(Load("HttpTokens: required").Findings, f => f is { Code: "not-modelled", Resource: "W" });
        Assert.Contains(Load("HttpPutResponseHopLimit: 2").Findings, f => f is { Code: "not-modelled", Resource: "W" });
        Assert.DoesNotContain(Load("HttpEndpoint: disabled").Findings, f => f.Resource == "W");
    }

    private const string Group = "G: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc, GroupDescription: g}}\n";

    [Fact]
    public void An_instance_has_a_primary_interface_of_its_name()
    {
        Design design = Templates.Design(Group + "Web: {Type: 'AWS::EC2::Instance', Properties: {InstanceType: t3.micro, SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref G], PrivateIpAddress: 10.0.1.10, SourceDestCheck: false}}");
        Instance instance = Assert.Single(design.Instances);
        NetworkInterface eni = Assert.Single(design.NetworkInterfaces);
        Assert.Equal(("Web", "t3.micro"), (instance.Name, instance.InstanceType));
        Assert.Equal(("Web", instance.Id, 0, "10.0.1.10", true, false),
            (eni.Name, eni.InstanceId, eni.DeviceIndex, eni.PrivateAddresses[0].Address.ToString(), eni.CreatedByLaunch, eni.SourceDestCheck));
        Assert.Equal([design.SecurityGroups.Single(g => g.Name == "G").Id], eni.SecurityGroupIds);
        Assert.StartsWith("eni-", eni.Id);
    }

    [Fact]
    public void Inline_interfaces_after_the_first_bear_the_instances_name_and_their_index()
    {
        Design design = Templates.Design(Group + """
            Web:
              Type: AWS::EC2::Instance
              Properties:
                NetworkInterfaces:
                  - {DeviceIndex: '0', SubnetId: !Ref Subnet, GroupSet: [!Ref G], AssociatePublicIpAddress: false, PrivateIpAddresses: [{PrivateIpAddress: 10.0.1.10, Primary: true}, {PrivateIpAddress: 10.0.1.11, Primary: false}]}
                  - {DeviceIndex: '1', SubnetId: !Ref Subnet, SecondaryPrivateIpAddressCount: 2, PrivateIpAddress: 10.0.1.20}
            """);
        Assert.Equal(["Web", "Web:1"], design.NetworkInterfaces.Select(n => n.Name));
        Assert.Equal(["10.0.1.10", "10.0.1.11"], design.NetworkInterfaces[0].PrivateAddresses.Select(a => a.Address.ToString()));
        Assert.False(design.NetworkInterfaces[0].AssociatePublicIpAddress);
        Assert.Equal((3, 1), (design.NetworkInterfaces[1].PrivateAddresses.Length, design.NetworkInterfaces[1].DeviceIndex));
    }

    [Fact]
    public void An_interface_of_its_own_keeps_its_name_when_attached()
    {
        Design design = Templates.Design("""
            Eth0: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet, PrivateIpAddress: 10.0.1.10, Description: first, ConnectionTrackingSpecification: {TcpEstablishedTimeout: 600, UdpTimeout: 40, UdpStreamTimeout: 90}}}
            Eth1: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet, SourceDestCheck: 'false'}}
            Web: {Type: 'AWS::EC2::Instance', Properties: {NetworkInterfaces: [{NetworkInterfaceId: !Ref Eth0, DeviceIndex: '0'}]}}
            A: {Type: 'AWS::EC2::NetworkInterfaceAttachment', Properties: {InstanceId: !Ref Web, NetworkInterfaceId: !Ref Eth1, DeviceIndex: '1'}}
            """);
        string instance = Assert.Single(design.Instances).Id;
        Assert.Equal([("Eth0", instance, 0), ("Eth1", instance, 1)], design.NetworkInterfaces.Select(n => (n.Name, n.InstanceId!, n.DeviceIndex)));
        Assert.Equal(new ConnectionTracking(600, 40, 90), design.NetworkInterfaces[0].ConnectionTracking);
        Assert.False(design.NetworkInterfaces[1].SourceDestCheck);
    }

    [Theory] // EC2 API, ConnectionTrackingSpecificationRequest: the bounds hold for templates too
    [InlineData("TcpEstablishedTimeout: 59")]
    [InlineData("UdpTimeout: 61")]
    [InlineData("UdpStreamTimeout: 181")]
    public void A_timeout_out_of_bounds_is_refused(string timeout)
    {
        ImportError error = Templates.Error($"Eth0: {{Type: 'AWS::EC2::NetworkInterface', Properties: {{SubnetId: !Ref Subnet, ConnectionTrackingSpecification: {{{timeout}}}}}}}");
        Assert.Equal(("InvalidParameterValue", "Eth0"), (error.Code, error.Resource));
    }

    [Fact] // CloudFormation guide, "AWS::EC2::Instance NetworkInterface" has no such property; an interface of its own does
    public void An_inline_interface_takes_no_timeouts()
    {
        ImportError error = Templates.Error(
            "Web: {Type: 'AWS::EC2::Instance', Properties: {NetworkInterfaces: [{DeviceIndex: 0, SubnetId: !Ref Subnet, ConnectionTrackingSpecification: {UdpTimeout: 40}}]}}");
        Assert.Equal(("Template.UnsupportedProperty", "Web"), (error.Code, error.Resource));
    }

    [Fact] // AWS publishes no numbers: a template may give one in its metadata
    public void An_instances_tracking_allowance_stands_in_its_metadata()
    {
        Design design = Templates.Design("Web: {Type: 'AWS::EC2::Instance', Metadata: {VpcSim: {ConnectionTrackingAllowance: 1000}}, Properties: {SubnetId: !Ref Subnet}}");
        Assert.Equal(1000, Assert.Single(design.Instances).ConnectionTrackingAllowance);
        Assert.Null(Assert.Single(Templates.Design("Web: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Subnet}}").Instances).ConnectionTrackingAllowance);
        Assert.Equal("VpcSim.InvalidSetting",
            Templates.Error("Web: {Type: 'AWS::EC2::Instance', Metadata: {VpcSim: {ConnectionTrackingAllowance: -1}}, Properties: {SubnetId: !Ref Subnet}}").Code);
    }

    [Fact]
    public void IPv6_addresses_are_pinned_or_counted()
    {
        Design design = Templates.Design("""
            Six: {Type: 'AWS::EC2::VPCCidrBlock', Properties: {VpcId: !Ref Vpc, Ipv6CidrBlock: '2001:db8::/56'}}
            S: {Type: 'AWS::EC2::Subnet', DependsOn: Six, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, Ipv6CidrBlock: '2001:db8:0:2::/64'}}
            Pinned: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref S, Ipv6Addresses: [{Ipv6Address: '2001:db8:0:2::99'}]}}
            Counted: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref S, Ipv6AddressCount: 2}}
            """);
        Assert.Equal("2001:db8:0:2::99", design.NetworkInterfaces.Single(n => n.Name == "Pinned").Ipv6Addresses.Single().ToString());
        Assert.Equal(2, design.NetworkInterfaces.Single(n => n.Name == "Counted").Ipv6Addresses.Length);
    }

    [Theory]
    [InlineData("Web: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Subnet, NetworkInterfaces: [{DeviceIndex: 0, SubnetId: !Ref Subnet}]}}", "InvalidParameterCombination")]
    [InlineData("Web: {Type: 'AWS::EC2::Instance', Properties: {NetworkInterfaces: [{DeviceIndex: 0, SubnetId: !Ref Subnet}, {DeviceIndex: 0, SubnetId: !Ref Subnet}]}}", "InvalidParameterValue")]
    [InlineData("Web: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Subnet, PrivateIpAddress: 10.0.1.300}}", "InvalidParameterValue")]
    [InlineData("Web: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Vpc}}", "InvalidSubnetID.NotFound")]
    public void An_instance_that_AWS_refuses_is_an_error(string resource, string code) => Assert.Equal((code, "Web"), (Templates.Error(resource).Code, Templates.Error(resource).Resource));

    [Fact] // VPC guide, "Quotas": 5 security groups per network interface
    public void A_sixth_security_group_on_an_interface_is_refused()
    {
        static string Instance(int groups) => string.Concat(Enumerable.Range(1, groups).Select(i => Group.Replace("G:", $"G{i}:")))
            + $"Web: {{Type: 'AWS::EC2::Instance', Properties: {{SubnetId: !Ref Subnet, SecurityGroupIds: [{string.Join(", ", Enumerable.Range(1, groups).Select(i => $"!Ref G{i}"))}]}}}}";
        Assert.Equal(5, Templates.Design(Instance(5)).NetworkInterfaces[0].SecurityGroupIds.Length);
        ImportError error = Templates.Error(Instance(6));
        Assert.Equal(("SecurityGroupsPerInterfaceLimitExceeded", "Web", "template.yaml:14:3"), (error.Code, error.Resource, error.Place));
    }

    [Fact]
    public void An_instance_without_a_subnet_is_launched_in_the_default_VPC_and_left_out()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("Web: {Type: 'AWS::EC2::Instance', Properties: {ImageId: ami-1}}"));
        Assert.Empty(result.Design.Instances);
        Assert.Contains("default VPC", Assert.Single(result.Findings).Message);
    }
}
