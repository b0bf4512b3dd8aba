using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>VPCs, their blocks, DHCP options, subnets, peering and prefix lists.</summary>
internal static class VpcKinds
{
    private const string DefaultVpcBlock = "172.31.0.0/16";

    private static readonly string[] _born = ["aws_default_route_table", "aws_default_network_acl", "aws_default_security_group"];

    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        foreach (string kind in Wanted.Vpc.Kinds) kinds.Add(kind, Vpc);
        foreach (string kind in Wanted.Subnet.Kinds) kinds.Add(kind, Subnet);
        kinds.Add("aws_vpc_ipv4_cidr_block_association", (t, r) => Declare(t, r, "VPCCidrBlock", p => p.Id("VpcId", "vpc_id", Wanted.Vpc).Needed("CidrBlock", "cidr_block")));
        kinds.Add("aws_vpc_ipv6_cidr_block_association", Ipv6Block);
        kinds.Add("aws_vpc_dhcp_options", DhcpOptions);
        kinds.Add("data.aws_vpc_dhcp_options", DhcpOptions);
        kinds.Add("aws_vpc_dhcp_options_association", (t, r) =>
            Declare(t, r, "VPCDHCPOptionsAssociation", p => p.Id("VpcId", "vpc_id", Wanted.Vpc).Id("DhcpOptionsId", "dhcp_options_id", Wanted.DhcpOptions)));
        kinds.Add("aws_vpc_peering_connection", Peering);
        kinds.Add("aws_vpc_encryption_control", EncryptionControl);
        foreach (string kind in Wanted.PrefixList.Kinds) kinds.Add(kind, PrefixList);
    }

    /// <summary>A declaration that bears the resource's address.</summary>
    public static void Declare(Translation t, TerraformResource r, string type, Action<Properties> fill, MappingNode? simulator = null, MappingNode? observed = null)
    {
        Properties properties = new(t, Block.Of(r));
        fill(properties);
        t.Declare(r.Address, type.Contains("::", StringComparison.Ordinal) ? type : $"AWS::EC2::{type}", r.Place, properties, r.Known("id"), simulator, observed ?? KnownHosts.Of(r));
    }

    // A plan writes "disable" for what is not excluded.
    private static void EncryptionControl(Translation t, TerraformResource r) => Declare(t, r, "VPCEncryptionControl", p => p.Id("VpcId", "vpc_id", Wanted.Vpc).Scalar("Mode", "mode")
        .Scalar("InternetGatewayExclusionInput", "internet_gateway_exclusion").Scalar("EgressOnlyInternetGatewayExclusionInput", "egress_only_internet_gateway_exclusion")
        .Scalar("NatGatewayExclusionInput", "nat_gateway_exclusion").Scalar("VirtualPrivateGatewayExclusionInput", "virtual_private_gateway_exclusion")
        .Scalar("VpcPeeringExclusionInput", "vpc_peering_exclusion").Scalar("LambdaExclusionInput", "lambda_exclusion")
        .Scalar("ElasticFileSystemExclusionInput", "elastic_file_system_exclusion").Scalar("VpcLatticeExclusionInput", "vpc_lattice_exclusion").Tags());

    /// <summary>The resources that adopt what AWS made with a VPC.</summary>
    public static IEnumerable<TerraformResource> DefaultsOf(Translation t, TerraformResource vpc) =>
        (t.Defaults ??= t.Document.Resources.Where(r => _born.Contains(r.Kind)).ToLookup(made => VpcOf(t, made)?.Address ?? "", StringComparer.Ordinal))[vpc.Address];

    /// <summary>The VPC of an adopted default: it says which, or names what the VPC was born with.</summary>
    public static TerraformResource? VpcOf(Translation t, TerraformResource made)
    {
        Block block = Block.Of(made);
        if (Links.Target(t, block, "vpc_id", Wanted.Vpc) is { } named) return named;
        string attribute = made.Type switch
        {
            "aws_default_route_table" => "default_route_table_id",
            "aws_default_network_acl" => "default_network_acl_id",
            _ => "vpc_id",
        };
        if (block.Text(attribute) is { } id) return t.BornWith(id);
        Wanted vpc = new("VPC", [], [.. Wanted.Vpc.Kinds.Select(kind => $"{kind}.{attribute}"), "aws_vpc.main_route_table_id"]);
        return Links.Target(t, block, attribute, vpc);
    }

    /// <summary>The VPC's main route table as it is born: a declaration of its own where no resource adopts it.</summary>
    public static string BornTable(Translation t, TerraformResource vpc)
    {
        if (DefaultsOf(t, vpc).FirstOrDefault(made => made.Type == "aws_default_route_table") is { } adopted) return adopted.Address;
        string name = $"{vpc.Address}/main-route-table";
        Properties properties = new(t, Block.Of(vpc));
        properties.Ref("VpcId", vpc.Address);
        t.Declare(name, "AWS::EC2::RouteTable", vpc.Place, properties, vpc.Known("default_route_table_id") ?? vpc.Known("main_route_table_id"),
            Attachments.MainTableOf(t, vpc) is null ? Flag("Main", vpc.Place) : null);
        return name;
    }

    public static MappingNode Flag(string name, Place place, string value = "true")
    {
        MappingNode flag = new(place);
        flag.TryAdd(name, place, new ScalarNode(place, value));
        return flag;
    }

    private static void Vpc(Translation t, TerraformResource r)
    {
        MappingNode born = new(r.Place);
        if (Attachments.MainTableOf(t, r) is null && r.Known("main_route_table_id") is { } table) born.TryAdd("MainRouteTableId", r.Place, new ScalarNode(r.Place, table));
        if (r.Known("default_network_acl_id") is { } acl) born.TryAdd("DefaultNetworkAclId", r.Place, new ScalarNode(r.Place, acl));
        if (r.Known("default_security_group_id") is { } group) born.TryAdd("DefaultSecurityGroupId", r.Place, new ScalarNode(r.Place, group));
        Declare(t, r, "VPC", p =>
        {
            p.Needed("CidrBlock", "cidr_block").Scalar("EnableDnsSupport", "enable_dns_support").Scalar("EnableDnsHostnames", "enable_dns_hostnames").Tags();
            if (r.Type == "aws_default_vpc" && r.Known("cidr_block") is null)
            {
                p.Set("CidrBlock", DefaultVpcBlock);
                t.Finding("assumed", $"{r.Address} is taken for {DefaultVpcBlock}, which default VPCs have", r);
            }
        }, born);
        if (r.IsData)
            t.Finding("partly-known", $"{r.Address} exists already, and a data source tells little of it: its route tables, network ACLs and groups are those of a new VPC, unless the {t.Document.Noun} names them", r);
        foreach (MappingNode block in r.Values.Mappings("cidr_block_associations"))
            if (block.Text("cidr_block") is { } secondary && secondary != r.Known("cidr_block")) AddBlock(t, r, $"{r.Address}/{secondary}", "CidrBlock", secondary);
        if (r.Known("ipv6_cidr_block") is { } ipv6) AddBlock(t, r, $"{r.Address}/ipv6", "Ipv6CidrBlock", ipv6);
        else if (Block.Of(r).IsTrue("assign_generated_ipv6_cidr_block")) AddBlock(t, r, $"{r.Address}/ipv6", "AmazonProvidedIpv6CidrBlock", "true");
    }

    private static void AddBlock(Translation t, TerraformResource vpc, string name, string property, string value)
    {
        Properties properties = new(t, Block.Of(vpc));
        properties.Ref("VpcId", vpc.Address).Set(property, value);
        t.Declare(name, "AWS::EC2::VPCCidrBlock", vpc.Place, properties);
    }

    private static void Ipv6Block(Translation t, TerraformResource r) => Declare(t, r, "VPCCidrBlock", p =>
    {
        p.Id("VpcId", "vpc_id", Wanted.Vpc).Scalar("Ipv6CidrBlock", "ipv6_cidr_block");
        if (r.Known("ipv6_cidr_block") is null) p.Set("AmazonProvidedIpv6CidrBlock", "true");
    });

    private static void Subnet(Translation t, TerraformResource r) => Declare(t, r, "Subnet", p =>
    {
        p.Id("VpcId", "vpc_id", Wanted.Vpc).Needed("CidrBlock", "cidr_block").Scalar("AvailabilityZone", "availability_zone").Scalar("MapPublicIpOnLaunch", "map_public_ip_on_launch")
            .Scalar("AssignIpv6AddressOnCreation", "assign_ipv6_address_on_creation").Scalar("Ipv6CidrBlock", "ipv6_cidr_block").Scalar("AvailabilityZoneId", "availability_zone_id").Tags();
        if (r.Known("ipv6_cidr_block") is null && Block.Of(r).Expression("ipv6_cidr_block") is { } drawn && VpcOf(t, r, drawn) is { } vpc && HasIpv6(t, vpc))
            p.Set("Ipv6CidrBlock", DrawnBlock(t, r, vpc, drawn.Place));
    });

    // An attribute that is computed where it is not given is unknown too: it is a block only where the VPC has one.
    private static bool HasIpv6(Translation t, TerraformResource vpc) =>
        Block.Of(vpc).IsTrue("assign_generated_ipv6_cidr_block") || vpc.Known("ipv6_cidr_block") is not null || t.Added(vpc, "ipv6").Count > 0;

    private static TerraformResource? VpcOf(Translation t, TerraformResource subnet, Node expression) =>
        Links.Target(t, Block.Of(subnet), "vpc_id", Wanted.Vpc) ?? (ReferenceResolver.Resolve(expression, Scope.Of(subnet), Wanted.Vpc with { Attributes = ["aws_vpc.ipv6_cidr_block"] },
            "ipv6_cidr_block", isList: false).Found is [var only] ? only.Resource : null);

    /// <summary>A subnet's IPv6 block out of one that AWS will give the VPC: which one is computed by functions that a plan does not show.</summary>
    private static MappingNode DrawnBlock(Translation t, TerraformResource subnet, TerraformResource vpc, Place place)
    {
        const int Most = 256;
        int index = t.NextOf(vpc) % Most;
        t.Finding("assumed", $"the IPv6 block of {subnet.Address} is computed from that of {vpc.Address}, which AWS draws; it is taken for the /64 number {index}", subnet, place);
        Node blocks = Translation.GetAtt(vpc.Address, "Ipv6CidrBlocks", place);
        Node first = Translation.Function("Fn::Select", Translation.List(place, new ScalarNode(place, "0"), blocks), place);
        Node parts = Translation.Function("Fn::Cidr", Translation.List(place, first, new ScalarNode(place, $"{Most}"), new ScalarNode(place, "64")), place);
        return Translation.Function("Fn::Select", Translation.List(place, new ScalarNode(place, $"{index}"), parts), place);
    }

    private static void DhcpOptions(Translation t, TerraformResource r) => Declare(t, r, "DHCPOptions", p => p.Scalar("DomainName", "domain_name")
        .Scalars("DomainNameServers", "domain_name_servers").Scalars("NtpServers", "ntp_servers").Scalars("NetbiosNameServers", "netbios_name_servers")
        .Scalar("NetbiosNodeType", "netbios_node_type"));

    // A connection is accepted by auto_accept, its own or an accepter's; a state says whether it is.
    private static void Peering(Translation t, TerraformResource r)
    {
        bool accepted = r.Known("accept_status") == "active" || r.Known("auto_accept") == "true" || t.Added(r, "Accepted").Count > 0;
        Declare(t, r, "VPCPeeringConnection", p => p.Id("VpcId", "vpc_id", Wanted.Vpc).Id("PeerVpcId", "peer_vpc_id", Wanted.Vpc).Scalar("PeerOwnerId", "peer_owner_id")
            .Scalar("PeerRegion", "peer_region").Tags(), Flag("Accepted", r.Place, accepted ? "true" : "false"));
    }

    private static void PrefixList(Translation t, TerraformResource r) => Declare(t, r, "PrefixList", p =>
    {
        p.Scalar("PrefixListName", "name").Scalar("AddressFamily", "address_family").Scalar("MaxEntries", "max_entries");
        List<Node> entries = [];
        foreach (Block entry in (IEnumerable<Block>)[.. Block.Of(r).Blocks("entry"), .. Block.Of(r).Blocks("entries")])
            entries.Add(new Properties(t, entry).Needed("Cidr", "cidr").Node);
        entries.AddRange(t.Added(r, "Entries"));
        p.Set("Entries", new SequenceNode(r.Place, [.. entries.DistinctBy(entry => JsonText.Of(entry) ?? $"{entry.Place}")]));
    });
}
