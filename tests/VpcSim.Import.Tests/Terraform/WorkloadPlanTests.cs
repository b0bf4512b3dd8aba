using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Import.Tests.Terraform;

/// <summary>Resources of a plan that own interfaces: nothing has an id yet, and references tie them to their subnets, groups and subnet groups.</summary>
public class WorkloadPlanTests
{
    private const string Subnets = "\"references\": [\"aws_subnet.a.id\", \"aws_subnet.a\", \"aws_subnet.b.id\", \"aws_subnet.b\"]", A = "\"references\": [\"aws_subnet.a.id\", \"aws_subnet.a\"]",
        Nothing = "\"ipv6_cidr_blocks\": [], \"prefix_list_ids\": [], \"security_groups\": [], \"self\": false", Groups = "\"references\": [\"aws_security_group.g.id\", \"aws_security_group.g\"]";

    // Attributes and blocks are those of the provider's documentation; NAME is the resource's own address.
    [Theory]
    [InlineData("aws_lb", "\"load_balancer_type\": \"application\", \"internal\": true, \"subnet_mapping\": []", "\"subnets\": {" + Subnets + "}, \"security_groups\": {" + Groups + "}",
        "NAME/aws_subnet.a NAME/aws_subnet.b", "")]
    [InlineData("aws_elb", "\"internal\": true, \"listener\": [{\"lb_port\": 80, \"lb_protocol\": \"http\", \"instance_port\": 8080, \"instance_protocol\": \"http\"}]",
        "\"subnets\": {" + A + "}, \"security_groups\": {" + Groups + "}", "NAME/aws_subnet.a", "tcp/80")]
    [InlineData("aws_db_instance", "\"identifier\": \"orders\", \"engine\": \"postgres\", \"multi_az\": false", "\"db_subnet_group_name\": {\"references\": [\"aws_db_subnet_group.x.name\", \"aws_db_subnet_group.x\"]}, \"vpc_security_group_ids\": {" + Groups + "}",
        "NAME", "tcp/5432")]
    [InlineData("aws_elasticache_cluster", "\"cluster_id\": \"c\", \"engine\": \"redis\", \"num_cache_nodes\": 1, \"subnet_group_name\": \"caches\"", "\"subnet_group_name\": {\"references\": [\"aws_elasticache_subnet_group.x.name\"]}, \"security_group_ids\": {" + Groups + "}", "NAME", "tcp/6379")]
    [InlineData("aws_elasticache_replication_group", "\"replication_group_id\": \"r\", \"engine\": \"redis\", \"num_cache_clusters\": 2", "\"subnet_group_name\": {\"references\": [\"aws_elasticache_subnet_group.x.name\"]}, \"security_group_ids\": {" + Groups + "}",
        "NAME/1 NAME/2", "tcp/6379")]
    [InlineData("aws_redshift_cluster", "\"cluster_identifier\": \"w\", \"number_of_nodes\": 1, \"port\": 5439, \"publicly_accessible\": false", "\"cluster_subnet_group_name\": {\"references\": [\"aws_redshift_subnet_group.x.id\"]}, \"vpc_security_group_ids\": {" + Groups + "}", "NAME", "tcp/5439")]
    [InlineData("aws_opensearch_domain", "\"domain_name\": \"d\", \"cluster_config\": [{\"instance_count\": 2}], \"vpc_options\": [{}]", "\"vpc_options\": [{\"subnet_ids\": {" + Subnets + "}, \"security_group_ids\": {" + Groups + "}}]", "NAME/1 NAME/2", "tcp/443")]
    [InlineData("aws_efs_mount_target", "", "\"subnet_id\": {" + A + "}, \"security_groups\": {" + Groups + "}, \"file_system_id\": {\"references\": [\"aws_efs_file_system.f.id\"]}", "NAME", "tcp/2049")]
    [InlineData("aws_lambda_function", "\"function_name\": \"f\", \"vpc_config\": [{}]", "\"vpc_config\": [{\"subnet_ids\": {" + A + "}, \"security_group_ids\": {" + Groups + "}}]", "NAME/aws_subnet.a", "")]
    [InlineData("aws_ecs_service", "\"name\": \"s\", \"desired_count\": 2, \"launch_type\": \"FARGATE\", \"network_configuration\": [{\"assign_public_ip\": false}]",
        "\"task_definition\": {\"references\": [\"aws_ecs_task_definition.x.arn\"]}, \"network_configuration\": [{\"subnets\": {" + Subnets + "}, \"security_groups\": {" + Groups + "}}]", "NAME/1 NAME/2", "tcp/8080")]
    [InlineData("aws_eks_cluster", "\"name\": \"k\", \"vpc_config\": [{}]", "\"vpc_config\": [{\"subnet_ids\": {" + Subnets + "}, \"security_group_ids\": {" + Groups + "}}]", "NAME/aws_subnet.a NAME/aws_subnet.b", "tcp/443")]
    [InlineData("aws_route53_resolver_endpoint", "\"direction\": \"INBOUND\", \"ip_address\": [{\"ip\": \"10.0.0.9\"}, {}]", "\"security_group_ids\": {" + Groups + "}, \"ip_address\": [{\"ip\": {\"constant_value\": \"10.0.0.9\"}, \"subnet_id\": {" + A + "}}, {\"subnet_id\": {\"references\": [\"aws_subnet.b.id\"]}}]", null, "udp/53 tcp/53")]
    [InlineData("aws_msk_cluster", "\"cluster_name\": \"m\", \"number_of_broker_nodes\": 2, \"broker_node_group_info\": [{\"instance_type\": \"kafka.m5.large\"}]", "\"broker_node_group_info\": [{\"client_subnets\": {" + Subnets + "}, \"security_groups\": {" + Groups + "}}]", null, null)]
    [InlineData("aws_mq_broker", "\"broker_name\": \"q\", \"engine_type\": \"ActiveMQ\", \"deployment_mode\": \"SINGLE_INSTANCE\"", "\"subnet_ids\": {" + A + "}, \"security_groups\": {" + Groups + "}", null, null)]
    [InlineData("aws_dms_replication_instance", "\"replication_instance_id\": \"d\", \"publicly_accessible\": false", "\"replication_subnet_group_id\": {\"references\": [\"aws_dms_replication_subnet_group.x.id\"]}, \"vpc_security_group_ids\": {" + Groups + "}", "NAME", "")]
    [InlineData("aws_fsx_lustre_file_system", "\"deployment_type\": \"SCRATCH_2\"", "\"subnet_ids\": {" + A + "}, \"security_group_ids\": {" + Groups + "}", "NAME/aws_subnet.a", "tcp/988")]
    [InlineData("aws_db_proxy", "\"name\": \"p\", \"engine_family\": \"POSTGRESQL\"", "\"vpc_subnet_ids\": {" + Subnets + "}, \"vpc_security_group_ids\": {" + Groups + "}", "NAME/aws_subnet.a NAME/aws_subnet.b", "tcp/5432")]
    public void A_resource_has_its_interfaces_in_its_subnets_with_its_group(string type, string values, string expressions, string? names, string? ports)
    {
        ImportResult result = Plan((type, "w", values, expressions));
        Design design = Templates.Succeeded(result).Design;
        Assert.NotEmpty(design.NetworkInterfaces);
        Assert.DoesNotContain(result.Findings, finding => finding.Code is "unknown-value" or "outside-design");
        string[] subnets = ["aws_subnet.a", "aws_subnet.b"];
        Assert.All(design.NetworkInterfaces, eni =>
        {
            Assert.Equal("aws_security_group.g", design.SecurityGroups.Single(g => g.Id == eni.SecurityGroupIds.First()).Name);
            Assert.Contains(design.Subnets.Single(s => s.Id == eni.SubnetId).Name, subnets);
            if (ports is not null) Assert.Equal(ports, string.Join(' ', eni.ListeningPorts));
        });
        if (names is not null) Assert.Equal(names.Replace("NAME", $"{type}.w", StringComparison.Ordinal), string.Join(' ', design.NetworkInterfaces.Select(eni => eni.Name)));
    }

    [Fact]
    public void An_Auto_Scaling_group_has_as_many_instances_as_desired_by_its_launch_template()
    {
        ImportResult result = Plan(
            ("aws_launch_template", "t", "\"instance_type\": \"t3.micro\", \"network_interfaces\": []", "\"vpc_security_group_ids\": {" + Groups + "}"),
            ("aws_autoscaling_group", "w", "\"min_size\": 1, \"max_size\": 4, \"desired_capacity\": 3, \"launch_template\": [{\"version\": \"$Latest\"}], \"mixed_instances_policy\": []",
                "\"vpc_zone_identifier\": {" + Subnets + "}, \"launch_template\": [{\"id\": {\"references\": [\"aws_launch_template.t.id\", \"aws_launch_template.t\"]}, \"version\": {\"constant_value\": \"$Latest\"}}]"));
        Design design = Templates.Succeeded(result).Design;
        Assert.Equal(3, design.Instances.Length);
        Assert.All(design.NetworkInterfaces, eni => Assert.Equal("aws_security_group.g", design.SecurityGroups.Single(g => g.Id == eni.SecurityGroupIds.Single()).Name));
        Assert.Empty(result.Findings.Where(finding => finding.Code is "unknown-value" or "outside-design" or "not-modelled"));
    }

    [Theory] // VPC guide, "Flow log records": ecs-container-instance-id, a dash on Fargate; Terraform AWS provider, "aws_ecs_service", "aws_ecs_capacity_provider"
    [InlineData("\"launch_type\": \"EC2\"", "", "bWtkaXIgLXAgL2V0Yy9lY3M7IGVjaG8gRUNTX0NMVVNURVI9c2hvcCA+PiAvZXRjL2Vjcy9lY3MuY29uZmln", true)]
    [InlineData("\"launch_type\": null", ", \"capacity_provider_strategy\": [{\"capacity_provider\": {\"references\": [\"aws_ecs_capacity_provider.p.name\", \"aws_ecs_capacity_provider.p\"]}}]", "", true)]
    [InlineData("\"launch_type\": \"EC2\"", "", "ZWNobyBFQ1NfQ0xVU1RFUj1vdGhlcg==", false)]
    [InlineData("\"launch_type\": \"FARGATE\"", "", "ZWNobyBFQ1NfQ0xVU1RFUj1zaG9w", false)]
    public void Tasks_of_a_plan_are_known_with_their_cluster_and_their_container_instance(string launch, string strategy, string userData, bool hasInstance)
    {
        ImportResult result = Plan(
            ("aws_ecs_cluster", "c", "\"name\": \"shop\"", ""),
            ("aws_launch_template", "t", $"\"instance_type\": \"t3.micro\", \"network_interfaces\": [], \"user_data\": \"{userData}\"", ""),
            ("aws_autoscaling_group", "g", "\"name\": \"hosts\", \"min_size\": 2, \"max_size\": 4, \"launch_template\": [{\"version\": \"$Latest\"}], \"mixed_instances_policy\": []",
                "\"vpc_zone_identifier\": {" + Subnets + "}, \"launch_template\": [{\"id\": {\"references\": [\"aws_launch_template.t.id\", \"aws_launch_template.t\"]}, \"version\": {\"constant_value\": \"$Latest\"}}]"),
            ("aws_ecs_capacity_provider", "p", "\"name\": \"hosts\", \"auto_scaling_group_provider\": [{}]",
                "\"auto_scaling_group_provider\": [{\"auto_scaling_group_arn\": {\"references\": [\"aws_autoscaling_group.g.arn\", \"aws_autoscaling_group.g\"]}}]"),
            ("aws_ecs_cluster_capacity_providers", "c", "\"cluster_name\": \"shop\", \"capacity_providers\": [\"hosts\"]", ""),
            ("aws_ecs_service", "w", "\"name\": \"till\", \"desired_count\": 2, " + launch + ", \"network_configuration\": [{\"assign_public_ip\": false}]" + (strategy.Length > 0 ? ", \"capacity_provider_strategy\": [{\"weight\": 1}]" : ""),
                "\"cluster\": {\"references\": [\"aws_ecs_cluster.c.id\", \"aws_ecs_cluster.c\"]}, \"task_definition\": {\"references\": [\"aws_ecs_task_definition.x.arn\"]}, \"network_configuration\": [{\"subnets\": {" + Subnets + "}}]" + strategy));
        Design design = Templates.Succeeded(result).Design;
        EcsTask[] tasks = [.. design.NetworkInterfaces.Select(eni => eni.Task).OfType<EcsTask>()];
        Assert.Equal(2, tasks.Length);
        Assert.All(tasks, task => Assert.Equal(("shop", "till", hasInstance), (task.ClusterName, task.ServiceName, task.ContainerInstanceId is not null)));
        Assert.All(tasks, task => Assert.Equal(("arn:aws:ecs:us-east-1:123456789012:cluster/shop", "arn:aws:ecs:us-east-1:123456789012:task-definition/api:1"), (task.ClusterArn, task.TaskDefinitionArn)));
        Assert.Equal(hasInstance ? 2 : 1, tasks.Select(task => task.ContainerInstanceArn).Distinct().Count());
        Assert.Empty(result.Findings.Where(finding => finding.Code is "unknown-value" or "outside-design" or "not-modelled"));
    }

    [Fact] // Terraform AWS provider, "aws_autoscaling_group": tag, propagate_at_launch
    public void Tags_of_an_Auto_Scaling_group_are_read_and_those_that_propagate_are_its_instances()
    {
        ImportResult result = Plan(
            ("aws_launch_template", "t", "\"instance_type\": \"t3.micro\", \"network_interfaces\": []", ""),
            ("aws_autoscaling_group", "w", "\"min_size\": 1, \"max_size\": 1, \"launch_template\": [{\"version\": \"$Latest\"}], \"mixed_instances_policy\": [], \"tag\": [{\"key\": \"Tier\", \"value\": \"web\", \"propagate_at_launch\": false}, "
                + "{\"key\": \"Name\", \"value\": \"shop\", \"propagate_at_launch\": true}]",
                "\"vpc_zone_identifier\": {" + Subnets + "}, \"launch_template\": [{\"id\": {\"references\": [\"aws_launch_template.t.id\", \"aws_launch_template.t\"]}}]"));
        Instance instance = Templates.Succeeded(result).Design.Instances.Single();
        Assert.Equal(["Name=shop", "Tier=web"], instance.AutoScalingGroupTags.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(["Name", "aws:autoscaling:groupName"], instance.Tags.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_launch_configuration_is_found_by_the_name_that_the_plan_knows()
    {
        ImportResult result = Plan(
            ("aws_launch_configuration", "c", "\"name\": \"old\", \"instance_type\": \"t3.micro\"", "\"security_groups\": {" + Groups + "}"),
            ("aws_autoscaling_group", "w", "\"min_size\": 2, \"max_size\": 4, \"launch_configuration\": \"old\"", "\"vpc_zone_identifier\": {" + Subnets + "}"));
        Assert.Equal(2, Templates.Succeeded(result).Design.Instances.Length);
    }

    [Theory]
    [InlineData("", "^internal-w-[0-9]+\\.")]
    [InlineData(", \"dns_name\": \"internal-w-77.us-east-1.elb.amazonaws.com\"", "^internal-w-77\\.us-east-1\\.elb\\.amazonaws\\.com$")]
    public void A_load_balancer_that_exists_keeps_its_name_in_DNS(string known, string name)
    {
        ImportResult result = Plan(("aws_lb", "w", "\"name\": \"w\", \"load_balancer_type\": \"application\", \"internal\": true" + known, "\"subnets\": {" + Subnets + "}, \"security_groups\": {" + Groups + "}"));
        Assert.Matches(name, Templates.Succeeded(result).Design.Workloads.Single().Hosts.Single().Name);
    }

    [Fact]
    public void Listeners_say_where_a_load_balancer_listens()
    {
        ImportResult result = Plan(("aws_lb", "w", "\"load_balancer_type\": \"application\", \"internal\": true", "\"subnets\": {" + Subnets + "}, \"security_groups\": {" + Groups + "}"),
            ("aws_lb_listener", "l", "\"port\": 8443, \"protocol\": \"HTTPS\"", "\"load_balancer_arn\": {\"references\": [\"aws_lb.w.arn\", \"aws_lb.w\"]}"));
        Assert.All(Templates.Succeeded(result).Design.NetworkInterfaces, eni => Assert.Equal("tcp/8443", eni.ListeningPorts.Single().ToString()));
    }

    [Fact]
    public void Instances_of_a_cluster_are_where_the_cluster_is_and_listen_at_its_port()
    {
        ImportResult result = Plan(
            ("aws_rds_cluster", "c", "\"cluster_identifier\": \"aurora\", \"engine\": \"aurora-mysql\", \"port\": 3307", "\"db_subnet_group_name\": {\"references\": [\"aws_db_subnet_group.x.name\"]}, \"vpc_security_group_ids\": {" + Groups + "}"),
            ("aws_rds_cluster_instance", "i", "\"engine\": \"aurora-mysql\"", "\"cluster_identifier\": {\"references\": [\"aws_rds_cluster.c.id\", \"aws_rds_cluster.c\"]}"));
        var eni = Templates.Succeeded(result).Design.NetworkInterfaces.Single();
        Assert.Equal(("aws_rds_cluster_instance.i", "tcp/3307"), (eni.Name, eni.ListeningPorts.Single().ToString()));
        Assert.Equal("aws_security_group.g", result.Design.SecurityGroups.Single(g => g.Id == eni.SecurityGroupIds.Single()).Name);
    }

    [Fact]
    public void A_database_takes_what_its_group_lets_in_and_no_more()
    {
        ImportResult result = Plan(
            ("aws_db_instance", "w", "\"identifier\": \"orders\", \"engine\": \"postgres\"", "\"db_subnet_group_name\": {\"references\": [\"aws_db_subnet_group.x.name\"]}, \"vpc_security_group_ids\": {" + Groups + "}"),
            ("aws_instance", "app", "\"private_ip\": \"10.0.0.50\"", "\"subnet_id\": {" + A + "}, \"vpc_security_group_ids\": {" + Groups + "}"));
        Run run = Plans.Run(result);
        string database = result.Design.NetworkInterfaces.Single(eni => eni.Name == "aws_db_instance.w").PrivateAddresses[0].Address.ToString();
        run.Send(Tcp.Syn("10.0.0.50", database, 5432)).ShouldBeDelivered(to: "aws_db_instance.w");
        run.Send(Tcp.Syn("10.0.0.50", database, 22)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "aws_db_instance.w");
    }

    private static ImportResult Plan(params (string Type, string Name, string Values, string Expressions)[] resources)
    {
        (string Type, string Name, string Values, string Expressions)[] all =
        [
            ("aws_vpc", "v", "\"cidr_block\": \"10.0.0.0/16\"", ""),
            ("aws_subnet", "a", "\"cidr_block\": \"10.0.0.0/24\", \"availability_zone\": \"us-east-1a\"", "\"vpc_id\": {\"references\": [\"aws_vpc.v.id\", \"aws_vpc.v\"]}"),
            ("aws_subnet", "b", "\"cidr_block\": \"10.0.1.0/24\", \"availability_zone\": \"us-east-1b\"", "\"vpc_id\": {\"references\": [\"aws_vpc.v.id\", \"aws_vpc.v\"]}"),
            ("aws_security_group", "g", "\"name\": \"g\", \"ingress\": [{\"protocol\": \"tcp\", \"from_port\": 5432, \"to_port\": 5432, \"cidr_blocks\": [\"10.0.0.0/8\"], " + Nothing + "}], \"egress\": [{\"protocol\": \"-1\", \"from_port\": 0, \"to_port\": 0, \"cidr_blocks\": [\"0.0.0.0/0\"], " + Nothing + "}]",
                "\"vpc_id\": {\"references\": [\"aws_vpc.v.id\", \"aws_vpc.v\"]}"),
            .. ((string, string)[])[("aws_db_subnet_group", ""), ("aws_elasticache_subnet_group", "\"name\": \"caches\""), ("aws_redshift_subnet_group", "\"name\": \"wares\""), ("aws_dms_replication_subnet_group", "\"replication_subnet_group_id\": \"moves\"")] is var groups
                ? groups.Select(group => (group.Item1, "x", group.Item2, "\"subnet_ids\": {" + Subnets + "}")) : [],
            ("aws_ecs_task_definition", "x", "\"family\": \"api\", \"network_mode\": \"awsvpc\", \"container_definitions\": \"[{\\\"name\\\": \\\"c\\\", \\\"portMappings\\\": [{\\\"containerPort\\\": 8080}]}]\"", ""),
            ("aws_efs_file_system", "f", "", ""),
            .. resources,
        ];
        string planned = string.Join(",\n", all.Select(r => $"{{\"address\": \"{r.Type}.{r.Name}\", \"mode\": \"managed\", \"type\": \"{r.Type}\", \"name\": \"{r.Name}\", \"values\": {{{r.Values}}}}}"));
        string written = string.Join(",\n", all.Select(r => $"{{\"address\": \"{r.Type}.{r.Name}\", \"mode\": \"managed\", \"type\": \"{r.Type}\", \"name\": \"{r.Name}\", \"expressions\": {{{r.Expressions}}}}}"));
        return Plans.Load($"{{\"format_version\": \"1.2\", \"terraform_version\": \"1.9.8\", \"planned_values\": {{\"root_module\": {{\"resources\": [{planned}]}}}}, "
            + $"\"configuration\": {{\"provider_config\": {{\"aws\": {{\"name\": \"aws\", \"expressions\": {{\"region\": {{\"constant_value\": \"us-east-1\"}}}}}}}}, \"root_module\": {{\"resources\": [{written}]}}}}}}");
    }
}
