using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Internet, egress-only and NAT gateways, Elastic IPs.</summary>
internal static class GatewayKinds
{
    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        foreach (string kind in Wanted.InternetGateway.Kinds) kinds.Add(kind, (t, r) => Gateway(t, r, "InternetGateway", "InternetGatewayId"));
        foreach (string kind in Wanted.VpnGateway.Kinds) kinds.Add(kind, (t, r) => Gateway(t, r, "VPNGateway", "VpnGatewayId"));
        kinds.Add("aws_internet_gateway_attachment", (t, r) => Attachment(t, r, "internet_gateway_id", Wanted.InternetGateway, "InternetGatewayId"));
        kinds.Add("aws_vpn_gateway_attachment", (t, r) => Attachment(t, r, "vpn_gateway_id", Wanted.VpnGateway, "VpnGatewayId"));
        kinds.Add("aws_egress_only_internet_gateway", (t, r) => VpcKinds.Declare(t, r, "EgressOnlyInternetGateway", p => p.Id("VpcId", "vpc_id", Wanted.Vpc).Tags()));
        foreach (string kind in Wanted.NatGateway.Kinds) kinds.Add(kind, Nat);
        foreach (string kind in Wanted.ElasticIp.Kinds) kinds.Add(kind, Address);
        kinds.Add("aws_eip_association", Association);
    }

    private static void Gateway(Translation t, TerraformResource r, string type, string property)
    {
        VpcKinds.Declare(t, r, type, p =>
        {
            if (type == "VPNGateway") p.Set("Type", "ipsec.1").Scalar("AmazonSideAsn", "amazon_side_asn");
            p.Tags();
        });
        Block block = Block.Of(r);
        Node? vpc = Links.One(t, block, "vpc_id", Wanted.Vpc);
        if (vpc is null && block.Blocks("attachments") is [var attached, ..]) vpc = Links.One(t, attached, "vpc_id", Wanted.Vpc);
        // Where a resource of its own attaches the gateway, its VPC is what that one has done.
        if (vpc is null || t.Added(r, "attached").Count > 0) return;
        Properties p = new Properties(t, block).Set("VpcId", vpc).Ref(property, r.Address);
        t.Declare($"{r.Address}/attachment", "AWS::EC2::VPCGatewayAttachment", r.Place, p);
    }

    private static void Attachment(Translation t, TerraformResource r, string attribute, Wanted wanted, string property) =>
        VpcKinds.Declare(t, r, "VPCGatewayAttachment", p => p.Id("VpcId", "vpc_id", Wanted.Vpc).Id(property, attribute, wanted));

    private static void Nat(Translation t, TerraformResource r)
    {
        if (Block.Of(r).Text("availability_mode") == "regional") RegionalNat(t, r);
        else ZonalNat(t, r);
    }

    private static void ZonalNat(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "NatGateway", p => p.Set("AllocationId", Allocation(t, r))
        .Id("SubnetId", "subnet_id", Wanted.Subnet).Scalar("ConnectivityType", "connectivity_type").Scalar("PrivateIpAddress", "private_ip")
        .Ids("SecondaryAllocationIds", "secondary_allocation_ids", Wanted.ElasticIp).Scalars("SecondaryPrivateIpAddresses", "secondary_private_ip_addresses")
        .Scalar("AvailabilityMode", "availability_mode").Tags());

    // A state in automatic mode tells the addresses that AWS has given, as blocks of both kinds; a plan tells none.
    private static void RegionalNat(Translation t, TerraformResource r)
    {
        Block block = Block.Of(r);
        bool isAutomatic = block.Text("auto_provision_zones") == "enabled" || block.Text("regional_nat_gateway_auto_mode") == "enabled";
        Properties observed = new Properties(t, block).Scalar("AutoProvisionZones", "auto_provision_zones").Scalar("RouteTableId", "route_table_id");
        if (isAutomatic) observed.Each("ZoneAddresses", "regional_nat_gateway_address", static (item, _) => item.Scalar("AvailabilityZone", "availability_zone").Scalar("PublicIp", "public_ip"));
        VpcKinds.Declare(t, r, "NatGateway", p =>
        {
            p.Id("VpcId", "vpc_id", Wanted.Vpc).Scalar("AvailabilityMode", "availability_mode").Scalar("ConnectivityType", "connectivity_type").Id("SubnetId", "subnet_id", Wanted.Subnet);
            p.Id("AllocationId", "allocation_id", Wanted.ElasticIp).Tags();
            if (isAutomatic) return;
            p.Each("AvailabilityZoneAddresses", "availability_zone_address", static (item, _) => item.Ids("AllocationIds", "allocation_ids", Wanted.ElasticIp)
                .Scalar("AvailabilityZone", "availability_zone").Scalar("AvailabilityZoneId", "availability_zone_id"));
        }, observed: observed.Node);
    }

    /// <summary>The Elastic IP; where it cannot be told, or is not part of the plan, one that stands for it.</summary>
    private static Node? Allocation(Translation t, TerraformResource r)
    {
        Node? allocation = Links.One(t, Block.Of(r), "allocation_id", Wanted.ElasticIp);
        if (allocation is null or MappingNode || allocation is ScalarNode { Text: string id } && t.ById(id) is not null) return allocation;
        string name = $"{r.Address}/eip";
        string why = allocation is UnknownNode unknown ? $"cannot be told: {unknown.Reason}" : $"is not part of this {t.Document.Noun}";
        t.Finding("assumed", $"the Elastic IP of {r.Address} {why}; another stands for it", r, allocation.Place);
        t.Declare(name, "AWS::EC2::EIP", r.Place, new Properties(t, Block.Of(r)).Set("Domain", "vpc").Scalar("Address", "public_ip"));
        return Translation.GetAtt(name, "AllocationId", r.Place);
    }

    private static void Address(Translation t, TerraformResource r)
    {
        Block block = Block.Of(r);
        bool elsewhere = t.Added(r, "associated").Count > 0;
        TerraformResource? instance = elsewhere ? null : Links.Target(t, block, "instance", Wanted.Instance) ?? InstanceKinds.ByPrimaryInterface(t, block, "network_interface");
        VpcKinds.Declare(t, r, "EIP", p =>
        {
            p.Set("Domain", "vpc").Scalar("Address", "public_ip").Tags();
            if (instance is not null) p.Ref("InstanceId", instance.Address);
            else if (!elsewhere) p.Id("InstanceId", "instance", Wanted.Instance);
        });
        if (elsewhere || instance is not null || Links.One(t, block, "network_interface", Wanted.Interface) is not { } eni) return;
        // In a state the interface of whoever uses the address is there too; only one of the file is an association.
        if (eni is ScalarNode { Text: string id } && t.ById(id) is null) return;
        Properties association = new Properties(t, block).Set("NetworkInterfaceId", eni).Set("AllocationId", Translation.GetAtt(r.Address, "AllocationId", r.Place))
            .Scalar("PrivateIpAddress", "associate_with_private_ip");
        t.Declare($"{r.Address}/association", "AWS::EC2::EIPAssociation", r.Place, association);
    }

    private static void Association(Translation t, TerraformResource r)
    {
        Block block = Block.Of(r);
        TerraformResource? instance = InstanceKinds.ByPrimaryInterface(t, block, "network_interface_id");
        VpcKinds.Declare(t, r, "EIPAssociation", p =>
        {
            Node? allocation = Links.One(t, block, "allocation_id", Wanted.ElasticIp);
            if (allocation is not null) p.Set("AllocationId", allocation);
            else p.Scalar("EIP", "public_ip");
            if (instance is not null) p.Ref("InstanceId", instance.Address);
            else if (Links.Targets(t, block, "network_interface_id", Wanted.Interface).Count > 0 || Links.One(t, block, "instance_id", Wanted.Instance) is null)
                p.Id("NetworkInterfaceId", "network_interface_id", Wanted.Interface).Scalar("PrivateIpAddress", "private_ip_address");
            else p.Id("InstanceId", "instance_id", Wanted.Instance);
        });
    }
}
