using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>Network ACLs with their entries and subnets. The last entry, <c>*</c>, which AWS numbers 32767 (32768 for IPv6), is every ACL's own.</summary>
internal static class NetworkAclKinds
{
    private const int LastNumber = 32766;

    public static void Translate(Translation t)
    {
        foreach (Item acl in t.Set.Of("NetworkAcls"))
        {
            MappingNode fields = acl.Fields;
            t.Declare(acl, "NetworkAcl", new Built(acl.Place).Set("VpcId", t.Id("Vpcs", fields.Scalar("VpcId"))).Tags(fields),
                fields.IsTrue("IsDefault") ? new Built(acl.Place).Set("Default", "true") : null);
            foreach (MappingNode entry in fields.Mappings("Entries"))
                if (int.TryParse(entry.Text("RuleNumber"), out int number) && number <= LastNumber) Entry(t, acl, entry, number);
            foreach (MappingNode association in fields.Mappings("Associations"))
            {
                if (t.Set.Find("Subnets", association.Text("SubnetId")) is not { } subnet) continue;
                t.Declare($"{subnet.Name}/network-acl", "SubnetNetworkAclAssociation", association.Place,
                    new Built(association.Place).Set("SubnetId", Translation.Ref(subnet, association.Place)).Set("NetworkAclId", Translation.Ref(acl, association.Place)));
            }
        }
    }

    private static void Entry(Translation t, Item acl, MappingNode entry, int number)
    {
        Built properties = new Built(entry.Place).Set("NetworkAclId", Translation.Ref(acl, entry.Place)).Copy(entry, "RuleNumber", "Protocol", "RuleAction", "Egress");
        properties.Copy(entry, entry.Text("Ipv6CidrBlock") is null ? "CidrBlock" : "Ipv6CidrBlock");
        properties.Set("PortRange", entry.Mapping("PortRange")).Set("Icmp", entry.Mapping("IcmpTypeCode"));
        t.Declare($"{acl.Name}/{(entry.IsTrue("Egress") ? "outbound" : "inbound")}/{number}", "NetworkAclEntry", entry.Place, properties);
    }
}
