using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>VPCs with their blocks and DHCP options, subnets.</summary>
internal static class VpcKinds
{
    private static readonly string[] _boundStates = ["associated", "associating"];

    public static void Translate(Translation t)
    {
        foreach (Item options in t.Set.Of("DhcpOptions")) DhcpOptions(t, options);
        foreach (Item vpc in t.Set.Of("Vpcs")) Vpc(t, vpc);
        foreach (Item subnet in t.Set.Of("Subnets")) Subnet(t, subnet);
        ReportDnsAttributes(t);
    }

    private static void Vpc(Translation t, Item vpc)
    {
        MappingNode fields = vpc.Fields;
        t.Declare(vpc, "VPC", new Built(vpc.Place).Copy(fields, "CidrBlock", "InstanceTenancy").Tags(fields)
            .Set("EnableDnsSupport", Attribute(t, vpc, "EnableDnsSupport") ?? "true")
            .Set("EnableDnsHostnames", Attribute(t, vpc, "EnableDnsHostnames") ?? (fields.IsTrue("IsDefault") ? "true" : "false")));
        foreach (MappingNode block in fields.Mappings("CidrBlockAssociationSet"))
            if (block.Text("CidrBlock") is { } cidr && cidr != fields.Text("CidrBlock") && IsBound(block, "CidrBlockState")) Block(t, vpc, block, "CidrBlock");
        foreach (MappingNode block in fields.Mappings("Ipv6CidrBlockAssociationSet"))
            if (IsBound(block, "Ipv6CidrBlockState")) Block(t, vpc, block, "Ipv6CidrBlock");
        if (t.Set.Find("DhcpOptions", fields.Text("DhcpOptionsId")) is { } options)
        {
            t.Declare($"{vpc.Name}/dhcp-options", "VPCDHCPOptionsAssociation", vpc.Place,
                new Built(vpc.Place).Set("VpcId", Translation.Ref(vpc, vpc.Place)).Set("DhcpOptionsId", Translation.Ref(options, vpc.Place)));
        }
    }

    private static void Block(Translation t, Item vpc, MappingNode block, string property) =>
        t.Declare($"{vpc.Name}/{block.Text(property)}", "VPCCidrBlock", block.Place, new Built(block.Place).Set("VpcId", Translation.Ref(vpc, block.Place)).Copy(block, property));

    private static bool IsBound(MappingNode block, string state) => block.Mapping(state).Text("State") is not { } word || _boundStates.Contains(word);

    private static void Subnet(Translation t, Item subnet)
    {
        MappingNode fields = subnet.Fields;
        Built properties = new Built(subnet.Place).Set("VpcId", t.Id("Vpcs", fields.Scalar("VpcId")))
            .Copy(fields, "CidrBlock", "AvailabilityZone", "AvailabilityZoneId", "MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation", "OutpostArn").Tags(fields);
        MappingNode? v6 = fields.Mappings("Ipv6CidrBlockAssociationSet").FirstOrDefault(block => IsBound(block, "Ipv6CidrBlockState"));
        if (v6 is not null) properties.Copy(v6, "Ipv6CidrBlock");
        t.Declare(subnet, "Subnet", properties);
    }

    private static void DhcpOptions(Translation t, Item options)
    {
        Built properties = new Built(options.Place).Tags(options.Fields);
        foreach (MappingNode configuration in options.Fields.Mappings("DhcpConfigurations"))
        {
            Node[] values = [.. configuration.Items("Values").Select(value => value is MappingNode mapping ? mapping.Scalar("Value") : value as ScalarNode).OfType<ScalarNode>()];
            switch (configuration.Text("Key"))
            {
                case "domain-name":
                    properties.Set("DomainName", values.FirstOrDefault());
                    break;
                case "domain-name-servers":
                    properties.Set("DomainNameServers", values);
                    break;
                case "ntp-servers":
                    properties.Set("NtpServers", values);
                    break;
                case "netbios-name-servers":
                    properties.Set("NetbiosNameServers", values);
                    break;
                case "netbios-node-type":
                    properties.Set("NetbiosNodeType", values.FirstOrDefault());
                    break;
            }
        }
        t.Declare(options, "DHCPOptions", properties);
    }

    /// <summary>Null where no answer to <c>describe-vpc-attribute</c> says it.</summary>
    private static string? Attribute(Translation t, Item vpc, string name) =>
        t.Set.VpcAttributes.Where(answer => answer.Text("VpcId") == vpc.Id).Select(answer => answer.Mapping(name).Text("Value")).FirstOrDefault(value => value is not null);

    private static void ReportDnsAttributes(Translation t)
    {
        Item[] unknown = [.. t.Set.Of("Vpcs").Where(vpc => Attribute(t, vpc, "EnableDnsSupport") is null || Attribute(t, vpc, "EnableDnsHostnames") is null)];
        if (unknown.Length == 0) return;
        t.Finding("assumed", $"the DNS attributes of {string.Join(", ", unknown.Select(vpc => vpc.Name))} are not in the output: DNS support is taken to be on, DNS hostnames to be on in default VPCs only. "
            + "aws ec2 describe-vpc-attribute tells", unknown[0].Name, unknown[0].Place);
    }
}
