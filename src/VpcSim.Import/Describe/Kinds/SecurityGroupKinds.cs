using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>Security groups: a permission of several peers becomes a rule for each. (EC2 API, IpPermission)</summary>
internal static class SecurityGroupKinds
{
    private const string DefaultName = "default", DefaultDescription = "default VPC security group";

    public static void Translate(Translation t)
    {
        HashSet<string?> named = [.. t.Set.Of("SecurityGroups").Where(group => group.Fields.Text("GroupName") == DefaultName).Select(group => group.Fields.Text("VpcId"))];
        foreach (Item group in t.Set.Of("SecurityGroups"))
        {
            MappingNode fields = group.Fields;
            if (fields.Text("VpcId") is null)
            {
                t.Finding("left-out", $"{group.Name} is left out: a group of no VPC", group.Name, group.Place);
                t.Set.Forget(group);
                continue;
            }
            // Collectors that hide names leave the description.
            bool isDefault = fields.Text("GroupName") == DefaultName || (fields.Text("Description") == DefaultDescription && !named.Contains(fields.Text("VpcId")));
            Built properties = new Built(group.Place).Set("GroupDescription", fields.Text("Description") ?? "-").Copy(fields, "GroupName").Set("VpcId", t.Id("Vpcs", fields.Scalar("VpcId"))).Tags(fields);
            Rules(t, properties, "SecurityGroupIngress", "Source", fields, "IpPermissions");
            Rules(t, properties, "SecurityGroupEgress", "Destination", fields, "IpPermissionsEgress");
            t.Declare(group, "SecurityGroup", properties, isDefault ? new Built(group.Place).Set("Default", "true") : null);
        }
    }

    private static void Rules(Translation t, Built group, string property, string side, MappingNode fields, string permissions)
    {
        List<Node> rules = [];
        foreach (MappingNode permission in fields.Mappings(permissions))
        {
            Add(rules, permission, "CidrIp", Peers(permission, "IpRanges", "CidrIp").Concat(Peers(permission, "Ipv4Ranges", "CidrIp")).DistinctBy(peer => peer.Peer.Text));
            Add(rules, permission, "CidrIpv6", Peers(permission, "Ipv6Ranges", "CidrIpv6"));
            foreach ((ScalarNode peer, MappingNode? entry) in Peers(permission, "PrefixListIds", "PrefixListId"))
                rules.Add(Rule(permission, $"{side}PrefixListId", t.Id("PrefixLists", peer)!, entry));
            foreach ((ScalarNode peer, MappingNode? entry) in Peers(permission, "UserIdGroupPairs", "GroupId"))
                rules.Add(Rule(permission, $"{side}SecurityGroupId", t.Id("SecurityGroups", peer)!, entry));
        }
        // An empty list says that there are no rules; without one AWS would add its default.
        group.Set(property, (Node)new SequenceNode(fields.Place, rules));
    }

    private static void Add(List<Node> rules, MappingNode permission, string property, IEnumerable<(ScalarNode Peer, MappingNode? Entry)> peers)
    {
        foreach ((ScalarNode peer, MappingNode? entry) in peers) rules.Add(Rule(permission, property, peer, entry));
    }

    /// <summary>AWS Config writes blocks as bare text.</summary>
    private static IEnumerable<(ScalarNode Peer, MappingNode? Entry)> Peers(MappingNode permission, string list, string field) => permission.Items(list)
        .Select(item => item is ScalarNode bare ? (bare, null) : ((item as MappingNode).Scalar(field), item as MappingNode)).Where(peer => peer.Item1 is not null)!;

    private static MappingNode Rule(MappingNode permission, string property, Node peer, MappingNode? entry)
    {
        Built rule = new Built(peer.Place).Copy(permission, "IpProtocol", "FromPort", "ToPort").Set(property, peer);
        return entry is null ? rule.Node : rule.Copy(entry, "Description").Node;
    }
}
