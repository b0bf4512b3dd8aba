using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Network ACLs with inline entries, and entries and associations of their own. A default network ACL that Terraform adopts has the entries that are written and
/// no others. (Terraform, "aws_default_network_acl")</summary>
internal static class NetworkAclKinds
{
    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        kinds.Add("aws_network_acl", Acl);
        kinds.Add("aws_default_network_acl", Acl);
        kinds.Add("aws_network_acl_rule", Rule);
        kinds.Add("aws_network_acl_association", (t, r) =>
        {
            // A state has the subnet at the network ACL too.
            if (r.Known("network_acl_id") is { } acl && r.Known("subnet_id") is { } subnet && t.ById(acl) is { } owner
                && owner.Values.Items("subnet_ids").OfType<ScalarNode>().Any(item => item.Text == subnet)) return;
            VpcKinds.Declare(t, r, "SubnetNetworkAclAssociation", p => p.Id("SubnetId", "subnet_id", Wanted.Subnet).Id("NetworkAclId", "network_acl_id", Wanted.NetworkAcl));
        });
    }

    private static void Acl(Translation t, TerraformResource r)
    {
        bool isDefault = r.Type == "aws_default_network_acl";
        Block acl = Block.Of(r);
        VpcKinds.Declare(t, r, "NetworkAcl", p =>
        {
            if (isDefault && VpcKinds.VpcOf(t, r) is { } vpc) p.Ref("VpcId", vpc.Address);
            else p.Id("VpcId", "vpc_id", Wanted.Vpc);
            p.Tags();
        }, isDefault ? VpcKinds.Flag("Default", r.Place) : null);
        foreach (string list in (string[])["ingress", "egress"])
        {
            if (Attachments.SupersedesInline(t, r, list)) continue;
            foreach (Block entry in acl.Blocks(list))
                Entry(t, $"{r.Address}/{list}/{entry.Text("rule_no")}", entry, Translation.Ref(r.Address, entry.Place), list == "egress", "rule_no", "action");
        }
        int number = 0;
        foreach (Node subnet in Links.List(t, acl, "subnet_ids", Wanted.Subnet))
        {
            if (!t.IsNew($"acl|{r.Address}|{t.Word(subnet)}", r)) continue;
            Properties association = new Properties(t, acl).Set("SubnetId", subnet).Ref("NetworkAclId", r.Address);
            t.Declare($"{r.Address}/subnet/{number++}", "AWS::EC2::SubnetNetworkAclAssociation", subnet.Place, association);
        }
    }

    private static void Rule(Translation t, TerraformResource r)
    {
        Block rule = Block.Of(r);
        Entry(t, r.Address, rule, Links.One(t, rule, "network_acl_id", Wanted.NetworkAcl), rule.IsTrue("egress"), "rule_number", "rule_action");
    }

    private static void Entry(Translation t, string name, Block entry, Node? acl, bool egress, string number, string action)
    {
        string protocol = entry.Text("protocol")?.ToLowerInvariant() is { } word && word != "all" ? word : "-1";
        Properties p = new Properties(t, entry).Set("NetworkAclId", acl).Needed("RuleNumber", number).Needed("RuleAction", action).Set("Protocol", protocol)
            .Set("Egress", egress ? "true" : "false");
        if (entry.Text("ipv6_cidr_block") is not null) p.Scalar("Ipv6CidrBlock", "ipv6_cidr_block");
        else p.Needed("CidrBlock", "cidr_block");
        if (protocol is "tcp" or "udp" or "6" or "17") p.Set("PortRange", new Properties(t, entry).Needed("From", "from_port").Needed("To", "to_port").Node);
        if (protocol is "icmp" or "1" or "icmpv6" or "58") p.Set("Icmp", new Properties(t, entry).Scalar("Type", "icmp_type").Scalar("Code", "icmp_code").Node);
        if (t.IsNew($"entry|{t.Word(acl)}|{egress}|{entry.Text(number)}", entry.Resource)) t.Declare(name, "AWS::EC2::NetworkAclEntry", entry.Place, p);
    }
}
