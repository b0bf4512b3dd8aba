using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Comparing;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Tests.Comparing;

/// <summary>The same captures through two designs: what counts as a difference, and what does not.</summary>
public class ComparisonTests
{
    private const string Client = "203.0.113.9:40000", Web = "10.0.1.10:80", App = "10.0.2.10:40000", S3 = "52.216.0.1:443", Office = "192.168.10.5:40000";

    [Fact]
    public void In_the_same_design_nothing_fares_otherwise()
    {
        ComparisonResult result = Compare([Resources.Web], [Resources.Web], new Capture().Http(Client, Web).Http(Client, "10.0.1.10:22"));
        Assert.Empty(result.Conversations);
        Assert.Equal((0, 16, 16), (result.Packets, result.OldPackets, result.NewPackets));
    }

    [Fact]
    public void A_rule_that_is_gone_drops_the_first_packet_and_the_rest_is_not_sent()
    {
        ComparisonResult result = Compare([Resources.Web], [Closed], new Capture().Http(Client, Web).Add(Frame.Ping("203.0.113.9", "10.0.1.10")));
        ChangedConversation changed = Assert.Single(result.Conversations);
        Assert.Equal(("tcp", 8, 1), (changed.Key.Protocol == 6 ? "tcp" : "", changed.Packets, changed.FirstNumber));
        FateChange[] changes = [.. changed.Changes];
        Assert.Equal((Outcome.Delivered, Outcome.Dropped, DropReason.EniSgRulesMismatch, 1L), (changes[0].Old!.Fate.Outcome, changes[0].New!.Fate.Outcome, changes[0].New!.Fate.Reason, changes[0].New!.Packets));
        Assert.Null(changes[0].Old!.Reason);
        Assert.Contains("no inbound rule of WebSg", changes[0].New!.Reason, StringComparison.Ordinal);
        Assert.All(changes[1..], change => Assert.Equal(Outcome.NotSent, change.New!.Fate.Outcome));
    }

    [Fact]
    public void Both_ways_round_the_same_conversations_differ()
    {
        Capture capture = new Capture().Http(Client, Web).Http("203.0.113.9:40001", Web);
        ComparisonResult closing = Compare([Resources.Web], [Closed], capture), opening = Compare([Closed], [Resources.Web], capture);
        Assert.Equal(closing.Conversations.Select(conversation => conversation.Key), opening.Conversations.Select(conversation => conversation.Key));
        Assert.Equal(16, opening.Packets);
    }

    [Fact]
    public void Another_way_is_a_difference_though_everything_arrives()
    {
        ComparisonResult result = Compare([Resources.Web, Resources.App], [Resources.Web, Resources.App, Resources.S3Gateway], new Capture().Http(App, S3));
        FateChange[] changes = [.. Assert.Single(result.Conversations).Changes];
        Assert.All(changes, change => Assert.Equal((Outcome.Delivered, Outcome.Delivered), (change.Old!.Fate.Outcome, change.New!.Fate.Outcome)));
        Assert.Equal("App > Nat > Internet", string.Join(" > ", changes[0].Old!.Fate.Path));
        Assert.Equal("App > S3", string.Join(" > ", changes[0].New!.Fate.Path));
    }

    [Fact]
    public void Another_rule_that_lets_the_same_packets_pass_is_none()
    {
        string wider = Resources.Web.Replace("FromPort: 80, ToPort: 80", "FromPort: 1, ToPort: 1000", StringComparison.Ordinal);
        Assert.Empty(Compare([Resources.Web], [wider], new Capture().Http(Client, Web)).Conversations);
    }

    [Fact]
    public void The_tunnel_belongs_to_the_way()
    {
        Trial old = Trial.Of(Resources.Web, Resources.Vpn);
        Trial changed = old with { Design = old.Design with { VpnConnections = [.. old.Design.VpnConnections.Select(vpn => vpn with { EgressTunnel = 2 })] } };
        FateChange change = Assert.Single(Assert.Single(Compare(old, changed, new Capture().Http(Office, Web)).Conversations).Changes);
        Assert.Contains("tunnel 1", change.Old!.Fate.Path[^1], StringComparison.Ordinal);
        Assert.Contains("tunnel 2", change.New!.Fate.Path[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_that_the_design_draws_may_be_others()
    {
        Trial old = Trial.Of(Resources.Web, Resources.App), changed = Trial.Of(Resources.Web, Resources.App.Replace("NatEip", "OtherEip", StringComparison.Ordinal));
        Assert.Empty(Compare(old, changed, new Capture().Http(App, "203.0.113.9:443")).Conversations);
        Assert.NotEqual(old.PublicOf("10.0.1.100"), changed.PublicOf("10.0.1.100"));
    }

    [Fact]
    public void Many_conversations_keep_their_order_whatever_the_batches()
    {
        var capture = new Capture();
        for (int i = 0; i < 2_000; i++) capture.Http($"203.0.113.{i % 200 + 1}:{40_000 + i}", i % 4 == 0 ? Web : "10.0.1.10:22");
        ComparisonResult result = Compare([Resources.Web], [Closed], capture);
        Assert.Equal(500, result.Conversations.Length);
        Assert.Equal(result.Conversations.Select(conversation => conversation.FirstNumber).Order(), result.Conversations.Select(conversation => conversation.FirstNumber));
        Assert.Equal(4_000, result.Packets);
    }

    [Fact]
    public void A_capture_that_is_damaged_is_compared_as_far_as_it_goes()
    {
        byte[] bytes = new Capture().Http(Client, Web).ToPcap();
        using var folder = new TemporaryFolder();
        string path = folder.Write("cut.pcap", bytes[..^30]);
        Trial old = Trial.Of(Resources.Web), changed = Trial.Of(Closed);
        ComparisonResult result = Comparison.Of(SideOf(old), SideOf(changed), [new CaptureInput(path)], TestContext.Current.CancellationToken);
        Assert.Equal((7, CaptureEnd.CutOff), (result.Packets, result.Captures[0].End));
    }

    private static string Closed => Resources.Web.Replace("FromPort: 80, ToPort: 80", "FromPort: 443, ToPort: 443", StringComparison.Ordinal);

    private static ComparisonResult Compare(string[] old, string[] changed, Capture capture) => Compare(Trial.Of(old), Trial.Of(changed), capture);

    private static ComparisonResult Compare(Trial old, Trial changed, Capture capture)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("traffic.pcap", capture.ToPcap());
        return Comparison.Of(SideOf(old), SideOf(changed), [new CaptureInput(path)], TestContext.Current.CancellationToken);
    }

    private static ComparedSide SideOf(Trial trial) => new(trial.Design, trial.Settings, trial.Options);
}
