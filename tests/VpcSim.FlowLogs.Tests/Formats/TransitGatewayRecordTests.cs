using System.Text;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Services;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Formats;

public class TransitGatewayRecordTests
{
    private const string Format = "version interface-id account-id vpc-id subnet-id instance-id srcaddr dstaddr srcport dstport protocol tcp-flags type pkt-srcaddr pkt-dstaddr action log-status";
    private const int Server = 0, First = 1, Second = 2;

    [Theory] // VPC guide, "Flow log record examples", "Traffic through a transit gateway": the records stand here as they stand there
    [InlineData(Server, false, "10.20.33.164", "10.40.2.236", "10.20.33.164", "10.40.2.236", 3,
        "3 eni-33333333333333333 123456789010 vpc-abcdefab012345678 subnet-22222222bbbbbbbbb i-01234567890123456 10.20.33.164 10.40.2.236 39812 80 6 3 IPv4 10.20.33.164 10.40.2.236 ACCEPT OK")]
    [InlineData(Server, true, "10.40.2.236", "10.20.33.164", "10.40.2.236", "10.20.33.164", 19,
        "3 eni-33333333333333333 123456789010 vpc-abcdefab012345678 subnet-22222222bbbbbbbbb i-01234567890123456 10.40.2.236 10.20.33.164 80 39812 6 19 IPv4 10.40.2.236 10.20.33.164 ACCEPT OK")]
    [InlineData(First, true, "10.40.1.175", "10.40.2.236", "10.20.33.164", "10.40.2.236", 3,
        "3 eni-11111111111111111 123456789010 vpc-abcdefab012345678 subnet-11111111aaaaaaaaa - 10.40.1.175 10.40.2.236 39812 80 6 3 IPv4 10.20.33.164 10.40.2.236 ACCEPT OK")]
    [InlineData(Second, false, "10.40.2.236", "10.40.2.31", "10.40.2.236", "10.20.33.164", 19,
        "3 eni-22222222222222222 123456789010 vpc-abcdefab012345678 subnet-22222222bbbbbbbbb - 10.40.2.236 10.40.2.31 80 39812 6 19 IPv4 10.40.2.236 10.20.33.164 ACCEPT OK")]
    public void Traffic_through_a_transit_gateway(
        int eni, bool egress, string source, string destination, string packetSource, string packetDestination, byte flags, string record)
    {
        bool isRequest = packetSource == "10.20.33.164";
        Observation seen = Flow(source, destination, isRequest ? 39812 : 80, isRequest ? 80 : 39812, eni, egress: egress, packetSource: packetSource, packetDestination: packetDestination);
        var aggregate = new FlowAggregate { Observation = seen, IntervalSeconds = 60, WindowEndSeconds = 60, Packets = 2, Bytes = 80, FirstSeconds = 0, LastSeconds = 60, TcpFlags = flags, FirstPacket = 1 };
        ReadOnlySpan<byte> line = new RecordWriter(LogFormat.Parse(Format), DesignOfVpcB(), AwsIpRanges.Default).Ok(aggregate);
        Assert.Equal($"{record}\n", Encoding.UTF8.GetString(line));
    }

    private static Design DesignOfVpcB() => new()
    {
        AccountId = "123456789010",
        Vpcs = [new Vpc { Name = "B", Id = VpcId, CidrBlock = Cidr.Parse("10.40.0.0/16"), AccountId = "123456789010" }],
        Subnets =
        [
            new Subnet { Name = "One", Id = "subnet-11111111aaaaaaaaa", VpcId = VpcId, CidrBlock = Cidr.Parse("10.40.1.0/24"), AvailabilityZone = "us-east-1a" },
            new Subnet { Name = "Two", Id = OtherSubnetId, VpcId = VpcId, CidrBlock = Cidr.Parse("10.40.2.0/24"), AvailabilityZone = "us-east-1b" },
        ],
        Instances = [new Instance { Name = "Server", Id = InstanceId, InstanceType = "t3.micro" }],
        NetworkInterfaces =
        [
            new NetworkInterface { Name = "Server", Id = "eni-33333333333333333", SubnetId = OtherSubnetId, InstanceId = InstanceId },
            new NetworkInterface { Name = "Attachment/One", Id = "eni-11111111111111111", SubnetId = "subnet-11111111aaaaaaaaa", Kind = InterfaceKind.TransitGateway },
            new NetworkInterface { Name = "Attachment/Two", Id = "eni-22222222222222222", SubnetId = OtherSubnetId, Kind = InterfaceKind.TransitGateway },
        ],
    };
}
