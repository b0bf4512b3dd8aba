using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Security groups with inline rules, and rules of their own. A group of Terraform has no egress rule but those that are written: the provider takes AWS's away.
/// (Terraform, "aws_security_group", "aws_default_security_group")</summary>
internal static class SecurityGroupKinds
{
    private const string All = "-1";

    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        foreach (string kind in Wanted.SecurityGroup.Kinds) kinds.Add(kind, Group);
        kinds.Add("aws_security_group_rule", Rule);
        kinds.Add("aws_vpc_security_group_ingress_rule", (t, r) => NewRule(t, r, egress: false));
        kinds.Add("aws_vpc_security_group_egress_rule", (t, r) => NewRule(t, r, egress: true));
    }

    private static void Group(Translation t, TerraformResource r)
    {
        bool isDefault = r.Type == "aws_default_security_group" || r.Known("name") == "default";
        VpcKinds.Declare(t, r, "SecurityGroup", p =>
        {
            p.Scalar("GroupDescription", "description").Scalar("GroupName", "name").Set("GroupDescription", "Managed by Terraform").Set("GroupName", r.Address).Tags();
            if (r.Type == "aws_default_security_group" && VpcKinds.VpcOf(t, r) is { } vpc) p.Ref("VpcId", vpc.Address);
            else p.Id("VpcId", "vpc_id", Wanted.Vpc);
            if (!r.IsData || r.Values.Get("ingress") is not null) p.Set("SecurityGroupEgress", new SequenceNode(r.Place, []));
        }, isDefault ? VpcKinds.Flag("Default", r.Place) : null);
        if (r.IsData && r.Values.Get("ingress") is null)
            t.Finding("partly-known", $"{r.Address} exists already, and a data source does not tell its rules: it has those that the {t.Document.Noun} adds, and AWS's default outbound rule", r);
        foreach (bool egress in (bool[])[false, true]) Inline(t, r, egress);
    }

    private static void Inline(Translation t, TerraformResource r, bool egress)
    {
        string list = egress ? "egress" : "ingress";
        if (Attachments.SupersedesInline(t, r, list)) return;
        Block group = Block.Of(r);
        IReadOnlyList<Block> blocks = group.Blocks(list);
        if (blocks.Count == 0 && group.Value(list) is null && group.Expression(list) is MappingNode { Count: > 0 } expression && !expression.TryGet("constant_value", out _))
            t.Finding("unknown-value", $"{list} of {r.Address} is known after apply only: it has none here", r, expression.Place);
        int number = 0;
        foreach (Block block in blocks)
            foreach (Node peer in Peers(t, r, block, egress))
                Declare(t, $"{r.Address}/{list}/{number++}", r, block, egress, Translation.Ref(r.Address, block.Place), (MappingNode)peer, "protocol");
    }

    private static void Rule(Translation t, TerraformResource r)
    {
        Block block = Block.Of(r);
        bool egress = block.Text("type") == "egress";
        Node? group = Links.One(t, block, "security_group_id", Wanted.SecurityGroup);
        MappingNode[] peers = [.. Peers(t, Links.Target(t, block, "security_group_id", Wanted.SecurityGroup), block, egress).Cast<MappingNode>()];
        for (int i = 0; i < peers.Length; i++) Declare(t, i == 0 ? r.Address : $"{r.Address}/{i}", r, block, egress, group, peers[i], "protocol");
    }

    private static void NewRule(Translation t, TerraformResource r, bool egress)
    {
        Block block = Block.Of(r);
        Properties peer = new Properties(t, block).Needed("CidrIp", "cidr_ipv4").Needed("CidrIpv6", "cidr_ipv6");
        peer.Id(egress ? "DestinationPrefixListId" : "SourcePrefixListId", "prefix_list_id", Wanted.PrefixList)
            .Id(egress ? "DestinationSecurityGroupId" : "SourceSecurityGroupId", "referenced_security_group_id", Wanted.SecurityGroup);
        Declare(t, r.Address, r, block, egress, Links.One(t, block, "security_group_id", Wanted.SecurityGroup), peer.Node, "ip_protocol");
    }

    /// <summary>One peer for each rule of AWS: Terraform writes several in one block.</summary>
    private static IEnumerable<Node> Peers(Translation t, TerraformResource? group, Block block, bool egress)
    {
        string side = egress ? "Destination" : "Source";
        t.Say(block.Resource, "CidrIp", "cidr_blocks");
        t.Say(block.Resource, "CidrIpv6", "ipv6_cidr_blocks");
        foreach (Node block4 in Blocks(t, block, "cidr_blocks", "/32")) yield return Peer("CidrIp", block4);
        foreach (Node block6 in Blocks(t, block, "ipv6_cidr_blocks", "/128")) yield return Peer("CidrIpv6", block6);
        foreach (Node list in Links.List(t, block, "prefix_list_ids", Wanted.PrefixList, mayHide: true)) yield return Peer($"{side}PrefixListId", list);
        foreach (Node other in Links.List(t, block, "security_groups", Wanted.SecurityGroup, mayHide: true)) yield return Peer($"{side}SecurityGroupId", other);
        if (Links.One(t, block, "source_security_group_id", Wanted.SecurityGroup) is { } source) yield return Peer($"{side}SecurityGroupId", source);
        if (!block.IsTrue("self")) yield break;
        Node? itself = group is null ? Links.One(t, block, "security_group_id", Wanted.SecurityGroup) : Translation.Ref(group.Address, block.Place);
        if (itself is not null) yield return Peer($"{side}SecurityGroupId", itself);
    }

    /// <summary>Blocks as text; one address that is known after apply, such as an Elastic IP's, as a block of one.</summary>
    private static List<Node> Blocks(Translation t, Block block, string attribute, string length)
    {
        List<Node> blocks = Links.List(t, block, attribute, Wanted.Address, mayHide: true);
        for (int i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is not MappingNode address) continue;
            t.Finding("assumed", $"an entry of {attribute} is computed from an address that is known after apply; it is taken for that address{length}", block.Resource, address.Place);
            blocks[i] = Translation.Function("Fn::Join", Translation.List(address.Place, new ScalarNode(address.Place, ""), Translation.List(address.Place, address, new ScalarNode(address.Place, length))), address.Place);
        }
        return blocks;
    }

    private static MappingNode Peer(string property, Node value)
    {
        MappingNode peer = new(value.Place);
        peer.TryAdd(property, value.Place, value);
        return peer;
    }

    private static void Declare(Translation t, string name, TerraformResource r, Block block, bool egress, Node? group, MappingNode peer, string protocolAttribute)
    {
        string protocol = block.Text(protocolAttribute)?.ToLowerInvariant() is { } word && word != "all" ? word : All;
        Properties rule = new(t, block);
        t.Say(block.Resource, "GroupId", "security_group_id");
        rule.Set("GroupId", group).Set("IpProtocol", protocol).Scalar("Description", "description");
        if (protocol != All) rule.Needed("FromPort", "from_port").Needed("ToPort", "to_port");
        foreach (MappingEntry entry in peer.Entries) rule.Set(entry.Key, entry.Value);
        if (!t.IsNew($"rule|{egress}|{Words(t, rule.Node)}", r)) return;
        t.Declare(name, egress ? "AWS::EC2::SecurityGroupEgress" : "AWS::EC2::SecurityGroupIngress", block.Place, rule);
    }

    /// <summary>A rule without its description; that of a group in a state stands at the group and as a resource.</summary>
    private static string Words(Translation t, MappingNode rule) =>
        string.Join('|', rule.Entries.Where(entry => entry.Key != "Description").OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={t.Word(entry.Value)}"));
}
