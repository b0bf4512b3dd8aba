using VpcSim.Model.NetworkAcls;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class NetworkAclResourceTests
{
    private const string Acl = "N: {Type: 'AWS::EC2::NetworkAcl', Properties: {VpcId: !Ref Vpc}}\n";

    [Fact] // VPC guide, "Network ACLs": a new network ACL denies everything
    public void A_new_network_ACL_has_no_entries() => Assert.Empty(Templates.Design(Acl).NetworkAcls.Single(a => a.Name == "N").Entries);

    [Theory]
    [InlineData("RuleNumber: 100, Protocol: 6, RuleAction: allow, CidrBlock: 10.0.0.0/8, PortRange: {From: 80, To: 443}", "inbound 100 allow tcp 80-443 10.0.0.0/8")]
    [InlineData("RuleNumber: '100', Protocol: '17', RuleAction: deny, Egress: 'true', CidrBlock: 100.68.0.18/18, PortRange: {From: '53', To: '53'}", "outbound 100 deny udp 53 100.68.0.0/18")]
    [InlineData("RuleNumber: 1, Protocol: -1, RuleAction: allow, Ipv6CidrBlock: '::/0'", "inbound 1 allow all traffic ::/0")]
    [InlineData("RuleNumber: 1, Protocol: 1, RuleAction: allow, CidrBlock: 0.0.0.0/0, Icmp: {Type: 8, Code: -1}", "inbound 1 allow icmp type 8 0.0.0.0/0")]
    [InlineData("RuleNumber: 1, Protocol: 58, RuleAction: allow, Ipv6CidrBlock: '::/0', Icmp: {Type: -1, Code: -1}", "inbound 1 allow icmpv6 all types ::/0")]
    [InlineData("RuleNumber: 1, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0, PortRange: {From: 0, To: 65535}", "inbound 1 allow all traffic 0.0.0.0/0")]
    public void An_entry_reads_as_AWS_shows_it(string properties, string text) =>
        Assert.Equal(text, Templates.Design(Acl + Entry("E", properties)).NetworkAcls.Single(a => a.Name == "N").Entries.Single().ToString());

    [Theory]
    [InlineData("Protocol: 6, RuleAction: allow, CidrBlock: 10.0.0.0/8, PortRange: {From: 80, To: 443}", "Template.MissingProperty")]
    [InlineData("RuleNumber: 100, Protocol: tpc, RuleAction: allow, CidrBlock: 10.0.0.0/8", "InvalidParameterValue")]
    [InlineData("RuleNumber: 100, Protocol: -1, RuleAction: permit, CidrBlock: 10.0.0.0/8", "InvalidParameterValue")]
    [InlineData("RuleNumber: 100, Protocol: -1, RuleAction: allow", "MissingParameter")]
    [InlineData("RuleNumber: 100, Protocol: 6, RuleAction: allow, CidrBlock: 10.0.0.0/8", "MissingParameter")]
    [InlineData("RuleNumber: 100, Protocol: 1, RuleAction: allow, CidrBlock: 10.0.0.0/8", "MissingParameter")]
    [InlineData("RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/8, Ipv6CidrBlock: '::/0'", "InvalidParameterCombination")]
    public void An_entry_that_AWS_refuses_is_an_error(string properties, string code)
    {
        ImportError error = Templates.Error(Acl + Entry("E", properties));
        Assert.Equal((code, "E"), (error.Code, error.Resource));
    }

    [Theory] // VPC guide, "Managed prefix lists": network ACL entries know CIDR blocks only
    [InlineData("CidrBlock: !Ref L")]
    [InlineData("PrefixListId: !Ref L")]
    public void An_entry_that_names_a_prefix_list_is_refused(string peer)
    {
        const string List = "L: {Type: 'AWS::EC2::PrefixList', Properties: {PrefixListName: l, AddressFamily: IPv4, MaxEntries: 1, Entries: [{Cidr: 10.8.0.0/16}]}}\n";
        ImportError error = Templates.Error(Acl + List + Entry("E", $"RuleNumber: 100, Protocol: -1, RuleAction: allow, {peer}"));
        Assert.Equal(("InvalidParameterValue", "E"), (error.Code, error.Resource));
        Assert.Contains("prefix list", error.Message);
    }

    [Fact] // EC2 API, "Error codes": NetworkAclEntryAlreadyExists
    public void A_rule_number_that_stands_twice_in_one_direction_is_refused()
    {
        const string Properties = "RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/8";
        NetworkAcl acl = Templates.Design(Acl + Entry("E1", Properties) + Entry("E2", Properties + ", Egress: true")).NetworkAcls.Single(a => a.Name == "N");
        Assert.Equal(2, acl.Entries.Length);
        ImportError error = Templates.Error(Acl + Entry("E1", Properties) + Entry("E2", Properties));
        Assert.Equal(("NetworkAclEntryAlreadyExists", "template.yaml:10:3"), (error.Code, error.Place));
    }

    [Fact] // VPC guide, "Control traffic to subnets using network ACLs": the default one gains an entry for IPv6 only if its rules of that direction were not edited
    public void An_edited_default_network_ACL_gains_no_entry_for_IPv6()
    {
        const string Six = "Six: {Type: 'AWS::EC2::VPCCidrBlock', Properties: {VpcId: !Ref Vpc, AmazonProvidedIpv6CidrBlock: true}}\n";
        const string Edit = "E: {Type: 'AWS::EC2::NetworkAclEntry', Properties: {NetworkAclId: !GetAtt Vpc.DefaultNetworkAcl, RuleNumber: 90, Protocol: -1, RuleAction: deny, CidrBlock: 10.9.0.0/16}}\n";
        ImportResult edited = Templates.Succeeded(Templates.WithVpc(Six + Edit));
        NetworkAcl acl = Assert.Single(edited.Design.NetworkAcls);
        Assert.Equal([(90, false), (100, false), (100, true), (101, true)], acl.Entries.Select(entry => (entry.RuleNumber, entry.Egress)).Order());
        Assert.Contains(edited.Findings, finding => finding is { Code: "assumed", Resource: "E" });
        Assert.Contains(Assert.Single(Templates.Design(Six).NetworkAcls).Entries, entry => entry is { RuleNumber: 101, Egress: false });
    }

    private static string Entry(string name, string properties) =>
        $"{name}: {{Type: 'AWS::EC2::NetworkAclEntry', Properties: {{NetworkAclId: !Ref N, {properties}}}}}\n";
}
