using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Import.Terraform.Kinds;

namespace VpcSim.Import.Terraform;

/// <summary>How each type of resource is said in a template's terms.</summary>
internal static class TerraformKinds
{
    private static readonly Dictionary<string, Action<Translation, TerraformResource>> _translate = new(StringComparer.Ordinal);

    // What changes no packet: a finding about it would only hide others.
    private static readonly string[] _silent =
    [
        "aws_iam_", "aws_ami", "aws_key_pair", "aws_cloudwatch_", "aws_s3_", "aws_kms_", "aws_region", "aws_availability_zone", "aws_caller_identity", "aws_partition", "aws_route53_",
        "aws_ebs_", "aws_volume_", "aws_ssm_", "aws_sns_", "aws_sqs_", "aws_ecr_", "aws_secretsmanager_", "aws_acm_", "aws_db_parameter_group", "aws_db_option_group", "aws_vpc_endpoint_service",
        "aws_dynamodb_", "aws_budgets_", "aws_default_tags", "aws_ec2_tag", "aws_lb_target_group", "aws_lb_listener_", "aws_alb_target_group", "aws_alb_listener_", "aws_autoscaling_policy", "aws_autoscaling_schedule", "aws_efs_", "aws_ecs_cluster", "aws_eks_addon", "aws_elasticache_parameter_group", "aws_elasticache_user", "aws_rds_cluster_parameter_group", "aws_opensearch_domain_policy", "aws_elasticsearch_domain_policy", "aws_lambda_permission", "aws_lambda_alias", "aws_redshift_parameter_group", "aws_neptune_cluster_parameter_group", "aws_neptune_parameter_group", "aws_neptune_cluster_snapshot", "aws_docdb_cluster_parameter_group", "aws_msk_configuration", "aws_mq_configuration", "aws_placement_group", "aws_prefix_list", "aws_ip_ranges",
        "aws_ec2_instance_type", "aws_service", "aws_arn", "aws_subnets", "aws_vpcs", "aws_security_groups", "aws_route_tables", "aws_kinesis_firehose_",
    ];

    // Resources that are read for the sake of others.
    private static readonly string[] _helpers =
    [
        "aws_main_route_table_association", "aws_vpc_endpoint_route_table_association", "aws_vpc_endpoint_subnet_association", "aws_vpc_endpoint_security_group_association",
        "aws_vpc_endpoint_policy", "aws_ec2_managed_prefix_list_entry", "aws_vpc_peering_connection_accepter", "aws_network_interface_sg_attachment", "aws_vpc_endpoint_private_dns", "aws_ec2_transit_gateway_vpc_attachment_accepter",
    ];

    static TerraformKinds()
    {
        VpcKinds.Register(_translate);
        SecurityGroupKinds.Register(_translate);
        NetworkAclKinds.Register(_translate);
        RouteKinds.Register(_translate);
        GatewayKinds.Register(_translate);
        InstanceKinds.Register(_translate);
        ScalingKinds.Register(_translate);
        LoadBalancerKinds.Register(_translate);
        DatabaseKinds.Register(_translate);
        DataStoreKinds.Register(_translate);
        ContainerKinds.Register(_translate);
        EndpointServiceKinds.Register(_translate);
        VpnKinds.Register(_translate);
        EndpointKinds.Register(_translate);
        TransitKinds.Register(_translate);
        FlowLogKinds.Register(_translate);
    }

    /// <summary>Whether a resource becomes a declaration that bears its address.</summary>
    public static bool Declares(TerraformResource resource) => _translate.ContainsKey(resource.Kind);

    public static Translation Translate(Translation t)
    {
        foreach (TerraformResource resource in t.Document.Resources) t.Register(resource);
        foreach (TerraformResource resource in t.Document.Resources)
            if (!t.IsElsewhere(resource)) Attachments.Collect(t, resource);
        foreach (TerraformResource resource in t.Document.Resources)
            if (!t.IsElsewhere(resource) && _translate.TryGetValue(resource.Kind, out Action<Translation, TerraformResource>? translate)) translate(t, resource);
        ReportElsewhere(t);
        ReportOthers(t);
        return t;
    }

    private static void ReportElsewhere(Translation t)
    {
        foreach (TerraformResource resource in t.Document.Resources)
            if (t.IsElsewhere(resource) && Declares(resource)) t.Finding("other-region", $"{resource.Address} is left out: its provider is of another region than {t.Region}", resource);
    }

    private static void ReportOthers(Translation t)
    {
        const int NamesShown = 5;
        foreach (IGrouping<string, TerraformResource> kind in t.Document.Resources.Where(resource => IsUnknown(t, resource)).GroupBy(resource => resource.Type, StringComparer.Ordinal))
        {
            TerraformResource[] all = [.. kind];
            string more = all.Length > NamesShown ? $" and {all.Length - NamesShown} more" : "";
            t.Finding("not-modelled", $"{kind.Key} ({all.Length}: {string.Join(", ", all.Take(NamesShown).Select(r => r.Address))}{more})", all[0]);
        }
    }

    private static bool IsUnknown(Translation t, TerraformResource resource)
    {
        if (resource.IsData || !resource.Type.StartsWith("aws_", StringComparison.Ordinal)) return false;
        bool isRead = Declares(resource) ? t.TypeOf(resource.Address) is not { } type || ResourceKinds.Find(type) is not null : _helpers.Contains(resource.Type);
        return !isRead && !Array.Exists(_silent, prefix => resource.Type.StartsWith(prefix, StringComparison.Ordinal));
    }
}
