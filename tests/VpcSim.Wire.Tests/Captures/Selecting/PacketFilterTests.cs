using VpcSim.Wire.Captures;
using VpcSim.Wire.Captures.Selecting;

namespace VpcSim.Wire.Tests.Captures.Selecting;

public class PacketFilterTests
{
    private static readonly byte[] _web = Bytes.Ipv4(6, Bytes.Tcp(to: 80));
    private static readonly byte[] _dns = Bytes.Ipv6(17, Bytes.Udp(to: 53));

    public PacketFilterTests() => Assert.SkipUnless(Libpcap.IsAvailable, "libpcap is not installed");

    [Theory]
    [InlineData("tcp", true, false)]
    [InlineData("udp port 53", false, true)]
    [InlineData("ip6", false, true)]
    [InlineData("host 10.0.1.10 and dst port 80", true, false)]
    [InlineData("tcp[tcpflags] & tcp-syn != 0", true, false)]
    [InlineData("not (tcp or udp)", false, false)]
    [InlineData("", true, true)]
    public void Packets_of_every_link_type_are_filtered_alike(string expression, bool web, bool dns)
    {
        using var filter = new PacketFilter(expression);
        foreach ((LinkType link, byte[] header4, byte[] header6) in Headers())
        {
            Assert.Equal(web, Matches(filter, link, Bytes.Join(header4, _web)));
            Assert.Equal(dns, Matches(filter, link, Bytes.Join(header6, _dns)));
        }
    }

    [Theory]
    [InlineData("ip6", false, true)]
    [InlineData("host 10.0.1.10", true, false)]
    [InlineData("tcp or udp", true, true)]
    public void Packets_out_of_tunnels_without_ethernet_are_filtered_as_others(string expression, bool web, bool dns)
    {
        using var filter = new PacketFilter(expression);

        Assert.Equal((web, dns), (Matches(filter, LinkType.Ipv4, _web), Matches(filter, LinkType.Ipv6, _dns)));
    }

    [Fact]
    public void What_no_frame_of_a_link_type_can_be_passes_none_of_them()
    {
        using var filter = new PacketFilter("arp");

        Assert.False(Matches(filter, LinkType.Raw, _web));
        Assert.False(Matches(filter, LinkType.Raw, _dns));
        Assert.True(Matches(filter, LinkType.Ethernet, Bytes.Ethernet(0x0806, new byte[46])));
        Assert.Contains("rejects all packets", PacketFilter.ProblemOf("tcp and udp", "--filter"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_length_is_that_on_the_wire_and_not_that_captured()
    {
        using var filter = new PacketFilter("greater 1000");

        Assert.False(Matches(filter, LinkType.Raw, _web));
        Assert.True(Matches(filter, LinkType.Raw, _web, originalLength: 1400));
    }

    [Fact]
    public void A_large_frame_is_looked_at_to_its_end()
    {
        byte[] large = Bytes.Join(_web, new byte[200_000]);
        large[^1] = 7;
        using var filter = new PacketFilter($"ip[{large.Length - 1}] = 7");

        Assert.True(Matches(filter, LinkType.Raw, large));
    }

    [Theory]
    [InlineData("tcp prot 80", "syntax error")]
    [InlineData("port http-and-more", "unknown port")]
    [InlineData("host 1.2.3.4.5", "")]
    public void A_wrong_expression_is_refused_in_libpcaps_words(string expression, string words) =>
        Assert.Contains(words, PacketFilter.ProblemOf(expression, "--filter"), StringComparison.Ordinal);

    [Theory]
    [InlineData("tcp port 443")]
    [InlineData("ether host 02:00:00:00:00:01")]
    [InlineData("ifindex 3")] // which Linux cooked captures alone have
    public void An_expression_that_some_frames_have_an_answer_to_is_taken(string expression) => Assert.Null(PacketFilter.ProblemOf(expression, "--filter"));

    [Fact]
    public void An_expression_that_the_frames_have_no_answer_to_is_told_with_their_link_type()
    {
        using var filter = new PacketFilter("ether host 02:00:00:00:00:01");

        CaptureFormatException refused = Assert.Throws<CaptureFormatException>(() => Matches(filter, LinkType.Raw, _web));
        Assert.Contains("the filter 'ether host 02:00:00:00:00:01' does not fit frames of link type Raw: ", refused.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(LinkType Link, byte[] Header4, byte[] Header6)> Headers() =>
    [
        (LinkType.Ethernet, Bytes.Ethernet(0x0800, []), Bytes.Ethernet(0x86DD, [])),
        (LinkType.Raw, [], []),
        (LinkType.LinuxSll, Bytes.Hex("0000 0001 0006 020000000001 0000 0800"), Bytes.Hex("0000 0001 0006 020000000001 0000 86DD")),
        (LinkType.LinuxSll2, Bytes.Hex("0800 0000 00000002 0001 00 06 020000000001 0000"), Bytes.Hex("86DD 0000 00000002 0001 00 06 020000000001 0000")),
        (LinkType.Loop, [0, 0, 0, 2], [0, 0, 0, OperatingSystem.IsLinux() ? (byte)10 : (byte)30]),
    ];

    private static bool Matches(PacketFilter filter, LinkType link, byte[] bytes, int? originalLength = null) =>
        filter.Matches(new CapturedFrame { Link = link, Bytes = bytes, OriginalLength = originalLength ?? bytes.Length });
}
