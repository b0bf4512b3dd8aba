using static VpcSim.Testing.Traffic;

namespace VpcSim.Testing.Tests;

/// <summary>What is asserted of every packet between sets of hosts.</summary>
public class ReachabilityTests
{
    private readonly SimulatedNetwork _network = ThreeTier.Design().Start();

    [Fact]
    public void What_cannot_be_reached_never_is_and_what_can_always_is()
    {
        _network.Never("internet", "Database");
        _network.Never("WebServer", "Database");
        _network.Always("AppServer", "Database", Tcp(5432));
        _network.Path("AppServer", "internet", via: ["NatGateway"], Tcp(443), IpFamily.IPv4);
    }

    [Fact]
    public void Never_fails_with_a_packet_that_gets_there()
    {
        var failure = Assert.Throws<VpcAssertionException>(() => _network.Never("internet", "WebServer"));
        Assert.StartsWith("never from internet to WebServer\n", failure.Message, StringComparison.Ordinal);
        Assert.Contains("tcp 443 from", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Never_counts_what_a_test_did_before_a_change()
    {
        _network.From("customer").Connect("WebServer", 443).ShouldConnect();
        _network.Change("revoke-security-group-ingress: { group: WebSg, protocol: tcp, port: 443, cidr: 0.0.0.0/0 }");
        Assert.Contains("of the run this packet got there", Assert.Throws<VpcAssertionException>(() => _network.Never("customer", "WebServer")).Message, StringComparison.Ordinal);
        _network.Never("site", "WebServer");
    }

    [Fact]
    public void Always_and_path_fail_with_the_packet_that_does_otherwise()
    {
        Assert.Contains("SUBNET_ACL_RESTRICTION", Assert.Throws<VpcAssertionException>(() => _network.Always("WebServer", "Database", Tcp(5432))).Message, StringComparison.Ordinal);
        Assert.Contains("does not pass DbAcl", Assert.Throws<VpcAssertionException>(() => _network.Path("AppServer", "internet", via: ["DbAcl"], Tcp(443), IpFamily.IPv4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sets_that_there_are_not_are_answered_with_the_nearest_names()
    {
        Assert.Contains("internet", Assert.Throws<VpcUsageException>(() => _network.Never("internt", "Database")).Message, StringComparison.Ordinal);
        Assert.Throws<VpcUsageException>(() => _network.Never("internet", "Database", Tcp(1, 9)));
    }
}
