using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Packets that were captured at both ends are sent once, from their sender's capture.</summary>
public class DuplicateTests
{
    private const string Client = "10.0.1.10:40000", Server = "10.0.2.10:8080";
    private const long Ms = 1_000_000, Second = 1_000_000_000;

    private static readonly Trial Design = Trial.Of(Resources.Web, Resources.App);

    [Fact]
    public void A_conversation_seen_at_both_ends_is_sent_once()
    {
        TwoEnds ends = new TwoEnds().Http(Client, Server);
        Replayed both = ends.Through(Design), sent = Design.Run(ends.Sent);

        Assert.Equal(("delivered 12", 6), (both.Outcomes, both.Summary.Duplicates));
        Assert.Equal(Lines(sent), Lines(both));
    }

    [Fact] // the contrast: the same packets in one capture are the sender's own repetitions
    public void In_one_capture_nothing_is_a_duplicate()
    {
        Replayed result = Design.Run(new Capture().Add(Frame.Udp(Client, Server, id: 9), Frame.Udp(Client, Server, id: 9)));

        Assert.Equal(0, result.Summary.Duplicates);
        Assert.Equal(2, result.Meter.Counts.Count(count => count.Seen.Egress));
    }

    [Fact]
    public void It_counts_at_the_time_at_which_it_was_sent()
    {
        TwoEnds ends = new TwoEnds().Http(Client, Server);
        long[] times = [.. ends.Through(Design).Meter.Counts.Select(count => (count.TimeNs - Capture.StartNs) / Ms).Distinct()];

        Assert.Equal([0, 10, 20, 30, 40, 50], times);
    }

    [Fact]
    public void A_packet_that_was_lost_on_its_way_is_sent_and_its_repetition_too()
    {
        TwoEnds ends = new TwoEnds()
            .There(0, Frame.Tcp(Client, Server, "S", sequence: 1000), lost: true)
            .There(400 * Ms, Frame.Tcp(Client, Server, "S", sequence: 1000));
        Replayed result = ends.Through(Design);

        Assert.Equal(("delivered 3", 1), (result.Outcomes, result.Summary.Duplicates));
        Assert.Equal(Lines(Design.Run(ends.Sent)), Lines(result));
    }

    [Fact]
    public void What_the_senders_capture_lacks_is_sent_from_the_receivers()
    {
        Replayed result = Run(new Capture(), new Capture().Add(Frame.Tcp(Client, Server, "S")));

        Assert.Equal(("delivered 1", 0), (result.Outcomes, result.Summary.Duplicates));
        Assert.Equal(2, result.Meter.Counts.Count);
    }

    [Fact]
    public void A_copy_of_what_was_dropped_is_dropped()
    {
        TwoEnds ends = new TwoEnds().There(0, Frame.Udp("10.0.1.10:5000", "10.0.2.10:5000", id: 1)).There(Ms, Frame.Udp("10.0.1.10:5000", "10.0.2.10:5000", id: 2));
        Replayed result = ends.Through(Design);

        Assert.Equal(("dropped 4", 2), (result.Outcomes, result.Summary.Duplicates));
        Assert.Equal(4, result.Meter.Counts.Count);
    }

    [Fact]
    public void A_copy_of_what_was_not_sent_is_not_sent()
    {
        TwoEnds ends = new TwoEnds().There(0, Frame.Tcp("10.0.1.10:5000", "10.0.2.10:22", "S", id: 1)).Back(10 * Ms, Frame.Tcp("10.0.2.10:22", "10.0.1.10:5000", "S.", id: 1));

        Assert.Equal("dropped 2, not-sent 2", ends.Through(Design).Outcomes);
    }

    [Fact]
    public void Packets_more_than_a_second_apart_are_two()
    {
        Capture late = new Capture().At(1.0001).Add(Frame.Tcp(Client, Server, "S")), soon = new Capture().At(1).Add(Frame.Tcp(Client, Server, "S"));

        Assert.Equal(0, Run(new Capture().Add(Frame.Tcp(Client, Server, "S")), late, givenNs: 0).Summary.Duplicates);
        Assert.Equal(1, Run(new Capture().Add(Frame.Tcp(Client, Server, "S")), soon, givenNs: 0).Summary.Duplicates);
    }

    [Theory]
    [InlineData("S", 1001, 0)]
    [InlineData("S.", 1000, 0)]
    [InlineData("S", 1000, 1)]
    public void What_differs_in_anything_that_no_router_changes_is_another_packet(string flags, uint sequence, int payload)
    {
        Capture one = new Capture().Add(Frame.Tcp(Client, Server, "S", sequence: 1000)), other = new Capture().Add(Frame.Tcp(Client, Server, flags, payload, sequence: sequence));

        Assert.Equal(0, Run(one, other, givenNs: 0).Summary.Duplicates);
    }

    [Fact]
    public void The_segment_size_that_somebody_clamped_and_the_hops_make_no_other_packet()
    {
        Capture one = new Capture().Add(Frame.Tcp(Client, Server, "S", mss: 8961)), other = new Capture().Add(Frame.Tcp(Client, Server, "S", mss: 1460, ttl: 60));

        Assert.Equal(1, Run(one, other, givenNs: 0).Summary.Duplicates);
    }

    [Fact]
    public void Each_of_equal_packets_has_one_copy()
    {
        Frame same = Frame.Udp(Client, Server);
        Replayed result = Run(new Capture().Add(same, same, same), new Capture().Add(same, same, same, same, same), givenNs: 0);

        Assert.Equal(3, result.Summary.Duplicates);
        Assert.Equal(8, result.Summary.PacketsRead);
    }

    [Fact]
    public void Where_nobody_said_where_captures_were_taken_the_earlier_copy_is_sent()
    {
        TwoEnds ends = new TwoEnds().Http(Client, Server);
        Replayed result = ends.Through(Design, first: null, second: null);

        Assert.Equal(6, result.Summary.Duplicates);
        Assert.Equal(Lines(Design.Run(ends.Sent)), Lines(result));
    }

    [Fact]
    public void A_receivers_copy_that_comes_first_gives_way_to_the_senders_which_then_was_sent_no_later()
    {
        TwoEnds ends = new TwoEnds(-5 * Ms).Http(Client, Server);
        Replayed result = ends.Through(Design, givenNs: 0);

        Assert.Equal(("delivered 12", 6), (result.Outcomes, result.Summary.Duplicates));
        Assert.Equal(Lines(Design.Run(ends.Sent)), Lines(result));
        long first = result.Meter.Counts[0].TimeNs - Capture.StartNs;
        Assert.Equal(-5 * Ms + TwoEnds.DelayNs, first);
        Assert.Equal(2, result.Meter.Counts[0].Number); // the sender's copy came second
    }

    [Fact]
    public void The_order_in_which_captures_are_named_changes_nothing()
    {
        TwoEnds ends = new TwoEnds().Http(Client, Server).Http("10.0.1.10:40001", "10.0.2.10:22", Second);
        Replayed one = ends.Through(Design, givenNs: 0), other = ends.Through(Design, givenNs: 0, swapped: true);

        Assert.Equal(one.Outcomes, other.Outcomes);
        Assert.Equal(Lines(one), Lines(other));
    }

    [Fact]
    public void A_public_address_and_the_private_one_behind_it_are_the_same()
    {
        string web = Design.PublicOf("10.0.1.10");
        Capture inside = new Capture().Add(Frame.Tcp("203.0.113.9:40000", "10.0.1.10:80", "S")), outside = new Capture().Add(Frame.Tcp("203.0.113.9:40000", $"{web}:80", "S"));

        Assert.Equal(1, Run(inside, outside, givenNs: 0).Summary.Duplicates);
    }

    [Fact]
    public void Segments_that_offload_joined_at_the_sender_are_not_sent_again_one_by_one()
    {
        var sender = new Capture().AddAt(0, Frame.Tcp(Client, Server, "S", mss: 1460)).AddAt(Ms, Frame.Tcp(Client, Server, ".", 14_600, sequence: 1, id: 20));
        var receiver = new Capture().AddAt(100, Frame.Tcp(Client, Server, "S", mss: 1460));
        for (int i = 0; i < 10; i++) receiver.AddAt(Ms + 100 + i, Frame.Tcp(Client, Server, i == 9 ? "P." : ".", 1460, sequence: 1 + 1460 * (uint)i, id: (ushort)(20 + i)));
        Replayed result = Run(sender, receiver, givenNs: 0), alone = Design.Run(sender);

        Assert.Equal(11, result.Summary.Duplicates);
        Assert.Equal(Lines(alone), Lines(result));
    }

    [Fact]
    public void Segments_that_offload_joined_at_the_receiver_are_not_sent_again_as_one()
    {
        var sender = new Capture().AddAt(0, Frame.Tcp(Client, Server, "S", mss: 1460));
        for (int i = 0; i < 10; i++) sender.AddAt(Ms + i, Frame.Tcp(Client, Server, ".", 1460, sequence: 1 + 1460 * (uint)i, id: (ushort)(20 + i)));
        var receiver = new Capture().AddAt(100, Frame.Tcp(Client, Server, "S", mss: 1460)).AddAt(Ms + 900, Frame.Tcp(Client, Server, ".", 14_600, sequence: 1, id: 20));
        Replayed result = Run(sender, receiver, givenNs: 0), skewed = Run(sender, receiver, givenNs: 5000);

        Assert.Equal((2, 2), (result.Summary.Duplicates, skewed.Summary.Duplicates));
        Assert.Equal(Lines(Design.Run(sender)), Lines(result));
        Assert.Equal(Lines(result), Lines(skewed));
    }

    [Fact] // the contrast to joined segments
    public void The_same_bytes_sent_once_more_are_sent_once_more()
    {
        Frame syn = Frame.Tcp(Client, Server, "S"), once = Frame.Tcp(Client, Server, ".", 100, sequence: 1, id: 1), again = Frame.Tcp(Client, Server, ".", 100, sequence: 1, id: 2);

        Assert.Equal(2, Run(new Capture().Add(syn, once), new Capture().Add(syn, once, again), givenNs: 0).Summary.Duplicates);
    }

    [Fact] // the contrast to joined segments, too: it begins where the other one ends
    public void A_segment_right_behind_another_is_no_part_of_it()
    {
        Frame syn = Frame.Tcp(Client, Server, "S"), first = Frame.Tcp(Client, Server, ".", 100, sequence: 1, id: 1), next = Frame.Tcp(Client, Server, ".", 100, sequence: 101, id: 2);
        Replayed result = Run(new Capture().Add(syn, first), new Capture().Add(syn).At(0.01).Add(next), givenNs: 0);

        Assert.Equal((3, 1), (result.Meter.Counts.Count(count => count.Seen.Egress), (int)result.Summary.Duplicates));
    }

    [Fact]
    public void Where_vpcs_overlap_equal_packets_are_those_of_two_hosts()
    {
        Trial overlapping = Trial.Of(Resources.Web, Resources.Twin);
        using var folder = new TemporaryFolder();
        byte[] capture = new Capture().Add(Frame.Tcp("203.0.113.9:40000", "10.0.1.10:80", "S")).ToPcap();
        Replayed result = overlapping.RunInputs(
            new CaptureInput(folder.Write("web.pcap", capture)) { At = "Web" }, new CaptureInput(folder.Write("twin.pcap", capture)) { At = "Twin" });

        Assert.Equal(("delivered 1, dropped 1", 0), (result.Outcomes, result.Summary.Duplicates));
    }

    [Fact]
    public void Two_sessions_of_a_mirror_are_two_places()
    {
        Frame syn = Frame.Tcp(Client, Server, "S");
        Replayed result = Design.Run(new Capture().Add(syn.InVxlan(7), syn.InVxlan(8)));

        Assert.Equal(("delivered 2", 1), (result.Outcomes, result.Summary.Duplicates));
    }

    [Fact]
    public void Two_captures_on_one_interface_are_one_traffic()
    {
        TwoEnds ends = new TwoEnds().Http(Client, Server);

        Assert.Equal(6, ends.Through(Design, "Web", "Web").Summary.Duplicates);
    }

    [Fact]
    public void More_packets_than_are_held_back_cost_no_packet_and_no_pair_of_a_short_way()
    {
        var ends = new TwoEnds();
        for (int i = 0; i < 100_000; i++) ends.There(i * 5000L, Frame.Udp(Client, Server, id: (ushort)i), delayNs: 50_000);
        Replayed result = ends.Through(Design, givenNs: 0);

        Assert.Equal((200_000, 100_000), (result.Summary.PacketsRead, result.Summary.Duplicates));
        Assert.Equal(200_000, result.Summary.Outcomes.Sum(pair => pair.Packets));
    }

    private static Replayed Run(Capture web, Capture app, long? givenNs = null)
    {
        using var folder = new TemporaryFolder();
        return Design.RunInputs(
            new CaptureInput(folder.Write("web.pcap", web.ToPcap())) { At = "Web" },
            new CaptureInput(folder.Write("app.pcap", app.ToPcap())) { At = "App", ClockOffsetNs = givenNs });
    }

    private static string[] Lines(Replayed replayed) => [.. replayed.Meter.Counts.Select(count => $"{count.Line} {count.Packets} {count.Bytes}")];
}
