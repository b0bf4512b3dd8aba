using VpcSim.Scenarios.Tests.Making;
using VpcSim.TestSupport;

namespace VpcSim.Scenarios.Tests.Replay.Annotations;

/// <summary>The annotated capture holds every packet, on the interface that decided about it, with what became of it in words.</summary>
public class AnnotatedCaptureTests
{
    private const string Client = "203.0.113.9:40000", Web = "10.0.1.10:80", App = "10.0.2.10:50000";

    private static readonly Trial Design = Trial.Of(Resources.Web, Resources.App);

    [Fact]
    public void Every_packet_is_there_as_captured_whatever_its_outcome()
    {
        Frame[] frames =
        [
            Frame.Tcp(Client, Web, "S"), Frame.Tcp(Client, "10.0.1.10:22", "S"), Frame.Tcp("10.0.1.10:22", Client, "S."), Frame.Udp("10.0.1.10:40000", "10.0.0.2:53"),
            Frame.Tcp("203.0.113.1:1", "203.0.113.2:2", "S"), Frame.Arp(), Frame.Tcp(Client, Web, "S").Snapped(30),
        ];

        PcapngContent content = Design.Annotated(new Capture().Add(frames));

        Assert.Equal(["delivered", "dropped", "not-sent", "consumed", "not-in-design", "not-ip", "undecodable"], content.Packets.Select(packet => Word(packet.Comment)));
        Assert.Equal(frames.Select(frame => Convert.ToHexString(frame.Bytes)), content.Packets.Select(packet => Convert.ToHexString(packet.Bytes)));
        Assert.Equal(frames.Select(frame => frame.OriginalLength), content.Packets.Select(packet => packet.OriginalLength));
        Assert.Equal(Enumerable.Range(0, 7).Select(i => Capture.StartNs + (i * 1_000_000)), content.Packets.Select(packet => packet.TimeNs));
        Assert.Equal(["Web", "Web", "Web", "Web", "0.pcap", "0.pcap", "0.pcap"], content.Packets.Select(packet => packet.On));
        Assert.Equal([1, 1, 2, 2, 0, 0, 0], content.Packets.Select(packet => packet.Direction));
    }

    [Fact]
    public void A_delivered_packet_names_what_let_it_in()
    {
        string comment = Assert.Single(Design.Annotated(new Capture().Add(Frame.Tcp(Client, Web, "S"))).Packets).Comment;

        Assert.Matches(
            @"^delivered to Web \(eni-\w+\); inbound rule tcp 80 0\.0\.0\.0/0 of WebSg \(sg-\w+\); Vpc/default-network-acl \(acl-\w+\): inbound 100 allow all traffic 0\.0\.0\.0/0; "
            + $@"internet gateway: destination {Design.PublicOf("10.0.1.10")} -> 10\.0\.1\.10$", comment);
    }

    [Fact]
    public void A_dropped_packet_names_reason_component_and_rule() => Assert.Matches(
        @"^dropped: ENI_SG_RULES_MISMATCH: Web \(eni-\w+\): no inbound rule of WebSg \(sg-\w+\) allows tcp 22 from 203\.0\.113\.9;",
        Design.Annotated(new Capture().Add(Frame.Tcp(Client, "10.0.1.10:22", "S"))).Packets[0].Comment);

    [Fact]
    public void A_packet_that_was_not_sent_names_the_frame_to_blame() => Assert.Equal(
        "not-sent: Web had no cause to send it, as packet 1 did not arrive",
        Design.Annotated(new Capture().Add(Frame.Tcp(Client, "10.0.1.10:22", "S"), Frame.Tcp("10.0.1.10:22", Client, "S."))).Packets[1].Comment);

    [Fact]
    public void A_translation_by_a_nat_gateway_is_told_and_the_packet_stands_where_it_left_last()
    {
        PcapngContent.Packet packet = Assert.Single(Design.Annotated(new Capture().Add(Frame.Tcp(App, "198.51.100.7:80", "S"))).Packets);

        Assert.Equal(("Nat", 2), (packet.On, packet.Direction));
        Assert.Matches(@"^delivered to Internet \(igw-\w+\);.*; PublicRoutes \(rtb-\w+\): 0\.0\.0\.0/0 -> igw-\w+; Nat: source 10\.0\.2\.10:50000 -> 10\.0\.1\.100:\d+; internet gateway: source 10\.0\.1\.100 -> ", packet.Comment);
        Assert.Equal("10.0.2.10", new System.Net.IPAddress(packet.Bytes[26..30]).ToString()); // as captured all the same
    }

    [Fact]
    public void Packets_that_other_numbers_count_say_the_one_that_they_had()
    {
        Capture late = new Capture().At(2).Add(Frame.Tcp(Client, Web, "S")).At(1).Add(Frame.Tcp("203.0.113.8:1", Web, "S"));

        PcapngContent content = Design.Annotated(late);

        Assert.StartsWith("captured as packet 2: delivered", content.Packets[0].Comment, StringComparison.Ordinal);
        Assert.StartsWith("captured as packet 1: delivered", content.Packets[1].Comment, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interface_block_tells_id_subnet_and_groups_and_how_many_were_dropped_there()
    {
        PcapngContent.Interface web = Assert.Single(Design.Annotated(new Capture().Add(
            Frame.Tcp(Client, Web, "S"), Frame.Tcp(Client, "10.0.1.10:22", "S"), Frame.Tcp(Client, "10.0.1.10:23", "S"))).Interfaces);

        Assert.Equal("Web", web.Name);
        Assert.Matches(@"^eni-\w{17}, subnet Public \(subnet-\w{17}\), security groups WebSg \(sg-\w{17}\)$", web.Description);
        Assert.Equal((1, 3, 2), (web.Link, web.Received, web.Dropped));
    }

    [Fact]
    public void Mapped_addresses_are_the_design_s_with_right_checksums_and_all_else_is_as_captured()
    {
        Frame asked = Frame.Tcp("192.168.7.7:40000", "172.16.0.5:80", "S", payload: 33).Summed();
        Frame error = Frame.Error("172.16.0.5", "192.168.7.7", 3, 3, asked).Summed();
        Trial mapped = Design.Map("172.16.0.5=Web").Map("192.168.7.0/24=203.0.113.0/24");

        PcapngContent content = mapped.Annotated(new Capture().Add(asked, error));

        Assert.Equal(["- 203.0.113.7:40000 > 10.0.1.10:80", "- 10.0.1.10 > 203.0.113.7"], content.Lines().Select(line => $"-{line[line.IndexOf(' ', StringComparison.Ordinal)..]}"));
        Assert.All(content.Packets, packet => packet.HasRightChecksums());
        Assert.Equal(asked.Bytes[34..50], content.Packets[0].Bytes[34..50]);
        Assert.Equal(("203.0.113.7", "10.0.1.10"), (Address(54), Address(58)));

        string Address(int at) => new System.Net.IPAddress(content.Packets[1].Bytes[at..(at + 4)]).ToString();
    }

    [Fact]
    public void Packets_of_two_captures_that_nobody_decided_about_stand_on_an_interface_of_each()
    {
        PcapngContent content = Design.Annotated(new Capture().Add(Frame.Arp()), new Capture().Add(Frame.Arp()));

        Assert.Equal(["0.pcap", "1.pcap"], content.Interfaces.Select(block => block.Name));
        Assert.All(content.Interfaces, block => Assert.Equal("about which no interface of the design decided", block.Description));
    }

    [Fact]
    public void A_packet_that_two_captures_hold_is_told_so_where_it_is_captured_once_more()
    {
        Capture capture = new Capture().Add(Frame.Tcp("10.0.1.10:40000", "10.0.2.10:8080", "S", payload: 0));

        PcapngContent content = Design.Annotated(capture, capture);

        Assert.Equal([false, true], content.Packets.Select(packet => packet.Comment.EndsWith("; captured before, and here once more", StringComparison.Ordinal)));
        Assert.All(content.Packets, packet => Assert.Equal("App", packet.On));
    }

    [Fact]
    public void A_packet_that_came_in_a_tunnel_keeps_it_and_only_mapped_addresses_inside_change()
    {
        Frame inside = Frame.Tcp("203.0.113.9:40000", "172.16.0.5:80", "S").Summed(), outside = InVxlan(inside).Summed();

        PcapngContent plain = Design.Annotated(new Capture().Add(outside)), mapped = Design.Map("172.16.0.5=Web").Annotated(new Capture().Add(outside));

        Assert.Equal(Convert.ToHexString(outside.Bytes), Convert.ToHexString(Assert.Single(plain.Packets).Bytes));
        PcapngContent.Packet packet = Assert.Single(mapped.Packets).HasRightChecksums();
        Assert.StartsWith("delivered to Web ", packet.Comment, StringComparison.Ordinal);
        Assert.Equal("Web", packet.On);
        (packet with { Bytes = packet.Bytes[50..] }).HasRightChecksums();
        Assert.Equal([10, 0, 1, 10], packet.Bytes[80..84]);
        Assert.Equal(outside.Bytes[..40], packet.Bytes[..40]);
    }

    private static Frame InVxlan(Frame inside)
    {
        Frame outside = Frame.Udp("10.7.0.1:50000", "10.7.0.2:4789", payload: 8 + inside.Bytes.Length);
        outside.Bytes[42] = 8; // RFC 7348: the VNI is valid
        outside.Bytes[48] = 7;
        inside.Bytes.CopyTo(outside.Bytes.AsSpan(50));
        return outside;
    }

    private static string Word(string comment) => comment.Split(' ', ':', ';')[0];
}
