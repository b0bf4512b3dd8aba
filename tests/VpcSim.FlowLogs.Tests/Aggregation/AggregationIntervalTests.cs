using VpcSim.DataPath.Trace;
using VpcSim.Model.FlowLogs;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Aggregation;

// VPC guide, "Flow log records" (Aggregation interval, Available fields) and "Flow log record examples"
public class AggregationIntervalTests
{
    private const string Counters = "${srcaddr} ${packets} ${bytes} ${start} ${end} ${action} ${tcp-flags}";

    private static readonly Observation Request = Flow("10.0.1.5", "10.0.0.5", 40000, 443);

    [Fact]
    public void Packets_of_a_flow_in_one_interval_make_one_record_with_the_times_of_its_first_and_last_packet()
    {
        List<string> lines = Run.Everything(Design(), Counters)
            .Packet(61.9, Request, 100)
            .Packet(70, Request, 50)
            .Packet(119.999, Request, 50)
            .Lines();
        Assert.Equal(["10.0.1.5 3 200 61 119 ACCEPT 0"], lines);
    }

    [Fact]
    public void A_packet_at_an_intervals_end_belongs_to_the_next_interval()
    {
        List<string> lines = Run.Everything(Design(), Counters).Packet(119.999, Request).Packet(120, Request).Lines();
        Assert.Equal(["10.0.1.5 1 40 119 119 ACCEPT 0", "10.0.1.5 1 40 120 120 ACCEPT 0"], lines);
    }

    [Fact]
    public void Ten_minutes_make_one_record_where_one_minute_makes_ten()
    {
        Run shortRun = new(Design(), Logs.OfVpc(format: Counters)), longRun = new(Design(), Logs.OfVpc(interval: 600, format: Counters));
        for (int minute = 10; minute < 20; minute++)
        {
            shortRun.Packet(minute * 60 + 3, Request);
            longRun.Packet(minute * 60 + 3, Request);
        }
        Assert.Equal(10, shortRun.Lines().Count);
        Assert.Equal(["10.0.1.5 10 400 603 1143 ACCEPT 0"], longRun.Lines());
    }

    [Fact] // VPC guide, "Flow log records": on Nitro 1 minute or less, regardless of the specified maximum
    public void On_a_Nitro_instance_the_interval_is_one_minute_whatever_is_configured()
    {
        FlowLog tenMinutes = Logs.OfVpc(interval: 600, format: Counters);
        List<string> nitro = Twice(new Run(Design(instanceType: "t3.micro"), tenMinutes), Eni);
        List<string> xen = Twice(new Run(Design(instanceType: "t2.micro"), tenMinutes), Eni);
        List<string> requesterManaged = Twice(new Run(Design(instanceType: "t2.micro"), tenMinutes), NatEni);
        Assert.Equal(2, nitro.Count);
        Assert.Single(xen);
        Assert.Equal(2, requesterManaged.Count);

        static List<string> Twice(Run run, int eni) =>
            run.Packet(600, Request with { Interface = eni }).Packet(660, Request with { Interface = eni }).Lines();
    }

    [Fact]
    public void The_log_of_everything_takes_its_interval_exactly_on_Nitro_too()
    {
        Run run = Run.Everything(Design(instanceType: "t3.micro"), Counters, intervalSeconds: 600);
        Assert.Single(run.Packet(600, Request).Packet(660, Request).Lines());
    }

    [Fact] // kyhau aws-notebook, "VPC Flow Log examples", case 4: a network ACL changed in mid window
    public void One_tuple_accepted_and_rejected_in_one_window_makes_two_records()
    {
        Observation reply = Flow("10.0.0.5", "10.0.1.5", 0, 0, protocol: 1, egress: true);
        List<string> lines = Run.Everything(Design(), Counters)
            .Packet(60, reply, 84)
            .Packet(65, reply with { Accepted = false }, 84)
            .Packet(66, reply with { Accepted = false }, 84)
            .Lines();
        Assert.Equal(["10.0.0.5 1 84 60 60 ACCEPT 0", "10.0.0.5 2 168 65 66 REJECT 0"], lines);
    }

    [Fact]
    public void Request_and_reply_are_two_records()
    {
        List<string> lines = Run.Everything(Design(), "${srcaddr} ${flow-direction}")
            .Packet(60, Request)
            .Packet(61, Flow("10.0.0.5", "10.0.1.5", 443, 40000, egress: true))
            .Lines();
        Assert.Equal(["10.0.1.5 ingress", "10.0.0.5 egress"], lines);
    }

    [Fact]
    public void An_offloaded_packet_counts_as_the_segments_that_it_stands_for()
    {
        List<string> lines = Run.Everything(Design(), Counters).Packet(60, Request, bytes: 64_000, packets: 44).Lines();
        Assert.Equal(["10.0.1.5 44 64000 60 60 ACCEPT 0"], lines);
    }

    [Fact]
    public void Records_stand_in_order_of_window_end_then_interface_id_then_first_packet()
    {
        Observation other = Request with { Interface = OtherEni }, second = Request with { SourcePort = 1 };
        List<string> lines = Run.Everything(Design(), "${interface-id} ${srcport} ${start} ${log-status}")
            .Packet(60, Request)
            .Packet(61, other)
            .Packet(62, second)
            .Packet(63, Request with { Interface = NatEni })
            .Packet(120, second)
            .Packet(121, other)
            .Packet(122, Request)
            .Lines();
        Assert.Equal(
            [
                $"{NatEniId} 40000 63 OK", $"{OtherEniId} 40000 61 OK", $"{EniId} 40000 60 OK", $"{EniId} 1 62 OK",
                $"{NatEniId} - 120 NODATA", $"{OtherEniId} 40000 121 OK", $"{EniId} 1 120 OK", $"{EniId} 40000 122 OK",
            ],
            lines);
    }

    [Fact]
    public void Long_and_short_windows_that_end_together_stand_in_one_order()
    {
        // the first instance is Xen (600 s), the other two interfaces have 60 s whatever the log says
        Run run = new(Design(), Logs.OfVpc(interval: 600, format: "${interface-id} ${end}"));
        List<string> lines = run.Packet(599, Request).Packet(1199, Request with { Interface = NatEni }).Packet(1199.5, Request).Lines();
        Assert.Equal([$"{EniId} 599", $"{NatEniId} 1199", $"{EniId} 1199"], lines);
    }

    [Theory] // VPC guide, "Flow log records", tcp-flags; of what is not TCP AWS shows 0
    [InlineData(17)]
    [InlineData(1)]
    [InlineData(47)]
    public void Traffic_without_TCP_flags_has_flags_0(byte protocol) =>
        Assert.Equal(["0"], Run.Everything(Design(), "${tcp-flags}").Packet(60, Flow("10.0.1.5", "10.0.0.5", 0, 0, protocol: protocol)).Lines());

    [Fact] // VPC guide, "Flow log record examples", TCP flag sequence: bytes before packets, two intervals
    public void TCP_flags_are_those_seen_in_the_interval()
    {
        Observation client = Flow("52.213.180.42", "10.0.0.62", 43418, 5001), server = Flow("10.0.0.62", "52.213.180.42", 5001, 43418, egress: true);
        const byte syn = 2, synAck = 18, ack = 16, pushAck = 24, finAck = 17;
        List<string> lines = Run.Everything(Design(), "${srcaddr} ${packets} ${tcp-flags}")
            .Packet(60, client, flags: syn)
            .Packet(60.1, server, flags: synAck)
            .Packet(60.2, client, flags: pushAck)
            .Packet(60.3, server, flags: ack)
            .Packet(125, server, flags: finAck)
            .Packet(126, client, flags: finAck)
            .Packet(127, server, flags: ack)
            .Packet(185, client, flags: ack)
            .Lines();
        Assert.Equal(
            ["52.213.180.42 2 2", "10.0.0.62 2 18", "10.0.0.62 2 1", "52.213.180.42 1 1", "52.213.180.42 1 0"], lines);
    }

    [Fact] // the same page: a short connection within one interval
    public void Flags_of_a_connection_within_one_interval_are_combined()
    {
        Observation client = Flow("52.213.180.42", "10.0.0.62", 43638, 5001), server = Flow("10.0.0.62", "52.213.180.42", 5001, 43638, egress: true);
        List<string> lines = Run.Everything(Design(), "${tcp-flags}")
            .Packet(60, client, flags: 2)
            .Packet(61, server, flags: 18)
            .Packet(62, client, flags: 17)
            .Packet(63, server, flags: 17)
            .Lines();
        Assert.Equal(["3", "19"], lines);
    }

    [Fact]
    public void A_reset_with_an_acknowledgement_is_recorded_as_4()
    {
        Assert.Equal(["4"], Run.Everything(Design(), "${tcp-flags}").Packet(60, Request, flags: 0x14).Lines());
    }
}
