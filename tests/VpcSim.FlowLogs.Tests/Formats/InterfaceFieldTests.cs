using System.Collections.Immutable;
using VpcSim.FlowLogs.Settings;
using VpcSim.FlowLogs.Tests.Examples;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Subnets;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;

namespace VpcSim.FlowLogs.Tests.Formats;

/// <summary>Fields that hang on the interface, each from a design and a packet.</summary>
public class InterfaceFieldTests
{
    private const string Client = "10.0.1.10", Server = "10.0.1.20";

    [Theory] // VPC guide, "Flow log records": sublocation-type wavelength, outpost, localzone; az-id is then a dash
    [InlineData("us-east-1-bos-1a", null, "- localzone use1-bos1-az1")]
    [InlineData("us-east-1-wl1-bos-wlz-1", null, "- wavelength use1-wl1-bos-wlz1")]
    [InlineData("us-east-1a", "arn:aws:outposts:us-east-1:123456789012:outpost/op-0123456789abcdef0", "- outpost op-0123456789abcdef0")]
    [InlineData("us-east-1b", null, "use1-az2 - -")]
    public void A_subnet_outside_of_the_regions_zones_is_a_sublocation(string zone, string? outpost, string fields)
    {
        Design design = Pair();
        Subnet subnet = design.Subnets[0] with { AvailabilityZone = zone, OutpostArn = outpost };
        Assert.Equal(fields, First(design with { Subnets = [subnet] }, "az-id sublocation-type sublocation-id"));
    }

    [Fact] // VPC guide, "Flow log records": account-id may be unknown for interfaces of a VPC endpoint or Network Load Balancer
    public void The_account_of_an_endpoints_interface_is_its_owners_or_with_the_setting_unknown()
    {
        Design design = new DesignBuilder().Vpc().Subnet("a", "10.0.1.0/24").Eni("client", Client).Group("web", "in tcp 443 from 0.0.0.0/0")
            .InterfaceEndpoint("secrets", Server, "web").Written.Logged("eni-secrets", "account-id").Logged("eni-client", "account-id");
        var unknown = new FlowLogSettings { UnknownAccounts = true };
        Assert.Equal(["123456789012", "123456789012"], Firsts(design, settings: null));
        Assert.Equal(["unknown", "123456789012"], Firsts(design, unknown));
    }

    [Fact] // VPC guide, "Flow log records": instance-tag and interface-tag, the values of the keys that the flow log names, percent-encoded
    public void Tags_are_those_that_the_flow_log_names_percent_encoded()
    {
        Design design = Pair();
        design = design with
        {
            Instances = [design.Instances[0] with { Tags = Tags(("Name", "web server"), ("Team", "Zürich"), ("Empty", "")) }],
            NetworkInterfaces = [design.NetworkInterfaces[0] with { Tags = Tags(("Role", "front/back")) }, .. design.NetworkInterfaces[1..]],
        };
        const string format = "version instance-tag instance-tag-2 interface-tag interface-tag-2 asg-tag";
        Assert.Equal("11 - - - - -", First(design, format));
        Assert.Equal("11 web%20server Z%C3%BCrich front%2Fback - -", First(design, format, log => log with { InstanceTagKeys = ["Name", "Team"], InterfaceTagKeys = ["Role", "Nothing"] }));
        Assert.Equal("11 - web%20server - - -", First(design, format, log => log with { InstanceTagKeys = ["Empty", "Name"] }));
    }

    [Fact] // VPC guide, "Flow log records": the ecs fields of a running task; the container instance is a dash on Fargate
    public void The_fields_of_ECS_are_those_of_the_task_behind_the_interface()
    {
        const string format = "ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id ecs-container-id ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id version";
        Design design = Pair();
        Assert.Equal("- - - - - - - - - - 7", First(design, format));
        var task = new EcsTask { ClusterArn = "arn:c", ClusterName = "c", Id = "t", Arn = "arn:t", ServiceName = "till", TaskDefinitionArn = "arn:d:1", ContainerId = "t-1" };
        Assert.Equal("arn:c c - - t-1 - till arn:d:1 arn:t t 7", First(OfTask(task), format));
        Assert.Equal("arn:c c - - t-1 t-2 - arn:d:1 arn:t t 7", First(OfTask(task with { SecondContainerId = "t-2", ServiceName = null }), format));
        Assert.Equal("arn:c c arn:i/c/9 9 t-1 - till arn:d:1 arn:t t 7", First(OfTask(task with { ContainerInstanceArn = "arn:i/c/9" }), format));

        Design OfTask(EcsTask some) => design with { NetworkInterfaces = [design.NetworkInterfaces[0] with { Task = some }, .. design.NetworkInterfaces[1..]] };
    }

    [Fact] // VPC guide, "Flow log records": instance-id is a dash for a requester-managed interface, such as a task's, whatever runs it
    public void The_instance_of_a_tasks_interface_is_a_dash()
    {
        Design design = Pair();
        Design OfService(InterfaceKind kind) => design with { NetworkInterfaces = [design.NetworkInterfaces[0] with { Kind = kind }, .. design.NetworkInterfaces[1..]] };
        Assert.Equal("-", First(OfService(InterfaceKind.Service), "instance-id"));
        Assert.StartsWith("i-", First(OfService(InterfaceKind.Interface), "instance-id"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_of_all_traffic_shows_the_tags_that_the_first_flow_log_with_keys_names()
    {
        Design design = Samples.Design();
        design = design with { Instances = [design.Instances[0] with { Tags = Tags(("Name", "web"), ("Team", "shop")) }, .. design.Instances[1..]] };
        FlowLog log = Pair().Logged("eni-client", "version").FlowLogs[0];
        Assert.Equal(["- -"], All(log));
        Assert.Equal(["shop web"], All(log, log with { InterfaceTagKeys = ["Role"] }, log with { InstanceTagKeys = ["Team", "Name"] }, log with { InstanceTagKeys = ["Name"] }));

        List<string> All(params FlowLog[] logs) =>
            Run.Everything(design with { FlowLogs = [.. logs] }, "instance-tag instance-tag-2").Packet(60, Samples.Flow("10.0.1.5", "10.0.0.5", 1, 2)).Lines();
    }

    [Fact] // VPC guide, "Flow log records": asg-tag, the tags of the Auto Scaling group and not those of its instance
    public void Tags_of_the_Auto_Scaling_group_are_those_that_the_flow_log_names()
    {
        Design design = Pair();
        design = design with { Instances = [design.Instances[0] with { Tags = Tags(("Tier", "instance")), AutoScalingGroupTags = Tags(("Tier", "web front"), ("Team", "shop")) }] };
        const string format = "asg-tag asg-tag-2 instance-tag";
        Assert.Equal("- - -", First(design, format));
        Assert.Equal("web%20front shop -", First(design, format, log => log with { AsgTagKeys = ["Tier", "Team"] }));
        Assert.Equal("- - instance", First(design, format, log => log with { InstanceTagKeys = ["Tier"], AsgTagKeys = ["None"] }));
    }

    [Theory] // VPC guide, "Flow log records": interface-type of the interface that captured
    [InlineData(InterfaceKind.Interface, "interface")]
    [InlineData(InterfaceKind.Service, "interface")]
    [InlineData(InterfaceKind.NatGateway, "nat_gateway")]
    [InlineData(InterfaceKind.TransitGateway, "transit_gateway")]
    [InlineData(InterfaceKind.NetworkLoadBalancer, "network_load_balancer")]
    [InlineData(InterfaceKind.VpcEndpoint, "vpc_endpoint")]
    public void The_type_of_an_interface_is_AWSs_word(InterfaceKind kind, string word)
    {
        Design design = Samples.Design();
        design = design with { NetworkInterfaces = [design.NetworkInterfaces[0] with { Kind = kind }, .. design.NetworkInterfaces[1..]] };
        Assert.Equal([word], Run.Everything(design, "interface-type").Packet(60, Samples.Flow("10.0.1.5", "10.0.0.5", 1, 2)).Lines());
    }

    [Theory] // EC2 API, DescribeNetworkInterfaces, interface-type: words that are kinds of their own here, and those that are not
    [InlineData(InterfaceKind.Interface, "efa")]
    [InlineData(InterfaceKind.Other, "ec2_instance_connect_endpoint")]
    public void A_type_that_AWS_names_is_printed_as_it_is_at_the_interface_and_at_the_hop_before(InterfaceKind kind, string word)
    {
        Design design = Pair();
        NetworkInterface server = design.NetworkInterfaces[1] with { Kind = kind, InterfaceType = word };
        Assert.Equal("interface " + word, First(design with { NetworkInterfaces = [design.NetworkInterfaces[0], server] }, "interface-type next-hop-interface-type"));
        NetworkInterface client = design.NetworkInterfaces[0] with { Kind = kind, InterfaceType = word };
        Assert.Equal(word + " interface", First(design with { NetworkInterfaces = [client, design.NetworkInterfaces[1]] }, "interface-type next-hop-interface-type"));
    }

    [Fact] // VPC guide, "Flow log records", tcp-flags: a dash where the value cannot be computed
    public void Flags_that_cannot_be_make_the_records_flags_a_dash()
    {
        Assert.Equal("3 OK", First(Pair(), "tcp-flags log-status", packets: [Tcp.Syn(Client, Server, 80), Tcp.Fin(Client, Server, 80)]));
        Assert.Equal("- OK", First(Pair(), "tcp-flags log-status", packets: [Tcp.Syn(Client, Server, 80).WithFlags(3)]));
        Assert.Equal("- OK", First(Pair(), "tcp-flags log-status", packets: [Tcp.Syn(Client, Server, 80), Tcp.Syn(Client, Server, 80).WithFlags(6)]));
    }

    private static ImmutableDictionary<string, string> Tags(params (string Key, string Value)[] tags) => tags.ToImmutableDictionary(tag => tag.Key, tag => tag.Value);

    /// <summary>Two interfaces in one subnet, the first one an instance's.</summary>
    private static Design Pair() => new DesignBuilder().Vpc().Subnet("a", "10.0.1.0/24").Eni("client", Client, type: "t3.micro").Eni("server", Server).Written;

    private static string First(Design design, string format, Func<FlowLog, FlowLog>? change = null, params Packet[] packets)
    {
        Design logged = design.Logged("eni-client", format);
        if (change is not null) logged = logged with { FlowLogs = [change(logged.FlowLogs[0])] };
        var traffic = new LoggedTraffic(logged);
        if (packets.Length == 0) packets = [Tcp.Syn(Client, Server, 80)];
        for (int i = 0; i < packets.Length; i++) traffic.At(1_600_000_000 + i, packets[i]);
        return traffic.Records()[0][0];
    }

    private static IEnumerable<string> Firsts(Design design, FlowLogSettings? settings) =>
        new LoggedTraffic(design, settings).At(1_600_000_000, Tcp.Syn(Client, Server, 443)).Records().Select(log => log[0]);
}
