using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Later fragments follow the first one of their datagram for 30 seconds.</summary>
public class FragmentTests
{
    private static readonly Trial Design = Trial.Of(Resources.Web);

    // WebSg allows echo requests: a rule that names a type, which later fragments do not show.
    private static readonly Frame[] Allowed = Frame.Ping("203.0.113.9", "10.0.1.10", payload: 3000, ipId: 5).Split(1480);
    private static readonly Frame[] Refused = Frame.Udp("203.0.113.9:40000", "10.0.1.10:9999", 3000, id: 6).Split(1480);

    [Fact]
    public void Later_fragments_follow_the_first_one()
    {
        Assert.Equal("delivered delivered delivered", Design.Story(new Capture().Add(Allowed)));
        Assert.Equal("dropped dropped dropped", Design.Story(new Capture().Add(Refused)));
    }

    [Fact]
    public void One_that_comes_before_its_first_matches_only_rules_without_ports()
    {
        Assert.Equal("dropped delivered delivered", Design.Story(new Capture().Add(Allowed[1], Allowed[0], Allowed[2])));

        // Web's group lets everything out, whatever the ports are.
        Frame[] leaving = Frame.Udp("10.0.1.10:40000", "198.51.100.7:53", 3000, id: 7).Split(1480);
        Assert.Equal("delivered delivered", Design.Story(new Capture().Add(leaving[1], leaving[0])));
    }

    [Theory]
    [InlineData(30, "delivered delivered")]
    [InlineData(30.001, "delivered dropped")]
    public void They_follow_it_for_30_seconds(double seconds, string story) =>
        Assert.Equal(story, Design.Story(new Capture().Add(Allowed[0]).At(seconds).Add(Allowed[1])));

    [Fact]
    public void Another_datagram_has_another_first_one()
    {
        Frame[] other = Frame.Ping("203.0.113.9", "10.0.1.10", payload: 3000, ipId: 99).Split(1480);

        Assert.Equal("delivered dropped", Design.Story(new Capture().Add(Allowed[0], other[1])));
    }

    [Fact]
    public void Later_fragments_are_logged_with_ports_0()
    {
        // VPC guide, "Flow log limitations": ports of fragments without a transport header cannot be told.
        Replayed result = Design.Run(new Capture().Add(Frame.Udp("10.0.1.10:40000", "198.51.100.7:53", 3000, id: 7).Split(1480)));

        Assert.Equal(["egress ACCEPT 10.0.1.10:40000 > 198.51.100.7:53"], result.SeenOf(1));
        Assert.Equal(["egress ACCEPT 10.0.1.10:0 > 198.51.100.7:0"], result.SeenOf(2));
        Assert.Equal(["egress ACCEPT 10.0.1.10:0 > 198.51.100.7:0"], result.SeenOf(3));
    }

    [Fact]
    public void Where_the_first_one_is_not_sent_the_later_ones_are_not_either()
    {
        Frame[] answer = Frame.Udp("10.0.1.10:9999", "203.0.113.9:40000", 3000, id: 8).Split(1480);
        Capture capture = new Capture().Add(Frame.Udp("203.0.113.9:40000", "10.0.1.10:9999")).Add(answer);

        Assert.Equal("dropped not-sent not-sent not-sent", Design.Story(capture));
        Assert.Equal("dropped delivered delivered delivered", Design.Open.Story(capture));
    }

    [Fact]
    public void Where_the_first_one_is_sent_the_later_ones_are_too_whatever_became_of_other_fragments_between_the_hosts()
    {
        Frame[] refused = Frame.Other(1, "203.0.113.9", "10.0.1.10", 3000).Split(1480);
        Frame[] pong = [.. Frame.Pong("10.0.1.10", "203.0.113.9", payload: 3000).Split(1480)];
        Capture capture = new Capture().Add(refused[1]).Add(Frame.Ping("203.0.113.9", "10.0.1.10")).Add(pong);

        Assert.Equal("dropped delivered delivered delivered delivered", Design.Story(capture));
    }
}
