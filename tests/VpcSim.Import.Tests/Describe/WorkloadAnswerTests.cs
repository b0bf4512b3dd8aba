using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.Describe;

/// <summary>Whose the interfaces are that services made: by the services' own answers, else by AWS's description; and what listens behind them.</summary>
public class WorkloadAnswerTests
{
    private const string Network = """
        "Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}],
        "Subnets": [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "eu-west-1a", "Tags": [{"Key": "Name", "Value": "a"}]},
          {"SubnetId": "subnet-b", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "eu-west-1b", "Tags": [{"Key": "Name", "Value": "b"}]}],
        "SecurityGroups": [{"GroupId": "sg-1", "GroupName": "one", "VpcId": "vpc-1"}, {"GroupId": "sg-2", "GroupName": "two", "VpcId": "vpc-1"}],
        """;

    private const string LoadBalancer = """
        {"LoadBalancerArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188", "LoadBalancerName": "web", "Type": "application", "Scheme": "internal",
         "VpcId": "vpc-1", "SecurityGroups": ["sg-1"], "AvailabilityZones": [{"ZoneName": "eu-west-1a", "SubnetId": "subnet-a"}, {"ZoneName": "eu-west-1b", "SubnetId": "subnet-b"}]}
        """;

    private const string Listener = """{"ListenerArn": "l", "LoadBalancerArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188", "Port": 443, "Protocol": "HTTPS"}""";

    private const string SubnetGroup = "{\"DBSubnetGroupName\": \"main\", \"VpcId\": \"vpc-1\", \"Subnets\": [{\"SubnetIdentifier\": \"subnet-a\"}, {\"SubnetIdentifier\": \"subnet-b\"}]}";

    // The shapes are those of the services' API references.
    [Theory]
    [InlineData("ELB app/web/50dc6c495c0c9188", "sg-1", "\"LoadBalancers\": [" + LoadBalancer + "], \"Listeners\": [" + Listener + "]", "web", "tcp/443")]
    [InlineData("ELB old", "sg-1", "\"LoadBalancerDescriptions\": [{\"LoadBalancerName\": \"old\", \"Subnets\": [\"subnet-a\"], \"SecurityGroups\": [\"sg-1\"], \"ListenerDescriptions\": [{\"Listener\": {\"Protocol\": \"HTTP\", \"LoadBalancerPort\": 80, \"InstancePort\": 8080}}]}]", "old", "tcp/80")]
    [InlineData("RDSNetworkInterface", "sg-1", "\"DBInstances\": [{\"DBInstanceIdentifier\": \"orders\", \"Engine\": \"postgres\", \"Endpoint\": {\"Port\": 6432}, \"AvailabilityZone\": \"eu-west-1a\", \"DBSubnetGroup\": " + SubnetGroup + ", \"VpcSecurityGroups\": [{\"VpcSecurityGroupId\": \"sg-1\"}]}]", "orders", "tcp/6432")]
    [InlineData("RedshiftNetworkInterface", "sg-1", "\"Clusters\": [{\"ClusterIdentifier\": \"lake\", \"ClusterSubnetGroupName\": \"g\", \"Endpoint\": {\"Port\": 5439}, \"ClusterNodes\": [{\"NodeRole\": \"SHARED\", \"PrivateIPAddress\": \"10.0.0.10\"}], \"VpcSecurityGroups\": [{\"VpcSecurityGroupId\": \"sg-1\"}]}]", "lake", "tcp/5439")]
    [InlineData("ElastiCache sessions-001", "sg-1", "\"CacheClusters\": [{\"CacheClusterId\": \"sessions-001\", \"Engine\": \"redis\", \"NumCacheNodes\": 1, \"CacheSubnetGroupName\": \"g\", \"CacheNodes\": [{\"Endpoint\": {\"Port\": 6380}}], \"SecurityGroups\": [{\"SecurityGroupId\": \"sg-1\"}]}]", "sessions-001", "tcp/6380")]
    [InlineData("ES logs", "sg-1", "\"DomainStatusList\": [{\"DomainName\": \"logs\", \"VPCOptions\": {\"SubnetIds\": [\"subnet-a\"], \"SecurityGroupIds\": [\"sg-1\"]}, \"ClusterConfig\": {\"InstanceCount\": 1}}]", "logs", "tcp/443")]
    [InlineData("EFS mount target for fs-1 (fsmt-1)", "sg-1", "\"MountTargets\": [{\"MountTargetId\": \"fsmt-1\", \"FileSystemId\": \"fs-1\", \"SubnetId\": \"subnet-a\", \"IpAddress\": \"10.0.0.10\", \"NetworkInterfaceId\": \"eni-1\"}], \"FileSystems\": [{\"FileSystemId\": \"fs-1\", \"Name\": \"home\"}]", "home/a", "tcp/2049")]
    [InlineData("Amazon EKS prod", "sg-1", "\"cluster\": {\"name\": \"prod\", \"resourcesVpcConfig\": {\"subnetIds\": [\"subnet-a\", \"subnet-b\"], \"securityGroupIds\": [\"sg-1\"]}}", "prod", "tcp/443")]
    [InlineData("arn:aws:ecs:eu-west-1:111122223333:attachment/x", "sg-1", "\"tasks\": [{\"taskArn\": \"t\", \"group\": \"service:api\", \"taskDefinitionArn\": \"arn:aws:ecs:eu-west-1:111122223333:task-definition/api:3\", \"attachments\": [{\"type\": \"ElasticNetworkInterface\", \"details\": [{\"name\": \"networkInterfaceId\", \"value\": \"eni-1\"}]}]}], \"taskDefinition\": {\"family\": \"api\", \"taskDefinitionArn\": \"arn:aws:ecs:eu-west-1:111122223333:task-definition/api:3\", \"containerDefinitions\": [{\"name\": \"c\", \"portMappings\": [{\"containerPort\": 8080}]}]}", "api", "tcp/8080")]
    [InlineData("Route 53 Resolver: rslvr-in-1:rni-1", "sg-1", "\"ResolverEndpoints\": [{\"Id\": \"rslvr-in-1\", \"Name\": \"dns\", \"Direction\": \"INBOUND\", \"SecurityGroupIds\": [\"sg-1\"]}]", "dns", "udp/53 tcp/53")]
    [InlineData("AWS Lambda VPC ENI-pay-0a1b2c3d-1111-2222-3333-444455556666", "sg-1", "\"Functions\": [{\"FunctionName\": \"pay\", \"VpcConfig\": {\"SubnetIds\": [\"subnet-a\"], \"SecurityGroupIds\": [\"sg-1\"]}}]", "pay", "")]
    [InlineData("DO NOT DELETE - Amazon MSK network interface for cluster arn:aws:kafka:eu-west-1:111122223333:cluster/bus/6411a16c-2.", "sg-1", "\"ClusterInfoList\": [{\"ClusterName\": \"bus\", \"ClusterArn\": \"c\", \"NumberOfBrokerNodes\": 1, \"BrokerNodeGroupInfo\": {\"ClientSubnets\": [\"subnet-a\"], \"SecurityGroups\": [\"sg-1\"]}}]", "bus", null)]
    public void An_interface_is_its_owners_and_is_not_made_a_second_time(string description, string group, string answers, string name, string? ports)
    {
        Design design = Templates.Succeeded(Load(Eni("eni-1", "subnet-a", group, "10.0.0.10", description), answers)).Design;
        NetworkInterface eni = Assert.Single(design.NetworkInterfaces);
        Assert.Equal((name, "eni-1", "10.0.0.10"), (eni.Name, eni.Id, eni.PrivateAddresses[0].Address.ToString()));
        if (ports is not null) Assert.Equal(ports, string.Join(' ', eni.ListeningPorts));
        Assert.Equal("eni-1", Assert.Single(design.Workloads).NetworkInterfaceIds.Single());
    }

    [Theory]
    [InlineData("ELB app/web/50dc6c495c0c9188", "web")]
    [InlineData("ELB net/web/50dc6c495c0c9188", "web")]
    [InlineData("ELB old", "old")]
    [InlineData("RDSNetworkInterface", "rds")]
    [InlineData("EFS mount target for fs-1 (fsmt-1)", "fs-1")]
    [InlineData("AWS Lambda VPC ENI-pay-0a1b2c3d-1111-2222-3333-444455556666", "pay")]
    [InlineData("AWS Lambda VPC ENI-pay-more", "pay-more")]
    [InlineData("Interface for NAT Gateway nat-1", "nat-1")]
    [InlineData("VPC Endpoint Interface vpce-1", "vpce-1")]
    [InlineData("VPC Endpoint Interface: vpce-1", "vpce-1")]
    [InlineData("ElastiCache sessions-001", "sessions-001")]
    [InlineData("Amazon EKS prod", "prod")]
    [InlineData("AWS created network interface for directory d-1", "d-1")]
    [InlineData("my own words", "eni-1")]
    [InlineData("", "eni-1")]
    public void Without_its_owners_answer_an_interface_is_called_by_its_description(string description, string name) =>
        Assert.Equal(name, Load(Eni("eni-1", "subnet-a", "sg-1", "10.0.0.10", description), "").Design.NetworkInterfaces.Single().Name);

    [Fact]
    public void Several_interfaces_of_one_owner_are_called_by_their_subnets_or_by_numbers()
    {
        string eni = string.Join(',', Eni("eni-1", "subnet-a", "sg-1", "10.0.0.10", "ES logs"), Eni("eni-2", "subnet-b", "sg-1", "10.0.1.10", "ES logs"));
        Assert.Equal(["logs/a", "logs/b"], Load(eni, "").Design.NetworkInterfaces.Select(i => i.Name));
        Assert.Equal(["logs/1", "logs/2"], Load(eni.Replace("subnet-b", "subnet-a").Replace("10.0.1.10", "10.0.0.11"), "").Design.NetworkInterfaces.Select(i => i.Name));
    }

    [Fact]
    public void A_tag_of_its_own_names_an_interface_before_its_owner_does() =>
        Assert.Equal("front", Load(Eni("eni-1", "subnet-a", "sg-1", "10.0.0.10", "ELB old").Replace("\"TagSet\": []", "\"TagSet\": [{\"Key\": \"Name\", \"Value\": \"front\"}]"), "").Design.NetworkInterfaces.Single().Name);

    [Fact]
    public void Of_two_databases_that_may_own_an_interface_neither_is_guessed()
    {
        const string one = "{\"DBInstanceIdentifier\": \"NAME\", \"Engine\": \"postgres\", \"Endpoint\": {\"Port\": 5432}, \"AvailabilityZone\": \"eu-west-1a\", \"DBSubnetGroup\": " + SubnetGroup + ", \"VpcSecurityGroups\": [{\"VpcSecurityGroupId\": \"sg-1\"}]}";
        ImportResult result = Load(Eni("eni-1", "subnet-a", "sg-1", "10.0.0.10", "RDSNetworkInterface"), $"\"DBInstances\": [{one.Replace("NAME", "x")}, {one.Replace("NAME", "y")}]");
        Assert.Equal("rds", Templates.Succeeded(result).Design.NetworkInterfaces.Single().Name);
        Assert.Equal(["x", "y"], result.Findings.Where(finding => finding.Code == "not-in-output" && finding.Message.Contains("which interfaces", StringComparison.Ordinal)).Select(finding => finding.Resource));
        ImportResult apart = Load(Eni("eni-1", "subnet-a", "sg-1", "10.0.0.10", "RDSNetworkInterface"), $"\"DBInstances\": [{one.Replace("NAME", "x")}, {one.Replace("NAME", "y").Replace("sg-1", "sg-2")}]");
        Assert.Equal("x", apart.Design.NetworkInterfaces.Single().Name); // the groups tell
    }

    [Fact]
    public void Without_the_interfaces_in_the_output_a_workload_has_those_that_AWS_would_make()
    {
        Design design = Templates.Succeeded(Load(null, $"\"LoadBalancers\": [{LoadBalancer}], \"Listeners\": [{Listener}]")).Design;
        Assert.Equal(["web/a", "web/b"], design.NetworkInterfaces.Select(eni => eni.Name));
        Assert.All(design.NetworkInterfaces, eni => Assert.Equal(("tcp/443", "sg-1"), (eni.ListeningPorts.Single().ToString(), eni.SecurityGroupIds.Single())));
    }

    [Fact]
    public void Instances_of_an_Auto_Scaling_group_are_called_after_it()
    {
        const string instances = "\"Reservations\": [{\"Instances\": [{\"InstanceId\": \"i-1\", \"SubnetId\": \"subnet-a\", \"PrivateIpAddress\": \"10.0.0.10\", \"SecurityGroups\": []}, {\"InstanceId\": \"i-2\", \"SubnetId\": \"subnet-b\", \"PrivateIpAddress\": \"10.0.1.10\", \"SecurityGroups\": []}]}]";
        Design design = Templates.Succeeded(Load(null, $"{instances}, \"AutoScalingGroups\": [{{\"AutoScalingGroupName\": \"fleet\", \"Instances\": [{{\"InstanceId\": \"i-1\"}}, {{\"InstanceId\": \"i-2\"}}]}}]")).Design;
        Assert.Equal(["fleet/1", "fleet/2"], design.Instances.Select(instance => instance.Name));
        Assert.Equal(2, design.NetworkInterfaces.Length);
    }

    [Theory] // the names that AWS gave stand in the answers: DNSName of a load balancer, Endpoint.Address of a database
    [InlineData("ELB app/web/50dc6c495c0c9188", "\"LoadBalancers\": [{\"DNSName\": \"internal-web-1234567890.eu-west-1.elb.amazonaws.com\", FIELDS]", "internal-web-1234567890.eu-west-1.elb.amazonaws.com")]
    [InlineData("RDSNetworkInterface", "\"DBInstances\": [{\"DBInstanceIdentifier\": \"orders\", \"Engine\": \"postgres\", \"Endpoint\": {\"Port\": 5432, \"Address\": \"orders.c1.eu-west-1.rds.amazonaws.com\"}, \"AvailabilityZone\": \"eu-west-1a\", \"DBSubnetGroup\": " + SubnetGroup + ", \"VpcSecurityGroups\": [{\"VpcSecurityGroupId\": \"sg-1\"}]}]", "orders.c1.eu-west-1.rds.amazonaws.com")]
    public void A_workload_has_the_name_that_AWS_gave_it(string description, string answers, string name)
    {
        Design design = Templates.Succeeded(Load(Eni("eni-1", "subnet-a", "sg-1", "10.0.0.10", description), answers.Replace("FIELDS", LoadBalancer.Trim()[1..], StringComparison.Ordinal))).Design;
        WorkloadHost host = Assert.Single(Assert.Single(design.Workloads).Hosts);
        Assert.Equal((name, "eni-1"), (host.Name, Assert.Single(host.NetworkInterfaceIds)));
    }

    [Fact]
    public void An_item_of_AWS_Config_says_the_same()
    {
        const string item = """{"resourceType": "AWS::RDS::DBInstance", "resourceId": "db-1", "configuration": {"dBInstanceIdentifier": "orders", "engine": "mysql", "endpoint": {"port": 3306}, "availabilityZone": "eu-west-1a", "dBSubnetGroup": {"dBSubnetGroupName": "main", "subnets": [{"subnetIdentifier": "subnet-a"}]}, "vpcSecurityGroups": [{"vpcSecurityGroupId": "sg-1"}]}}""";
        ImportResult result = Answers.Text($"[{{{Network}\"NetworkInterfaces\": [{Eni("eni-1", "subnet-a", "sg-1", "10.0.0.10", "RDSNetworkInterface")}]}}, {item}]");
        Assert.Equal("orders tcp/3306", Templates.Succeeded(result).Design.NetworkInterfaces.Single() is var eni ? $"{eni.Name} {eni.ListeningPorts.Single()}" : "");
    }

    private static ImportResult Load(string? interfaces, string answers)
    {
        string list = interfaces is null ? "" : $"\"NetworkInterfaces\": [{interfaces}]{(answers.Length > 0 ? "," : "")}";
        return Answers.Text($"{{{Network}{list}{answers}}}");
    }

    private static string Eni(string id, string subnet, string group, string address, string description) => $$"""
        {"NetworkInterfaceId": "{{id}}", "SubnetId": "{{subnet}}", "VpcId": "vpc-1", "Description": "{{description}}", "InterfaceType": "interface", "RequesterManaged": true,
         "PrivateIpAddress": "{{address}}", "PrivateIpAddresses": [{"PrivateIpAddress": "{{address}}", "Primary": true}], "Groups": [{"GroupId": "{{group}}"}], "TagSet": []}
        """;
}
