using VpcSim.Model.SecurityGroups;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class SecurityGroupResourceTests
{
    [Fact] // CloudFormation guide, "AWS::EC2::SecurityGroup": no egress rules added, all outbound traffic is allowed
    public void A_group_without_egress_rules_opens_egress() =>
        Assert.Equal(["all traffic 0.0.0.0/0"], Egress(Group("G", "GroupDescription: g")));

    [Fact] // EC2 guide, "Security group rules": ::/0 as well if the VPC has an IPv6 block
    public void In_a_VPC_with_IPv6_also_to_everywhere_by_IPv6() =>
        Assert.Equal(["all traffic 0.0.0.0/0", "all traffic ::/0"],
            Egress(Group("G", "GroupDescription: g") + "Six: {Type: 'AWS::EC2::VPCCidrBlock', Properties: {VpcId: !Ref Vpc, AmazonProvidedIpv6CidrBlock: true}}"));

    [Fact]
    public void Egress_rules_of_its_own_replace_the_default() =>
        Assert.Equal(["tcp 443 10.0.0.0/8"], Egress(Group("G", "GroupDescription: g, SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}]")));

    [Fact]
    public void An_empty_list_of_egress_rules_closes_egress() => Assert.Empty(Egress(Group("G", "GroupDescription: g, SecurityGroupEgress: []")));

    [Fact] // aws/aws-cdk issue 987: the default rule is gone once an AWS::EC2::SecurityGroupEgress names the group
    public void A_SecurityGroupEgress_takes_the_default_away() =>
        Assert.Equal(["udp 53 10.0.0.2/32"], Egress(Group("G", "GroupDescription: g")
            + "E: {Type: 'AWS::EC2::SecurityGroupEgress', Properties: {GroupId: !Ref G, IpProtocol: udp, FromPort: 53, ToPort: 53, CidrIp: 10.0.0.2/32}}"));

    [Theory]
    [InlineData("IpProtocol: tcp, FromPort: 80, ToPort: 90, CidrIp: 10.0.0.0/8", "tcp 80-90 10.0.0.0/8")]
    [InlineData("IpProtocol: TCP, FromPort: '22', ToPort: '22', CidrIpv6: '0000:0000:0000:0000:0000:0000:0000:0000/0'", "tcp 22 ::/0")]
    [InlineData("IpProtocol: '17', FromPort: 0, ToPort: 65535, CidrIp: 0.0.0.0/0", "udp all ports 0.0.0.0/0")]
    [InlineData("IpProtocol: -1, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0", "all traffic 0.0.0.0/0")]
    [InlineData("IpProtocol: icmp, FromPort: 8, ToPort: -1, CidrIp: 0.0.0.0/0", "icmp type 8 0.0.0.0/0")]
    [InlineData("IpProtocol: icmpv6, FromPort: -1, ToPort: -1, CidrIpv6: '::/0'", "icmpv6 all types ::/0")]
    [InlineData("IpProtocol: 50, CidrIp: 0.0.0.0/0", "protocol 50 0.0.0.0/0")]
    [InlineData("IpProtocol: tcp, FromPort: 1, ToPort: 1, SourceSecurityGroupId: !Ref Other", "tcp 1 sg-")]
    [InlineData("IpProtocol: tcp, FromPort: 1, ToPort: 1, SourcePrefixListId: !Ref List", "tcp 1 pl-")]
    public void A_rule_reads_the_same_inline_and_as_a_resource_of_its_own(string rule, string text)
    {
        const string Others = "Other: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc, GroupDescription: o}}\n" +
            "List: {Type: 'AWS::EC2::PrefixList', Properties: {PrefixListName: l, AddressFamily: IPv4, MaxEntries: 1, Entries: [{Cidr: 10.8.0.0/16}]}}\n";
        SecurityGroupRule inline = Ingress(Others + Group("G", $"GroupDescription: g, SecurityGroupIngress: [{{{rule}}}]"));
        SecurityGroupRule apart = Ingress(Others + Group("G", "GroupDescription: g") + $"I: {{Type: 'AWS::EC2::SecurityGroupIngress', Properties: {{GroupId: !GetAtt G.GroupId, {rule}}}}}");
        Assert.StartsWith(text, inline.ToString());
        Assert.Equal("I", apart.Name);
        Assert.Equal(inline, apart with { Name = null });
    }

    [Theory]
    [InlineData("IpProtocol: tpc, CidrIp: 0.0.0.0/0", "InvalidPermission.Malformed")]
    [InlineData("IpProtocol: tcp, CidrIp: 0.0.0.0/0", "InvalidParameterValue")]
    [InlineData("IpProtocol: -1", "InvalidParameterValue")]
    [InlineData("IpProtocol: -1, CidrIp: 0.0.0.0/0, CidrIpv6: '::/0'", "InvalidParameterValue")]
    [InlineData("IpProtocol: -1, CidrIp: '::/0'", "InvalidParameterValue")]
    [InlineData("IpProtocol: -1, CidrIp: 10.0.0.0/33", "InvalidParameterValue")]
    [InlineData("CidrIp: 10.0.0.0/8", "Template.MissingProperty")]
    [InlineData("IpProtocol: tcp, FromPort: http, ToPort: 80, CidrIp: 10.0.0.0/8", "Template.InvalidProperty")]
    public void A_rule_that_AWS_refuses_is_an_error(string rule, string code)
    {
        ImportError error = Templates.Error(Group("G", $"GroupDescription: g, SecurityGroupIngress: [{{{rule}}}]"));
        Assert.Equal((code, "G"), (error.Code, error.Resource));
        Assert.StartsWith("template.yaml:8:", error.Place);
    }

    [Fact]
    public void A_rule_that_names_a_group_outside_the_design_is_left_out_with_a_finding()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc(Group("G",
            "GroupDescription: g, SecurityGroupIngress: [{IpProtocol: -1, SourceSecurityGroupId: sg-0123456789abcdef0}, {IpProtocol: -1, CidrIp: 10.0.0.0/8}]")));
        Assert.Equal(["all traffic 10.0.0.0/8"], result.Design.SecurityGroups.Single(g => g.Name == "G").Ingress.Select(r => r.ToString()));
        Assert.Equal(("outside-design", "G"), (Assert.Single(result.Findings).Code, result.Findings[0].Resource));
    }

    [Fact] // VPC peering guide, "Reference peer security groups": a group of another account is named with the account number before its id
    public void A_group_may_be_named_with_its_account()
    {
        const string Other = "Other: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc, GroupDescription: o}}\n";
        SecurityGroupRule named = Ingress(Other + Group("G", "GroupDescription: g, SecurityGroupIngress: [{IpProtocol: -1, SourceSecurityGroupId: !Sub '123456789012/${Other}'}]"));
        Assert.StartsWith("all traffic 123456789012/sg-", named.ToString());
        SecurityGroupRule owned = Ingress(Other + Group("G", "GroupDescription: g, SecurityGroupIngress: [{IpProtocol: -1, SourceSecurityGroupId: !Ref Other, SourceSecurityGroupOwnerId: '123456789012'}]"));
        Assert.Equal(named, owned);
        ImportError error = Templates.Error(Other + Group("G", "GroupDescription: g, SecurityGroupIngress: [{IpProtocol: -1, SourceSecurityGroupId: !Sub '210987654321/${Other}'}]"));
        Assert.Equal(("InvalidGroup.NotFound", "G"), (error.Code, error.Resource));
    }

    [Theory] // EC2 API, IpPermission: ICMPv6 without a range means all types; all types take all codes
    [InlineData("IpProtocol: icmpv6, CidrIpv6: '::/0'", "icmpv6 all types ::/0")]
    [InlineData("IpProtocol: 58, FromPort: -1, ToPort: -1, CidrIpv6: '::/0'", "icmpv6 all types ::/0")]
    [InlineData("IpProtocol: icmp, FromPort: -1, ToPort: -1, CidrIp: 0.0.0.0/0", "icmp all types 0.0.0.0/0")]
    [InlineData("IpProtocol: icmp, FromPort: -1, ToPort: 4, CidrIp: 0.0.0.0/0", null)]
    public void Minus_one_stands_for_all_types_and_codes(string rule, string? text)
    {
        string group = Group("G", $"GroupDescription: g, SecurityGroupIngress: [{{{rule}}}]");
        if (text is null) Assert.Equal("InvalidParameterValue", Templates.Error(group).Code);
        else Assert.Equal(text, Ingress(group).ToString());
    }

    [Fact]
    public void A_rule_with_an_unknown_peer_is_left_out_with_a_finding()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc(Group("G", "GroupDescription: g, SecurityGroupIngress: [{IpProtocol: -1, CidrIp: !ImportValue other}]")));
        Assert.Empty(result.Design.SecurityGroups.Single(g => g.Name == "G").Ingress);
        Assert.Contains(result.Findings, f => f.Code == "unknown-value" && f.Message.Contains("Fn::ImportValue 'other'"));
    }

    [Fact]
    public void The_same_rule_twice_counts_once_and_is_a_finding()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc(Group("G", "GroupDescription: g, SecurityGroupIngress: [{IpProtocol: -1, CidrIp: 10.0.0.0/8}]")
            + "I: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {GroupId: !Ref G, IpProtocol: -1, CidrIp: 10.0.0.0/8, Description: again}}"));
        Assert.Single(result.Design.SecurityGroups.Single(g => g.Name == "G").Ingress);
        Assert.Equal(("duplicate-rule", "I"), (Assert.Single(result.Findings).Code, result.Findings[0].Resource));
    }

    [Fact]
    public void A_group_without_VpcId_belongs_to_the_default_VPC_and_is_left_out()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("G: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: g}}"));
        Assert.DoesNotContain(result.Design.SecurityGroups, g => g.Name == "G");
        Assert.Contains("default VPC", Assert.Single(result.Findings).Message);
    }

    [Fact]
    public void A_customer_prefix_list_has_its_entries()
    {
        var list = Templates.Design("L: {Type: 'AWS::EC2::PrefixList', Properties: {PrefixListName: offices, AddressFamily: IPv6, MaxEntries: 9, Entries: [{Cidr: '2001:db8::/32', Description: x}]}}")
            .PrefixLists.Single(p => p.Name == "L");
        Assert.Equal(("offices", false, 9, "2001:db8::/32", false), (list.PrefixListName, list.IsIPv4, list.MaxEntries, list.Entries.Single().ToString(), list.AwsManaged));
        Assert.Equal("InvalidParameterValue", Templates.Error("L: {Type: 'AWS::EC2::PrefixList', Properties: {PrefixListName: l, AddressFamily: IPv6, MaxEntries: 9, Entries: [{Cidr: 10.0.0.0/8}]}}").Code);
    }

    private static string Group(string name, string properties) => $"{name}: {{Type: 'AWS::EC2::SecurityGroup', Properties: {{VpcId: !Ref Vpc, {properties}}}}}\n";

    private static IEnumerable<string> Egress(string resources) => Templates.Design(resources).SecurityGroups.Single(g => g.Name == "G").Egress.Select(r => r.ToString());

    private static SecurityGroupRule Ingress(string resources) => Templates.Design(resources).SecurityGroups.Single(g => g.Name == "G").Ingress.Single();
}
