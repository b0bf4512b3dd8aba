using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay.Explanations;

/// <summary>What an explanation gathers: a test for each kind of step, and for each way in which a packet ends.</summary>
public class ExplainerTests
{
    private const string Client = "198.51.100.7:40000", Web = "10.0.1.10:80", App = "10.0.2.10:40000";
    private static readonly Trial _web = Trial.Of(Resources.Web);
    private static readonly Trial _app = Trial.Of(Resources.Web, Resources.App);

    [Fact]
    public void An_arriving_packet_shows_gateway_ACL_group_check_and_delivery_and_the_public_address()
    {
        Explained explained = Explained.Of(_web, $"tcp {Client} {Web}", new Capture().Http(Client, Web));
        Assert.Equal(
            ["gateway, Internet", "network ACL, Vpc/default-network-acl, inbound 100 allow all traffic 0.0.0.0/0", "security group, Web", "source/destination check, Web", "delivery, Web"],
            explained.Way(0).Select(step => step.StartsWith("security", StringComparison.Ordinal) ? "security group, Web" : step));
        Assert.Equal([$"{Client} > {_web.PublicOf("10.0.1.10")}:80", $"{Client} > {Web}"], explained.Forms(0));
        Assert.Equal("1 delivered, 2 delivered, 3 delivered, 4 delivered, 5 delivered, 6 delivered, 7 delivered, 8 delivered", explained.Story);
    }

    [Fact]
    public void A_leaving_packet_shows_its_route_and_is_translated_by_the_internet_gateway()
    {
        Explained explained = Explained.Of(_web, $"tcp {Client} {Web}", new Capture().Http(Client, Web));
        Assert.Contains(explained.Way(1), step => step.StartsWith("route table, PublicRoutes, 0.0.0.0/0 -> igw-", StringComparison.Ordinal));
        Assert.Equal([$"{Web} > {Client}", $"{_web.PublicOf("10.0.1.10")}:80 > {Client}"], explained.Forms(1));
    }

    [Fact]
    public void A_flow_that_is_open_both_ways_is_not_tracked_and_one_that_is_not_is()
    {
        Explained open = Explained.Of(_web, $"tcp {Client} {Web}", new Capture().Http(Client, Web));
        Assert.Equal([Tracking.Untracked, Tracking.Untracked], [States(open, 0)[0], States(open, 1)[0]]);

        Explained tracked = Explained.Of(_app, "tcp Web App:8080", new Capture().Http("10.0.1.10:40000", "10.0.2.10:8080"));
        Assert.Equal([Tracking.Opened, Tracking.Opened], States(tracked, 0));
        Assert.Equal([Tracking.Established, Tracking.Established], States(tracked, 1));
        Assert.Equal([Tracking.Ended, Tracking.Ended], States(tracked, 7));
    }

    [Fact]
    public void A_connection_that_opens_anew_tells_what_became_of_the_one_before()
    {
        Frame syn = Frame.Tcp("10.0.1.10:40000", "10.0.2.10:8080", "S"), reset = Frame.Tcp("10.0.2.10:8080", "10.0.1.10:40000", "R.");
        Explained reopened = Explained.Of(_app, "tcp Web App:8080", new Capture().Add(syn, reset, syn));
        Assert.All(Groups(reopened, 2), former => Assert.Equal(FormerConnection.Ended, former));

        Explained expired = Explained.Of(_app, "tcp Web App:8080", new Capture().Add(syn).At(1000).Add(syn));
        Assert.All(Groups(expired, 1), former => Assert.Equal(FormerConnection.Expired, former));
        Assert.All(Groups(expired, 0), former => Assert.Equal(FormerConnection.None, former));
    }

    [Fact]
    public void A_NAT_gateways_translation_shows_both_ways()
    {
        Explained explained = Explained.Of(_app, $"tcp App {Client[..^6]}:443", new Capture().Http(App, "198.51.100.7:443"));
        string[] there = explained.Forms(0), back = explained.Forms(1);
        Assert.Equal(3, there.Length);
        Assert.Matches(@"^10\.0\.1\.100:\d+ > 198\.51\.100\.7:443$", there[1]);
        Assert.Matches(@"^198\.51\.100\.7:443 > 10\.0\.1\.100:\d+$", back[1]);
        Assert.Equal($"198.51.100.7:443 > {App}", back[2]);
        Assert.Contains("gateway, Nat", explained.Way(0));
    }

    [Fact]
    public void What_a_second_capture_saw_before_a_NAT_gateway_is_told_as_copies_and_in_no_record_twice()
    {
        const string Server = "198.51.100.7:443";
        TwoEnds taps = new TwoEnds().Http(App, Server);
        Explained explained = Explained.Of(_app, $"tcp App {Server}", taps.First, taps.Second), alone = Explained.Of(_app, $"tcp App {Server}", taps.First);
        ExplainedWalk[] copies = [.. explained.Only.Packets.Select(packet => explained.Only.Walks[packet.Walk]).Where(walk => walk.IsCopy)];
        Assert.Equal((12, 6), (explained.Only.Packets.Count, copies.Length));
        Assert.All(copies, walk => Assert.Empty(walk.Trail));
        Assert.Contains("gateway, Nat", explained.Way(0));
        Assert.Equal(alone.Records, explained.Records);
    }

    [Fact]
    public void A_NAT_gateway_that_forgot_a_connection_is_seen_to_answer_with_a_RST()
    {
        Capture capture = new Capture().Add(Frame.Tcp(App, "198.51.100.7:443", "S"), Frame.Tcp("198.51.100.7:443", App, "S."), Frame.Tcp(App, "198.51.100.7:443", "."))
            .At(400).Add(Frame.Tcp(App, "198.51.100.7:443", "P.", 10));
        Explained explained = Explained.Of(_app, "tcp App 198.51.100.7", capture);
        Assert.Equal(DropReason.NgwIdleTimeout, explained.Walk(3).Verdict.Reason);
        Assert.True(explained.Walk(3).WasReset);
        Assert.False(explained.Walk(2).WasReset);
    }

    [Fact]
    public void Peering_gateway_endpoint_interface_endpoint_and_VPN_are_steps()
    {
        Explained peered = Explained.Of(Trial.Of(Resources.Web, Resources.Peer), "tcp Web Peer", new Capture().Http("10.0.1.10:40000", "10.9.1.10:8080"));
        Assert.Contains("gateway, Peering", peered.Way(0));

        Explained s3 = Explained.Of(Trial.Of(Resources.Web, Resources.App, Resources.S3Gateway), "tcp App 52.216.8.10:443", new Capture().Add(Frame.Tcp(App, "52.216.8.10:443", "S", mss: 8961)));
        Assert.Contains("endpoint, S3", s3.Way(0));
        Assert.EndsWith("mss 8460", s3.Forms(0)[^1], StringComparison.Ordinal);

        Trial vpn = Trial.Of(Resources.Web, Resources.Vpn);
        Explained office = Explained.Of(vpn, "tcp 192.168.5.5 Web", new Capture().Http("192.168.5.5:40000", Web));
        Assert.Equal(ComponentKind.VpnGateway, office.Walk(1).Verdict.Component);
        Assert.Contains(office.Way(1), step => step.StartsWith("gateway, Vgw", StringComparison.Ordinal));
    }

    [Fact]
    public void A_transit_gateway_shows_its_route_tables()
    {
        Trial example = Trial.OfFile(Path.Combine(Repository.Root, "docs", "examples", "central-egress", "template.yaml"));
        Explained explained = Explained.Of(example, "tcp Shop 203.0.113.5", new Capture().Http("10.1.1.10:40000", "203.0.113.5:443"));
        Assert.Contains(explained.Way(0), step => step.StartsWith("gateway, WorkloadRoutes, 0.0.0.0/0 -> tgw-attach-", StringComparison.Ordinal));

        Explained apart = Explained.Of(example, "tcp Shop Stock", new Capture().Add(Frame.Tcp("10.1.1.10:40000", "10.2.1.10:80", "S")));
        Assert.StartsWith("!gateway, WorkloadRoutes, 10.0.0.0/8 -> blackhole", apart.Way(0)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_packet_ends_at_the_step_that_refused_it_and_its_answers_name_it()
    {
        Explained explained = Explained.Of(_web, $"tcp {Client} 10.0.1.10:22", new Capture().Http(Client, "10.0.1.10:22"));
        Assert.StartsWith("!security group, Web, no inbound rule of ", explained.Way(0)[^1], StringComparison.Ordinal);
        Assert.StartsWith("1 dropped, 2 not-sent, 3 not-sent", explained.Story, StringComparison.Ordinal);
        Assert.Equal(1, explained.Only.Packets[1].Blame);
        Assert.Equal(["Web 198.51.100.7 10.0.1.10 40000 22 1 REJECT"], explained.Records);
        Assert.False(explained.Walk(1).IsLogged);
    }

    [Fact]
    public void A_packet_that_a_service_takes_is_in_no_record()
    {
        Explained explained = Explained.Of(_web, "udp Web:5353 10.0.0.2:53", new Capture().Add(Frame.Udp("10.0.1.10:5353", "10.0.0.2:53")));
        Assert.Equal("1 consumed", explained.Story);
        Assert.Empty(explained.Records);
        Assert.False(explained.Walk(0).IsLogged);
    }

    [Fact]
    public void Fragments_behind_the_first_belong_to_its_conversation()
    {
        Frame[] fragments = Frame.Udp("10.0.1.10:4000", "10.0.2.10:5000", payload: 3000, id: 9).Split(1480);
        Frame[] others = Frame.Udp("10.0.1.10:4001", "10.0.2.10:5001", payload: 3000, id: 10).Split(1480);
        Explained explained = Explained.Of(_app, "udp Web:4000 App:5000", new Capture().Add(fragments).Add(others));
        Assert.Equal([1, 2, 3], explained.Only.Packets.Select(packet => packet.Number));
        Assert.Equal([PacketRole.Own, PacketRole.LaterFragment, PacketRole.LaterFragment], explained.Only.Packets.Select(packet => explained.Only.Walks[packet.Walk].Role));
        Assert.Equal(explained.Only.Key, Explained.Of(_app, "2", new Capture().Add(fragments).Add(others)).Only.Key);
    }

    [Fact]
    public void A_packet_that_a_link_splits_shows_how_many_it_became()
    {
        Explained explained = Explained.Of(_web, "udp Web 198.51.100.7", new Capture().Add(Frame.Udp("10.0.1.10:4000", "198.51.100.7:5000", payload: 3000)));
        Assert.EndsWith(" in 3", explained.Forms(0)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_ICMP_error_about_the_conversation_belongs_to_it_and_the_routers_own_answer_is_told()
    {
        Frame question = Frame.Udp("10.0.1.10:4000", "198.51.100.7:53");
        Frame error = Frame.Error("198.51.100.7", "10.0.1.10", 3, 3, question), other = Frame.Error("198.51.100.7", "10.0.1.10", 3, 3, Frame.Udp("10.0.1.10:4001", "198.51.100.7:53"));
        Explained explained = Explained.Of(_web, "udp Web:4000 198.51.100.7:53", new Capture().Add(question, error, other));
        Assert.Equal([1, 2], explained.Only.Packets.Select(packet => packet.Number));
        Assert.Equal(PacketRole.Error, explained.Walk(1).Role);

        Explained large = Explained.Of(_web, "udp Web 198.51.100.7", new Capture().Add(Frame.Udp("10.0.1.10:4000", "198.51.100.7:53", payload: 3000, dontFragment: true)));
        Assert.Equal((3, 4, 1500), (large.Walk(0).Error!.Value.Type, large.Walk(0).Error!.Value.Code, large.Walk(0).Error!.Value.Mtu));
    }

    [Fact]
    public void Records_are_those_of_the_windows_in_which_the_conversation_was()
    {
        Capture capture = new Capture().Add(Frame.Ping("198.51.100.7", "10.0.1.10", id: 7)).At(65).Add(Frame.Ping("198.51.100.7", "10.0.1.10", id: 8)).At(130).Add(Frame.Ping("198.51.100.7", "10.0.1.10", id: 7, sequence: 2));
        Assert.Equal(2, Explained.Of(_web, "icmp Web 198.51.100.7 7", capture).Records.Length); // the one of 8 has the same addresses
        Assert.Equal(3, Explained.Of(_web, "icmp Web 198.51.100.7", capture).Records.Length);
    }

    [Fact]
    public void A_long_conversation_keeps_each_packet_and_few_walks()
    {
        var capture = new Capture().Add(Frame.Tcp("10.0.1.10:40000", "10.0.2.10:8080", "S"), Frame.Tcp("10.0.2.10:8080", "10.0.1.10:40000", "S."));
        for (int i = 0; i < 2500; i++) capture.Add(Frame.Tcp("10.0.1.10:40000", "10.0.2.10:8080", "P.", i % 900), Frame.Tcp("10.0.2.10:8080", "10.0.1.10:40000", "."));
        Explained explained = Explained.Of(_app, "tcp Web App", capture);
        Assert.Equal(5002, explained.Only.Packets.Count);
        Assert.Equal(3, explained.Only.Walks.Count);
    }

    [Fact]
    public void Where_nothing_belongs_to_it_the_nearest_conversations_are_named()
    {
        Capture capture = new Capture().Add(Frame.Udp("10.0.1.10:1", "198.51.100.9:2")).Http(Client, Web).Add(Frame.Tcp("198.51.100.8:1000", "10.0.1.10:81", "S"));
        Explained explained = Explained.Of(_web, "tcp 198.51.100.7 Web:81", capture);
        Assert.Empty(explained.Conversations);
        Assert.Equal(["6 198.51.100.7:40000 10.0.1.10:80", "6 198.51.100.8:1000 10.0.1.10:81"], explained.Nearest);
    }

    [Fact]
    public void An_explanation_changes_no_result()
    {
        Capture capture = new Capture().Http(Client, Web).Http("198.51.100.8:1", "10.0.1.10:22").Http("10.0.1.10:5000", "10.0.2.10:8080");
        Replayed plain = _app.Run(capture);
        Explained explained = Explained.Of(_app, "tcp Web 198.51.100.7", capture);
        Assert.Equal(plain.Summary.Outcomes, explained.Summary.Outcomes);
        Assert.Equal(plain.Summary.DropReasons, explained.Summary.DropReasons);
    }

    private static Tracking[] States(Explained explained, int place) =>
        [.. explained.Walk(place).Trail.Where(step => step.Stage == Stage.SecurityGroup).Select(step => step.Tracking)];

    private static FormerConnection[] Groups(Explained explained, int place) =>
        [.. explained.Walk(place).Former.Where((_, i) => explained.Walk(place).Trail[i].Stage == Stage.SecurityGroup)];
}
