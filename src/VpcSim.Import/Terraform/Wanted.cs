namespace VpcSim.Import.Terraform;

/// <summary>What an attribute may lead to: resources by their ids, or an attribute of another resource that holds such an id.</summary>
/// <param name="Noun">For findings, such as <c>subnet</c>.</param>
/// <param name="Kinds">Types whose id it is; those of data sources begin with <c>data.</c>.</param>
/// <param name="Attributes">Kinds with an attribute, such as <c>aws_vpc.default_security_group_id</c>.</param>
internal sealed record Wanted(string Noun, string[] Kinds, params string[] Attributes)
{
    private static readonly HashSet<string> _naming = new(StringComparer.Ordinal)
    {
        "", "id", "arn", "name", "bucket", "allocation_id", "identifier", "cluster_identifier", "replication_subnet_group_id", "family", "arn_without_revision",
    };

    public static readonly Wanted Vpc = new("VPC", ["aws_vpc", "aws_default_vpc", "data.aws_vpc"]);

    public static readonly Wanted Subnet = new("subnet", ["aws_subnet", "aws_default_subnet", "data.aws_subnet"]);

    public static readonly Wanted RouteTable = new("route table", ["aws_route_table", "aws_default_route_table", "data.aws_route_table"],
        "aws_vpc.main_route_table_id", "aws_vpc.default_route_table_id", "aws_nat_gateway.route_table_id");

    public static readonly Wanted SecurityGroup = new("security group", ["aws_security_group", "aws_default_security_group", "data.aws_security_group"],
        "aws_vpc.default_security_group_id");

    public static readonly Wanted NetworkAcl = new("network ACL", ["aws_network_acl", "aws_default_network_acl"], "aws_vpc.default_network_acl_id");

    public static readonly Wanted InternetGateway = new("internet gateway", ["aws_internet_gateway", "data.aws_internet_gateway"]);

    public static readonly Wanted VpnGateway = new("virtual private gateway", ["aws_vpn_gateway", "data.aws_vpn_gateway"]);

    public static readonly Wanted Gateway = new("gateway", [.. InternetGateway.Kinds, .. VpnGateway.Kinds, "aws_vpc_endpoint"]);

    public static readonly Wanted EgressOnlyGateway = new("egress-only internet gateway", ["aws_egress_only_internet_gateway"]);

    public static readonly Wanted NatGateway = new("NAT gateway", ["aws_nat_gateway", "data.aws_nat_gateway"]);

    public static readonly Wanted Instance = new("instance", ["aws_instance"]);

    public static readonly Wanted Interface = new("network interface", ["aws_network_interface", "data.aws_network_interface"], "aws_instance.primary_network_interface_id",
        "aws_nat_gateway.network_interface_id");

    public static readonly Wanted ElasticIp = new("Elastic IP", ["aws_eip", "data.aws_eip"]);

    public static readonly Wanted Peering = new("peering connection", ["aws_vpc_peering_connection", "data.aws_vpc_peering_connection"]);

    public static readonly Wanted Endpoint = new("endpoint", ["aws_vpc_endpoint", "data.aws_vpc_endpoint"]);

    public static readonly Wanted PrefixList = new("prefix list", ["aws_ec2_managed_prefix_list", "data.aws_ec2_managed_prefix_list"], "aws_vpc_endpoint.prefix_list_id");

    public static readonly Wanted CustomerGateway = new("customer gateway", ["aws_customer_gateway", "data.aws_customer_gateway"]);

    public static readonly Wanted VpnConnection = new("VPN connection", ["aws_vpn_connection"]);

    public static readonly Wanted DhcpOptions = new("DHCP option set", ["aws_vpc_dhcp_options", "data.aws_vpc_dhcp_options"]);

    public static readonly Wanted TransitGateway = new("transit gateway", ["aws_ec2_transit_gateway", "data.aws_ec2_transit_gateway"]);

    public static readonly Wanted TransitAttachment = new("attachment", ["aws_ec2_transit_gateway_vpc_attachment", "aws_ec2_transit_gateway_peering_attachment"],
        "aws_vpn_connection.transit_gateway_attachment_id");

    public static readonly Wanted TransitTable = new("transit gateway route table", ["aws_ec2_transit_gateway_route_table"],
        "aws_ec2_transit_gateway.association_default_route_table_id", "aws_ec2_transit_gateway.propagation_default_route_table_id");

    public static readonly Wanted LogDestination = new("destination", ["aws_cloudwatch_log_group", "aws_s3_bucket", "aws_kinesis_firehose_delivery_stream", "data.aws_s3_bucket", "data.aws_cloudwatch_log_group"]);

    public static readonly Wanted Role = new("role", ["aws_iam_role", "data.aws_iam_role"]);

    public static readonly Wanted Policy = new("policy", ["aws_iam_policy"]);

    public static readonly Wanted LaunchTemplate = new("launch template", ["aws_launch_template"]);

    public static readonly Wanted LaunchConfiguration = new("launch configuration", ["aws_launch_configuration"]);

    public static readonly Wanted LoadBalancer = new("load balancer", ["aws_lb", "aws_alb"]);

    public static readonly Wanted Database = new("database", ["aws_db_instance"]);

    public static readonly Wanted DatabaseCluster = new("database cluster", ["aws_rds_cluster"]);

    public static readonly Wanted DatabaseSubnets = new("DB subnet group", ["aws_db_subnet_group"]);

    public static readonly Wanted DocumentCluster = new("DocumentDB cluster", ["aws_docdb_cluster"]);

    public static readonly Wanted DocumentSubnets = new("DocumentDB subnet group", ["aws_docdb_subnet_group", "aws_db_subnet_group"]);

    public static readonly Wanted GraphCluster = new("Neptune cluster", ["aws_neptune_cluster"]);

    public static readonly Wanted GraphSubnets = new("Neptune subnet group", ["aws_neptune_subnet_group", "aws_db_subnet_group"]);

    public static readonly Wanted CacheSubnets = new("cache subnet group", ["aws_elasticache_subnet_group"]);

    public static readonly Wanted WarehouseSubnets = new("Redshift subnet group", ["aws_redshift_subnet_group"]);

    public static readonly Wanted MigrationSubnets = new("DMS replication subnet group", ["aws_dms_replication_subnet_group"]);

    public static readonly Wanted FileSystem = new("file system", ["aws_efs_file_system"]);

    public static readonly Wanted TaskDefinition = new("task definition", ["aws_ecs_task_definition"]);

    public static readonly Wanted TaskCluster = new("cluster of ECS", ["aws_ecs_cluster"]);

    public static readonly Wanted CapacityProvider = new("capacity provider", ["aws_ecs_capacity_provider"]);

    public static readonly Wanted ScalingGroup = new("Auto Scaling group", ["aws_autoscaling_group"]);

    public static readonly Wanted ContainerCluster = new("cluster", ["aws_eks_cluster"]);

    public static readonly Wanted ClientVpn = new("Client VPN endpoint", ["aws_ec2_client_vpn_endpoint"]);

    public static readonly Wanted Address = new("address", [], "aws_eip.public_ip", "aws_instance.private_ip", "aws_instance.public_ip", "aws_network_interface.private_ip");

    /// <summary>The attribute of a kind that is what is wanted, or null. Where the plan names none, it is the one that fits.</summary>
    public string? Taken(string kind, string attribute)
    {
        if (_naming.Contains(attribute) && Kinds.Contains(kind)) return attribute;
        if (attribute.Length > 0) return Attributes.Contains($"{kind}.{attribute}") ? attribute : null;
        return Attributes.FirstOrDefault(fits => fits.StartsWith($"{kind}.", StringComparison.Ordinal)) is { } found ? found[(kind.Length + 1)..] : null;
    }
}
