using System.Text;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Services;
using VpcSim.TestSupport;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Formats;

// VPC guide, "Flow log record examples": the records stand here as they stand there
public class SampleRecordTests
{
    private const string TcpFlagFormat = "version vpc-id subnet-id instance-id interface-id account-id type srcaddr dstaddr srcport dstport "
        + "pkt-srcaddr pkt-dstaddr protocol bytes packets start end action tcp-flags log-status";

    private const string Version5Format = "version srcaddr dstaddr srcport dstport protocol start end type packets bytes account-id vpc-id "
        + "subnet-id instance-id interface-id region az-id sublocation-type sublocation-id action tcp-flags pkt-srcaddr pkt-dstaddr "
        + "pkt-src-aws-service pkt-dst-aws-service traffic-path flow-direction log-status";

    [Fact]
    public void Accepted_SSH_traffic()
    {
        Assert.Equal(
            $"2 123456789010 {EniId} 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK",
            Written(null, Flow("172.31.16.139", "172.31.16.21", 20641, 22), 20, 4249, 1418530010, 1418530070));
    }

    [Fact]
    public void Rejected_RDP_traffic()
    {
        Assert.Equal(
            $"2 123456789010 {EniId} 172.31.9.69 172.31.9.12 49761 3389 6 20 4249 1418530010 1418530070 REJECT OK",
            Written(null, Flow("172.31.9.69", "172.31.9.12", 49761, 3389, accepted: false), 20, 4249, 1418530010, 1418530070));
    }

    [Fact]
    public void No_data()
    {
        ReadOnlySpan<byte> line = WriterOf(null).NoData(Eni, 1431280876, 1431280934);
        Assert.Equal($"2 123456789010 {EniId} - - - - - - - 1431280876 1431280934 - NODATA\n", Encoding.UTF8.GetString(line));
    }

    [Fact]
    public void Ping_let_in_by_the_group_and_refused_by_the_network_ACL_on_its_way_out()
    {
        Assert.Equal(
            $"2 123456789010 {EniId} 203.0.113.12 172.31.16.139 0 0 1 4 336 1432917027 1432917142 ACCEPT OK",
            Written(null, Flow("203.0.113.12", "172.31.16.139", 0, 0, protocol: 1), 4, 336, 1432917027, 1432917142));
        Assert.Equal(
            $"2 123456789010 {EniId} 172.31.16.139 203.0.113.12 0 0 1 4 336 1432917094 1432917142 REJECT OK",
            Written(null, Flow("172.31.16.139", "203.0.113.12", 0, 0, protocol: 1, accepted: false, egress: true), 4, 336, 1432917094, 1432917142));
    }

    [Fact] // VPC guide, "Flow log records": type
    public void The_type_is_that_of_the_addresses()
    {
        Assert.Equal("IPv4", Written("type", Flow("172.31.16.139", "172.31.16.21", 20641, 22), 1, 40, 0, 0));
        Assert.Equal("IPv6", Written("type", Flow("2001:db8:1234:a100:8d6e:3477:df66:f105", "2001:db8:1234:a102:3304:8879:34cf:4071", 34892, 22), 1, 60, 0, 0));
    }

    [Fact]
    public void IPv6_traffic()
    {
        Assert.Equal(
            $"2 123456789010 {EniId} 2001:db8:1234:a100:8d6e:3477:df66:f105 2001:db8:1234:a102:3304:8879:34cf:4071 34892 22 6 54 8855 1477913708 1477913820 ACCEPT OK",
            Written(
                null, Flow("2001:db8:1234:a100:8d6e:3477:df66:f105", "2001:db8:1234:a102:3304:8879:34cf:4071", 34892, 22), 54, 8855, 1477913708, 1477913820));
    }

    [Fact]
    public void TCP_flag_sequence()
    {
        Assert.Equal(
            $"3 {VpcId} {SubnetId} {InstanceId} {EniId} 123456789010 IPv4 52.213.180.42 10.0.0.62 43418 5001 52.213.180.42 10.0.0.62 6 100701 70 1566848875 1566848933 ACCEPT 2 OK",
            Written(TcpFlagFormat, Flow("52.213.180.42", "10.0.0.62", 43418, 5001), 70, 100701, 1566848875, 1566848933, flags: 2));
    }

    [Fact]
    public void Services_and_direction()
    {
        Assert.Equal(
            $"5 52.95.128.179 10.0.0.71 80 34210 6 1616729292 1616729349 IPv4 14 15044 123456789010 {VpcId} {SubnetId} {InstanceId} {EniId} ap-southeast-2 apse2-az3 - - ACCEPT 19 52.95.128.179 10.0.0.71 S3 - - ingress OK",
            Written(Version5Format, Flow("52.95.128.179", "10.0.0.71", 80, 34210), 14, 15044, 1616729292, 1616729349, flags: 19));
        Assert.Equal(
            $"5 10.0.0.71 52.95.128.179 34210 80 6 1616729292 1616729349 IPv4 7 471 123456789010 {VpcId} {SubnetId} {InstanceId} {EniId} ap-southeast-2 apse2-az3 - - ACCEPT 3 10.0.0.71 52.95.128.179 - S3 8 egress OK",
            Written(Version5Format, Flow("10.0.0.71", "52.95.128.179", 34210, 80, egress: true, trafficPath: 8), 7, 471, 1616729292, 1616729349, flags: 3));
    }

    [Theory] // VPC guide, "Flow log record examples", NAT gateway
    [InlineData(NatEni, "10.0.1.5", "10.0.0.220", "10.0.1.5", "203.0.113.5", "- eni-0a0a0a0a0a0a0a0a0 10.0.1.5 10.0.0.220 10.0.1.5 203.0.113.5")]
    [InlineData(NatEni, "10.0.0.220", "10.0.1.5", "203.0.113.5", "10.0.1.5", "- eni-0a0a0a0a0a0a0a0a0 10.0.0.220 10.0.1.5 203.0.113.5 10.0.1.5")]
    [InlineData(Eni, "10.0.1.5", "203.0.113.5", "10.0.1.5", "203.0.113.5", "i-01234567890123456 eni-1235b8ca123456789 10.0.1.5 203.0.113.5 10.0.1.5 203.0.113.5")]
    public void The_instance_of_a_requester_managed_interface_is_a_dash(int eni, string source, string destination, string packetSource, string packetDestination, string record)
    {
        Assert.Equal(
            record,
            Written(
                "instance-id interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr",
                Flow(source, destination, 1, 2, eni, packetSource: packetSource, packetDestination: packetDestination), 1, 40, 0, 0));
    }

    [Fact] // VPC guide, "Flow log limitations": the primary private address in dstaddr, the original one in pkt-dstaddr
    public void Traffic_to_a_secondary_address_shows_the_primary_and_the_original_one()
    {
        Observation toSecondary = Flow("10.0.1.5", "10.0.0.5", 1, 2, packetDestination: "10.0.0.6");
        List<string> lines = Run.Everything(Design(), "dstaddr pkt-dstaddr packets")
            .Packet(60, toSecondary).Packet(61, Flow("10.0.1.5", "10.0.0.5", 1, 2)).Packet(62, toSecondary).Lines();
        Assert.Equal(["10.0.0.5 10.0.0.6 2", "10.0.0.5 10.0.0.5 1"], lines);
    }

    [Fact]
    public void A_traffic_path_is_printed_for_egress_only()
    {
        Assert.Equal("- ingress", Written("traffic-path flow-direction", Flow("10.0.1.5", "10.0.0.5", 1, 2, trafficPath: 8), 1, 40, 0, 0));
        Assert.Equal("- egress", Written("traffic-path flow-direction", Flow("10.0.0.5", "10.0.1.5", 1, 2, egress: true), 1, 40, 0, 0));
        Assert.Equal("1 egress", Written("traffic-path flow-direction", Flow("10.0.0.5", "10.0.1.5", 1, 2, egress: true, trafficPath: 1), 1, 40, 0, 0));
    }

    [Fact]
    public void Fields_of_features_that_a_design_cannot_have_are_dashes()
    {
        Assert.Equal(
            "10 - - - - - - OK",
            Written("version reject-reason resource-id encryption-status ecs-cluster-arn ecs-task-id sublocation-id log-status", Flow("10.0.1.5", "10.0.0.5", 1, 2, accepted: false), 1, 40, 0, 0));
    }

    [Fact] // VPC guide, "Flow log records": reject-reason is BPA for VPC Block Public Access and a dash for groups and network ACLs
    public void A_reject_of_Block_Public_Access_names_its_reason()
    {
        const string format = "version action reject-reason log-status";
        Assert.Equal("8 REJECT BPA OK", Written(format, Flow("10.0.1.5", "203.0.113.5", 1, 2, accepted: false, reason: RejectReason.BlockPublicAccess), 1, 40, 0, 0));
        Assert.Equal("8 REJECT - OK", Written(format, Flow("10.0.1.5", "203.0.113.5", 1, 2, accepted: false), 1, 40, 0, 0));
        Assert.Equal("8 ACCEPT - OK", Written(format, Flow("10.0.1.5", "203.0.113.5", 1, 2), 1, 40, 0, 0));
    }

    [Fact] // VPC guide, "Flow log limitations": such records have no bytes, though the field is there
    public void A_reject_of_Block_Public_Access_has_packets_and_no_bytes()
    {
        Assert.Equal("3 - REJECT", Written("packets bytes action", Flow("10.0.1.5", "203.0.113.5", 1, 2, accepted: false, reason: RejectReason.BlockPublicAccess), 3, 120, 0, 0));
        Assert.Equal("3 120 REJECT", Written("packets bytes action", Flow("10.0.1.5", "203.0.113.5", 1, 2, accepted: false), 3, 120, 0, 0));
    }

    [Fact] // VPC guide, "Flow log records": rejects of one flow for different reasons are different records
    public void A_flow_that_is_rejected_for_two_reasons_has_two_records()
    {
        Observation byGroup = Flow("10.0.1.5", "203.0.113.5", 1, 2, accepted: false), byBlock = byGroup with { RejectReason = RejectReason.BlockPublicAccess };
        List<string> lines = Run.Everything(Design(), "reject-reason packets bytes").Packet(60, byGroup).Packet(61, byBlock).Packet(62, byGroup).Lines();
        Assert.Equal(2, lines.Count);
        Assert.StartsWith("- 2 ", lines[0]);
        Assert.Equal("BPA 1 -", lines[1]);
    }

    [Fact]
    public void The_longest_values_fit()
    {
        const string widest = "2001:1db8:1234:a100:8d6e:3477:df66:f105";
        Assert.Equal(
            $"{widest} {widest} 65535 65535 255 9223372036854775807 9223372036854775807",
            Written("srcaddr dstaddr srcport dstport protocol packets bytes", Flow(widest, widest, 65535, 65535, protocol: 255), long.MaxValue, long.MaxValue, 0, 0));
    }

    [Fact]
    public void Writing_a_record_never_allocates_once_its_interface_is_known()
    {
        RecordWriter writer = WriterOf(Version5Format);
        FlowAggregate aggregate = Aggregate(Flow("10.0.0.71", "52.95.128.179", 34210, 80, egress: true, trafficPath: 8), 7, 471, 1616729292, 1616729349, 3);
        long allocated = Allocation.Of(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                writer.Ok(aggregate);
                writer.NoData(Eni, i, i + 60);
            }
        });
        Assert.Equal(0, allocated);
    }

    private static string Written(string? format, Observation observation, long packets, long bytes, long start, long end, byte flags = 0)
    {
        string line = Encoding.UTF8.GetString(WriterOf(format).Ok(Aggregate(observation, packets, bytes, start, end, flags)));
        Assert.EndsWith("\n", line);
        return line[..^1];
    }

    private static RecordWriter WriterOf(string? format) => new(LogFormat.Parse(format), Design(), AwsIpRanges.Default);

    private static FlowAggregate Aggregate(Observation observation, long packets, long bytes, long start, long end, byte flags) => new()
    {
        Observation = observation,
        IntervalSeconds = 60,
        WindowEndSeconds = end,
        Packets = packets,
        Bytes = bytes,
        FirstSeconds = start,
        LastSeconds = end,
        TcpFlags = flags,
        FirstPacket = 1,
    };
}
