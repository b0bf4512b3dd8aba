using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>A conversation that has been idle for longer than AWS would track it is over; the next packet begins a new one. (<c>docs/decisions/0002</c>)</summary>
public class ConversationLifetimeTests
{
    private const string Client = "203.0.113.9:40000", Ssh = "10.0.1.10:22";

    private static readonly Trial Design = Trial.Of(Resources.Web);

    [Theory]
    [InlineData(180, "dropped not-sent")]
    [InlineData(180.001, "dropped delivered")]
    public void Udp_after_180_seconds(double idle, string story) =>
        Assert.Equal(story, Design.Story(new Capture().Add(Frame.Udp(Client, "10.0.1.10:9999")).At(idle).Add(Frame.Udp("10.0.1.10:9999", Client))));

    [Theory]
    [InlineData(600, "dropped not-sent")]
    [InlineData(600.001, "dropped delivered")]
    public void Other_protocols_after_600_seconds(double idle, string story) => Assert.Equal(story, Design.Story(
        new Capture().Add(Frame.Other(47, "203.0.113.9", "10.0.1.10")).At(idle).Add(Frame.Other(47, "10.0.1.10", "203.0.113.9"))));

    [Theory]
    // Sent, though the group has forgotten the request after 30 seconds.
    [InlineData(60, "delivered dropped")]
    [InlineData(60.001, "delivered not-sent")]
    public void Icmp_after_60_seconds(double idle, string story) => Assert.Equal(story, Design.Story(
        new Capture().Add(Frame.Ping("10.0.1.10", "198.51.100.7")).At(idle).Add(Frame.Pong("198.51.100.7", "10.0.1.10"))));

    [Theory]
    [InlineData(120, "dropped not-sent")]
    [InlineData(120.001, "dropped delivered")]
    public void Tcp_that_was_never_answered_after_120_seconds(double idle, string story) =>
        Assert.Equal(story, Design.Story(new Capture().Add(Frame.Tcp(Client, Ssh, "S")).At(idle).Add(Frame.Tcp(Ssh, Client, "S."))));

    [Theory]
    [InlineData(432_000, "dropped not-sent not-sent")]
    [InlineData(432_000.001, "dropped not-sent delivered")]
    public void Tcp_that_both_ends_spoke_in_after_432_000_seconds(double idle, string story) => Assert.Equal(story, Design.Story(
        new Capture().Add(Frame.Tcp(Client, Ssh, "S")).At(0).Add(Frame.Tcp(Ssh, Client, "S.")).At(idle).Add(Frame.Tcp(Ssh, Client, "P.", 10))));

    [Theory]
    [InlineData("R", 120.001, "dropped not-sent delivered")]
    [InlineData("R", 120, "dropped not-sent not-sent")]
    [InlineData(".", 120.001, "dropped not-sent not-sent")]
    public void Tcp_that_was_reset_after_120_seconds(string flags, double idle, string story) => Assert.Equal(story, Design.Story(
        new Capture().Add(Frame.Tcp(Client, Ssh, "S")).At(0).Add(Frame.Tcp(Ssh, Client, flags)).At(idle).Add(Frame.Tcp(Ssh, Client, "P.", 10))));
}
