using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary><c>--map CAPTURED=DESIGN</c> puts captured addresses in the place of the design's.</summary>
public class MappingTests
{
    private static readonly Trial Design = Trial.Of(Resources.Web, Resources.App);

    [Theory]
    [InlineData("172.31.5.5=Web", "172.31.5.5:80")]
    [InlineData("172.31.5.5=10.0.1.10", "172.31.5.5:80")]
    [InlineData("172.31.0.0/16=10.0.0.0/16", "172.31.1.10:80")]
    [InlineData("172.31.5.0/24=10.0.1.0/24", "172.31.5.10:80")]
    [InlineData("172.31.5.5/32=10.0.1.10/32", "172.31.5.5:80")]
    public void A_captured_address_stands_for_one_of_the_design(string map, string captured)
    {
        Capture capture = new Capture().Http("203.0.113.9:40000", captured);

        Replayed mapped = Design.Map(map).Run(capture);
        Assert.Equal("delivered 8", mapped.Outcomes);
        Assert.Equal(["ingress ACCEPT 203.0.113.9:40000 > 10.0.1.10:80"], mapped.SeenOf(1));
        Assert.Equal("not-in-design 8", Design.Run(capture).Outcomes);
    }

    [Fact]
    public void The_first_mapping_that_holds_an_address_is_taken()
    {
        Trial trial = Design.Map("172.31.5.5=Web").Map("172.31.5.0/24=10.0.2.0/24");
        Capture capture = new Capture().Add(Frame.Tcp("172.31.5.5:40000", "172.31.5.10:8080", "S"));

        Assert.Equal(["egress ACCEPT 10.0.1.10:40000 > 10.0.2.10:8080", "ingress ACCEPT 10.0.1.10:40000 > 10.0.2.10:8080"], trial.Run(capture).SeenOf(1));
    }

    [Fact]
    public void A_mapping_reaches_what_an_icmp_error_quotes()
    {
        Frame probe = Frame.Udp("172.31.5.5:40000", "198.51.100.7:33434");
        Capture capture = new Capture().Add(probe, Frame.Error("198.51.100.7", "172.31.5.5", 3, 3, probe));

        Assert.Equal("delivered delivered", Design.Map("172.31.5.5=Web").Story(capture));
    }

    [Fact]
    public void An_outside_address_can_be_mapped_too() =>
        Assert.Equal(
            ["ingress ACCEPT 203.0.113.9:40000 > 10.0.1.10:80"],
            Design.Map("10.77.0.9=203.0.113.9").Run(new Capture().Add(Frame.Tcp("10.77.0.9:40000", "10.0.1.10:80", "S"))).SeenOf(1));

    [Theory]
    [InlineData("172.31.5.5", "--map '172.31.5.5': write CAPTURED=DESIGN, such as 192.168.1.10=WebServer or 192.168.1.0/24=10.0.1.0/24")]
    [InlineData("=Web", "--map '=Web': write CAPTURED=DESIGN, such as 192.168.1.10=WebServer or 192.168.1.0/24=10.0.1.0/24")]
    [InlineData("172.31.5.5=", "--map '172.31.5.5=': write CAPTURED=DESIGN, such as 192.168.1.10=WebServer or 192.168.1.0/24=10.0.1.0/24")]
    [InlineData("web=Web", "--map 'web=Web': 'web' is neither an address nor a CIDR block")]
    [InlineData("172.31.0.0/16=10.0.1.0/24", "--map '172.31.0.0/16=10.0.1.0/24': 172.31.0.0/16 and 10.0.1.0/24 are not blocks of the same family and size")]
    [InlineData("172.31.0.0/16=Web", "--map '172.31.0.0/16=Web': 172.31.0.0/16 and 10.0.1.10/32 are not blocks of the same family and size")]
    [InlineData("2001:db8::1=10.0.1.10", "--map '2001:db8::1=10.0.1.10': 2001:db8::1/128 and 10.0.1.10/32 are not blocks of the same family and size")]
    [InlineData("2001:db8::1=Web", "--map '2001:db8::1=Web': Web has no IPv6 address")]
    [InlineData("172.31.5.5=Vpc", "--map '172.31.5.5=Vpc': Vpc is no network interface")]
    public void A_mapping_that_is_none_says_what_is_wrong(string map, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => AddressMapping.Parse(map, new NameIndex(Design.Design))).Message);

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest()
    {
        string message = Assert.Throws<FormatException>(() => AddressMapping.Parse("172.31.5.5=Wob", new NameIndex(Design.Design))).Message;

        Assert.StartsWith("--map '172.31.5.5=Wob': nothing in the design is called 'Wob'; the nearest names are ", message, StringComparison.Ordinal);
        Assert.Contains("Web", message, StringComparison.Ordinal);
    }
}
