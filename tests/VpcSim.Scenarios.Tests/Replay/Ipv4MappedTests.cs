using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>IPv4-mapped addresses are no addresses of IPv6 packets (RFC 4291 section 2.5.5.2): they stand for no interface and no IPv4 host.</summary>
public class Ipv4MappedTests
{
    private const string WebIPv6 = "2600:1f18:1a4c:9501::4";

    private static readonly Trial ThreeTier = Trial.OfFile(Repository.ThreeTier);

    [Theory]
    [InlineData("[::ffff:203.0.113.9]:40000", "[::ffff:10.0.1.10]:80")]
    [InlineData("[::ffff:10.0.1.10]:40000", "[::ffff:10.0.2.10]:8080")]
    [InlineData("[2001:db8:7::7]:40000", "[::ffff:10.0.1.10]:80")]
    [InlineData("[" + WebIPv6 + "]:40000", "[::ffff:10.0.2.10]:8080")]
    [InlineData("[::ffff:10.0.2.10]:40000", "[" + WebIPv6 + "]:80")]
    public void A_packet_with_such_an_address_is_not_in_the_design(string from, string to)
    {
        Replayed result = ThreeTier.Open.Run(new Capture().Add(Frame.Tcp(from, to, "S"), Frame.Tcp(to, from, "S.")));

        Assert.Equal("not-in-design 2", result.Outcomes);
        Assert.Empty(result.Meter.Counts);
    }

    [Fact]
    public void The_same_addresses_in_an_ipv4_packet_are_the_designs() => Assert.Equal("delivered 1", ThreeTier.Run(
        new Capture().Add(Frame.Tcp("203.0.113.9:40000", "10.0.1.10:80", "S"))).Outcomes);

    [Fact]
    public void It_shares_no_conversation_with_the_ipv4_packets() => Assert.Equal("dropped not-in-design not-sent", ThreeTier.Story(new Capture().Add(
        Frame.Tcp("203.0.113.9:40000", "10.0.1.10:22", "S"),
        Frame.Tcp("[::ffff:203.0.113.9]:40000", "[::ffff:10.0.1.10]:22", "S"),
        Frame.Tcp("10.0.1.10:22", "203.0.113.9:40000", "S."))));

    [Fact]
    public void A_mapping_of_ipv4_addresses_leaves_it_alone() => Assert.Equal("not-in-design 1", ThreeTier.Map("10.0.1.0/24=10.0.2.0/24").Run(
        new Capture().Add(Frame.Tcp("[::ffff:10.0.1.10]:40000", $"[{WebIPv6}]:80", "S"))).Outcomes);

    [Fact]
    public void An_icmpv6_error_that_quotes_such_addresses_is_about_no_ipv4_connection()
    {
        Frame asked = Frame.Udp("10.0.1.10:40000", "198.51.100.7:53"), quoted = Frame.Udp("[::ffff:10.0.1.10]:40000", "[::ffff:198.51.100.7]:53");
        Frame sixAsked = Frame.Udp($"[{WebIPv6}]:40000", "[2001:db8:7::7]:53");

        Replayed mapped = ThreeTier.Open.Run(new Capture().Add(asked, Frame.Error("2001:db8:7::7", WebIPv6, 1, 4, quoted)));
        Replayed right = ThreeTier.Open.Run(new Capture().Add(sixAsked, Frame.Error("2001:db8:7::7", WebIPv6, 1, 4, sixAsked)));

        Assert.Equal("ENI_SG_RULES_MISMATCH 1", mapped.Drops);
        Assert.Equal("delivered 2", right.Outcomes);
    }
}
