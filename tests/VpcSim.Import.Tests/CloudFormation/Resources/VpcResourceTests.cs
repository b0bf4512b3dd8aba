using VpcSim.Model.Designs;
using VpcSim.Model.Vpcs;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class VpcResourceTests
{
    [Theory] // VPC guide, "DNS attributes for your VPC": enableDnsSupport is on by default, enableDnsHostnames off
    [InlineData("", true, false)]
    [InlineData(", EnableDnsHostnames: true", true, true)]
    [InlineData(", EnableDnsSupport: false", false, false)]
    public void DNS_support_is_on_and_DNS_hostnames_off_unless_the_template_says_so(string properties, bool support, bool hostnames)
    {
        Vpc vpc = Templates.Succeeded(Templates.Load($"Resources:\n  Vpc: {{Type: 'AWS::EC2::VPC', Properties: {{CidrBlock: 10.0.0.0/16{properties}}}}}\n")).Design.Vpcs[0];
        Assert.Equal((support, hostnames), (vpc.EnableDnsSupport, vpc.EnableDnsHostnames));
    }

    [Fact]
    public void A_VPC_has_its_block_and_DNS_attributes()
    {
        Vpc vpc = Templates.Succeeded(Templates.Load("""
            Resources:
              V:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.1.2.3/16, EnableDnsSupport: 'false', EnableDnsHostnames: true, Tags: [{Key: Name, Value: net}]}
            """)).Design.Vpcs.Single();
        Assert.Equal(("V", "10.1.0.0/16", false, true), (vpc.Name, vpc.CidrBlock.ToString(), vpc.EnableDnsSupport, vpc.EnableDnsHostnames));
    }

    [Fact]
    public void VPCCidrBlock_adds_secondary_and_IPv6_blocks()
    {
        Design design = Templates.Design("""
            Second: {Type: 'AWS::EC2::VPCCidrBlock', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.0.0/16}}
            Own: {Type: 'AWS::EC2::VPCCidrBlock', Properties: {VpcId: !Ref Vpc, Ipv6CidrBlock: '2001:db8:1::/56', Ipv6Pool: ipv6pool-ec2-0}}
            Amazon: {Type: 'AWS::EC2::VPCCidrBlock', Properties: {VpcId: !Ref Vpc, AmazonProvidedIpv6CidrBlock: true}}
            Six: {Type: 'AWS::EC2::SubnetCidrBlock', Properties: {SubnetId: !Ref Subnet, Ipv6CidrBlock: !Select [7, !Cidr [!Select [1, !GetAtt Vpc.Ipv6CidrBlocks], 8, 64]]}}
            """);
        Vpc vpc = design.Vpcs[0];
        Assert.Equal("10.1.0.0/16", Assert.Single(vpc.SecondaryCidrBlocks).ToString());
        Assert.Equal("2001:db8:1::/56", vpc.Ipv6CidrBlocks[0].ToString());
        Assert.Equal(56, vpc.Ipv6CidrBlocks[1].PrefixLength);
        Assert.Equal(vpc.Ipv6CidrBlocks[1].Network.Skip(7, 64), design.Subnets[0].Ipv6CidrBlock!.Value.Network);
    }

    [Theory]
    [InlineData("{CidrBlock: nonsense}", "InvalidParameterValue", "template.yaml:2:54")]
    [InlineData("{}", "Template.MissingProperty", "template.yaml:2:42")]
    [InlineData("{CidrBlock: [10.0.0.0/16]}", "Template.InvalidProperty", "template.yaml:2:54")]
    [InlineData("{CidrBlock: 10.0.0.0/16, EnableDnsSupport: maybe}", "Template.InvalidProperty", "template.yaml:2:85")]
    [InlineData("{CidrBlock: 10.0.0.0/16, EnableDnsSuport: true}", "Template.UnsupportedProperty", "template.yaml:2:67")]
    public void A_wrong_property_is_an_error_with_its_place(string properties, string code, string place)
    {
        ImportError error = Assert.Single(Templates.Load($"Resources:\n  V: {{Type: 'AWS::EC2::VPC', Properties: {properties}}}").Errors);
        Assert.Equal((code, "V", place), (error.Code, error.Resource, error.Place));
    }

    [Fact]
    public void A_property_that_VpcSim_does_not_model_is_a_finding()
    {
        ImportResult result = Templates.Succeeded(Templates.Load("Resources: {V: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16, Ipv4IpamPoolId: x, BrandNew: y}}}"));
        Assert.Equal(["AWS::EC2::VPC Ipv4IpamPoolId", "AWS::EC2::VPC BrandNew, a property that VpcSim does not know"],
            result.Findings.Select(f => f.Message));
    }

    [Fact]
    public void DHCP_options_are_associated()
    {
        Design design = Templates.Design("""
            Options: {Type: 'AWS::EC2::DHCPOptions', Properties: {DomainName: corp, DomainNameServers: [10.0.0.5], NtpServers: [10.0.0.6], NetbiosNameServers: [10.0.0.7], NetbiosNodeType: 2}}
            Association: {Type: 'AWS::EC2::VPCDHCPOptionsAssociation', Properties: {VpcId: !Ref Vpc, DhcpOptionsId: !Ref Options}}
            """);
        DhcpOptions options = Assert.Single(design.DhcpOptions);
        Assert.Equal(("corp", "10.0.0.5", "10.0.0.6", "10.0.0.7", 2),
            (options.DomainName, options.DomainNameServers[0], options.NtpServers[0], options.NetbiosNameServers[0], options.NetbiosNodeType));
        Assert.Equal(options.Id, design.Vpcs[0].DhcpOptionsId);
    }
}
