namespace VpcSim.Testing.Tests;

public class FlowLogTests
{
    private readonly SimulatedNetwork _network = ThreeTier.Design().Start();

    // VPC guide, "Flow log records": dstport, action. docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
    [Fact]
    public void Accepted_and_rejected_traffic_is_logged()
    {
        _network.From("customer").Connect("WebServer", 443).ShouldConnect();
        _network.From("customer").Connect("WebServer", 22).ShouldTimeOut();
        _network.FlowLogs
            .ShouldContain(record => record.Of("WebServer").Source("198.51.100.7").DestinationPort(443).Protocol(6).Accept().Packets(atLeast: 4))
            .ShouldContain(record => record.Of("WebServer").DestinationPort(22).Reject().Packets(atLeast: 7, atMost: 7))
            .ShouldNotContain(record => record.Of("WebServer").DestinationPort(22).Accept())
            .ShouldNotContain(record => record.Of("Database").Accept());
    }

    [Fact]
    public void Logs_are_looked_at_under_way_and_go_on()
    {
        _network.FlowLogs.ShouldNotContain(record => record.Accept());
        _network.From("customer").Connect("WebServer", 443).ShouldConnect();
        string first = _network.FlowLogs.Text;
        _network.FlowLogs.ShouldContain(record => record.DestinationPort(443).Records(atLeast: 1, atMost: 1));
        _network.Clock.Advance(TimeSpan.FromMinutes(10));
        _network.Change("authorize-security-group-ingress: { group: WebSg, protocol: tcp, port: 80, cidr: 0.0.0.0/0 }");
        _network.From("customer").Connect("WebServer", 443).ShouldConnect();
        _network.FlowLogs.ShouldContain(record => record.DestinationPort(443).Records(atLeast: 2, atMost: 2));
        Assert.StartsWith("version account-id interface-id", first, StringComparison.Ordinal);
        Assert.StartsWith(first, _network.FlowLogs.Text, StringComparison.Ordinal);
    }

    // VPC guide, "Flow log records": instance-tag. docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
    [Fact]
    public void Records_are_asked_for_every_field_by_its_name()
    {
        SimulatedNetwork network = ThreeTier.Design()
            .Resource("Client", "AWS::EC2::Instance", "{ SubnetId: !Ref PublicSubnet, ImageId: ami-1, Tags: [ { Key: Team, Value: till } ] }")
            .Resource("Log", "AWS::EC2::FlowLog", "{ ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, LogDestinationType: s3, LogDestination: 'arn:aws:s3:::b', "
                + "TagFieldSpecifications: [ { ResourceType: instance, TagKeys: [ Team ] } ] }")
            .Start();
        network.From("Client").Connect("WebServer", 443);
        network.FlowLogs
            .ShouldContain(record => record.Of("Client").Field("instance-tag", "till").Field("ecs-task-id", "-").Field("encryption-status", "-"))
            .ShouldNotContain(record => record.Of("WebServer").Field("instance-tag", "till"));
        Assert.Contains("asg-tag is always -", Assert.Throws<VpcUsageException>(() => network.FlowLogs.ShouldNotContain(record => record.Field("asg-tag", "till"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_is_missing_fails_with_the_nearest_ones()
    {
        _network.From("customer").Connect("WebServer", 443).ShouldConnect();
        var failure = Assert.Throws<VpcAssertionException>(() => _network.FlowLogs.ShouldContain(record => record.Of("WebServer").DestinationPort(443).Reject()));
        Assert.StartsWith("flow-log records with interface WebServer, dstport 443, action REJECT\n  expected at least 1 records, got 0\n    the nearest records:", failure.Message, StringComparison.Ordinal);
        Assert.Contains("443 6", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_should_not_be_there_fails() => Assert.Throws<VpcAssertionException>(() =>
    {
        _network.From("customer").Connect("WebServer", 443).ShouldConnect();
        _network.FlowLogs.ShouldNotContain(record => record.DestinationPort(443));
    });

    [Fact]
    public void Fields_and_values_that_records_never_have_are_mistakes()
    {
        Assert.Contains("dstport", Assert.Throws<VpcUsageException>(() => _network.FlowLogs.ShouldNotContain(record => record.Field("dst-port", "443"))).Message, StringComparison.Ordinal);
        Assert.Contains("a whole number", Assert.Throws<VpcUsageException>(() => _network.FlowLogs.ShouldNotContain(record => record.Field("dstport", "https"))).Message, StringComparison.Ordinal);
        Assert.Contains("WebServer", Assert.Throws<VpcUsageException>(() => _network.FlowLogs.ShouldNotContain(record => record.Of("WebServr"))).Message, StringComparison.Ordinal);
    }
}
