using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Subscriptions;
using VpcSim.Model.FlowLogs;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Subscriptions;

// VPC guide, "Flow log records" (log-status) and "Flow log limitations"
public class NoDataTests
{
    private const string Short = "${interface-id} ${start} ${end} ${log-status}";

    private static readonly Observation Request = Flow("10.0.1.5", "10.0.0.5", 40000, 443);

    [Fact]
    public void An_interface_without_traffic_in_an_interval_has_a_NODATA_record_with_the_windows_bounds()
    {
        List<string> lines = Run.Everything(Design(), Short).Packet(61, Request).Packet(190, Request).Lines();
        Assert.Equal([$"{EniId} 61 61 OK", $"{EniId} 120 180 NODATA", $"{EniId} 190 190 OK"], lines);
    }

    [Fact] // VPC guide, "Flow log limitations": no data until there is active traffic
    public void Nothing_is_seen_of_an_interface_before_its_first_traffic()
    {
        List<string> lines = Run.Everything(Design(), Short).Packet(61, Request).Packet(125, Request with { Interface = OtherEni }).Lines();
        Assert.DoesNotContain(lines, line => line.StartsWith(OtherEniId, StringComparison.Ordinal) && !line.EndsWith(" OK", StringComparison.Ordinal));
        Assert.Contains($"{EniId} 120 180 NODATA", lines);
    }

    [Fact]
    public void NODATA_ends_with_the_window_of_the_runs_last_packet_logged_or_not()
    {
        Assert.Equal([$"{EniId} 61 61 OK"], Run.Everything(Design(), Short).Packet(61, Request).LinesUntil(119));
        Assert.Equal(
            [$"{EniId} 61 61 OK", $"{EniId} 120 180 NODATA", $"{EniId} 180 240 NODATA"],
            Run.Everything(Design(), Short).Packet(61, Request).LinesUntil(180));
    }

    [Fact]
    public void In_a_custom_format_the_interfaces_metadata_is_filled_and_the_flows_fields_are_dashes()
    {
        const string format = "${version} ${vpc-id} ${subnet-id} ${instance-id} ${interface-id} ${account-id} ${type} ${srcaddr} ${dstaddr} "
            + "${srcport} ${dstport} ${pkt-srcaddr} ${pkt-dstaddr} ${protocol} ${bytes} ${packets} ${start} ${end} ${action} ${tcp-flags} "
            + "${region} ${az-id} ${pkt-src-aws-service} ${flow-direction} ${traffic-path} ${log-status}";
        List<string> lines = Run.Everything(Design(), format).Packet(61, Request).LinesUntil(121);
        Assert.Equal(
            $"5 {VpcId} {SubnetId} {InstanceId} {EniId} 123456789010 - - - - - - - - - - 120 180 - - ap-southeast-2 apse2-az3 - - - NODATA",
            lines[1]);
    }

    [Fact]
    public void A_log_of_rejected_traffic_has_NODATA_where_traffic_was_only_accepted()
    {
        Run run = new(Design(), Logs.OfVpc(TrafficType.Reject, format: Short), Logs.OfVpc(TrafficType.Accept, format: Short));
        run.Packet(61, Request).Packet(121, Request).Packet(181, Request with { Accepted = false });
        Assert.Equal([$"{EniId} 120 180 NODATA", $"{EniId} 181 181 OK"], run.Lines(log: 0));
        Assert.Equal([$"{EniId} 61 61 OK", $"{EniId} 121 121 OK", $"{EniId} 180 240 NODATA"], run.Lines(log: 1));
    }

    [Fact]
    public void A_ten_minute_log_has_one_NODATA_record_for_ten_idle_minutes()
    {
        Run run = new(Design(), Logs.OfInterface(EniId, 600));
        List<string> lines = run.Packet(700, Request).Packet(2500, Request).Lines();
        Assert.Equal(
            [
                $"2 123456789010 {EniId} 10.0.1.5 10.0.0.5 40000 443 6 1 40 700 700 ACCEPT OK",
                $"2 123456789010 {EniId} - - - - - - - 1200 1800 - NODATA",
                $"2 123456789010 {EniId} - - - - - - - 1800 2400 - NODATA",
                $"2 123456789010 {EniId} 10.0.1.5 10.0.0.5 40000 443 6 1 40 2500 2500 ACCEPT OK",
            ],
            lines);
    }

    [Fact]
    public void At_the_runs_end_a_ten_minute_window_ends_in_its_time_and_brings_no_NODATA_for_shorter_ones()
    {
        Run run = new(Design(), Logs.OfInterface(EniId, 600), Logs.OfInterface(OtherEniId));
        run.Packet(601, Request).Packet(602, Request with { Interface = OtherEni }).Packet(661, Request with { Interface = OtherEni });
        Assert.EndsWith("601 601 ACCEPT OK", Assert.Single(run.Lines(log: 0)));
        Assert.Equal(2, run.Lines(log: 1).Count);
    }

    [Fact]
    public void Where_a_ten_minute_window_ends_in_idle_time_the_one_minute_log_misses_no_record()
    {
        Run run = new(Design(), Logs.OfInterface(EniId, 600), Logs.OfInterface(EniId));
        List<string> lines = run.Packet(10, Request).Packet(1500, Request).Lines(log: 1);
        IEnumerable<string> idle = Enumerable.Range(1, 24).Select(minute => $"2 123456789010 {EniId} - - - - - - - {minute * 60} {(minute + 1) * 60} - NODATA");
        Assert.Equal(idle, lines[1..^1]);
        Assert.Equal(3, run.Lines(log: 0).Count);
    }

    [Fact]
    public void A_day_without_traffic_has_a_record_for_each_minute()
    {
        List<string> lines = Run.Everything(Design(), Short).Packet(0, Request).Packet(86_400, Request).Lines();
        Assert.Equal(1 + 1439 + 1, lines.Count);
        Assert.Equal($"{EniId} 86340 86400 NODATA", lines[^2]);
    }

    [Fact]
    public void A_gap_of_years_in_the_captures_is_passed_over_and_counted()
    {
        Subscription everything = Subscription.Everything(Design(), LogFormat.Parse(Short));
        Run run = new(Design(), 3600, everything);
        List<string> lines = run.Packet(10, Request).Packet(1_700_000_000, Request).Packet(1_700_000_100, Request).Packet(1_700_000_200, Request).Lines();
        Assert.Equal(1, run.Gaps);
        Assert.Equal(
            [$"{EniId} 10 10 OK", $"{EniId} 1700000000 1700000000 OK", $"{EniId} 1700000100 1700000100 OK", $"{EniId} 1700000200 1700000200 OK"],
            lines.Where(line => line.EndsWith(" OK", StringComparison.Ordinal)));
        Assert.DoesNotContain($"{EniId} 60 120 NODATA", lines);
    }

    [Fact]
    public void A_long_window_ends_in_its_time_within_a_gap()
    {
        Run run = new(Design(), 3600, Subscription.Of(Logs.OfInterface(EniId, 600), Design()));
        run.Packet(10, Request).Packet(1_700_000_000, Request);
        Assert.EndsWith(" 10 10 ACCEPT OK", Assert.Single(run.LinesSoFar()));
    }
}
