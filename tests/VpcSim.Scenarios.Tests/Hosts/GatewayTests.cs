using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Simulations;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Hosts;

/// <summary>What hosts see of the gateways between them.</summary>
public class GatewayTests
{
    private static DesignBuilder Private => DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw")
        .Nat("nat", "a", "10.0.1.100", "203.0.113.50")
        .Table("private", "0.0.0.0/0 nat").Subnet("b", "10.0.2.0/24", table: "private")
        .Eni("app", "10.0.2.10").Eni("web", "10.0.1.10", publicAddress: "203.0.113.10");

    [Fact] // VPC guide, "NAT gateway basics": the source is replaced by the gateway's address, then by its Elastic IP
    public void A_host_on_the_internet_sees_the_Elastic_IP_of_the_NAT_gateway()
    {
        var server = new Recording();
        ActionResult connect = new Living(Private).Outside("mirror", "198.51.100.9").Tcp("mirror", 80, application: server).Do(new Connect("app", "mirror", 80) { SendBytes = 100 });
        Assert.Equal((ActionOutcome.Connected, 7L), (connect.Outcome, connect.BytesReceived));
        Caller caller = Assert.Single(server.Callers.Distinct());
        Assert.Equal("203.0.113.50", caller.Source.ToString());
        Assert.InRange(caller.SourcePort, 1024, 65535);
        Assert.Equal(0, connect.Dropped);
    }

    [Fact] // VPC guide, "NAT gateways": connections cannot be initiated from the internet
    public void Nobody_on_the_internet_connects_through_a_NAT_gateway()
    {
        ActionResult connect = new Living(Private).Outside("scanner", "198.51.100.66").Do(new Connect("scanner", "203.0.113.50", 22));
        Assert.Equal(ActionOutcome.TimedOut, connect.Outcome);
        Assert.True(connect.FirstDrop!.Forward);
    }

    [Fact] // VPC guide, "Internet gateways": one-to-one NAT between private and public address
    public void A_host_on_the_internet_reaches_an_instance_by_its_public_address()
    {
        var server = new Recording();
        ActionResult connect = new Living(Private).Outside("customer", "198.51.100.7").Tcp("web", 80, application: server).Do(new Connect("customer", "web", 80) { SendBytes = 1 });
        Assert.Equal(ActionOutcome.Connected, connect.Outcome);
        Assert.Equal(("198.51.100.7", "10.0.1.10"), (server.Callers[0].Source.ToString(), server.Callers[0].Destination.ToString()));
    }

    [Fact] // VPC guide, "Internet gateways": an instance needs a public address to be reached
    public void An_instance_without_a_public_address_is_not_reached_from_the_internet()
    {
        ActionResult connect = new Living(Private).Outside("scanner", "198.51.100.66").Do(new Connect("scanner", "app", 5432));
        Assert.Equal(ActionOutcome.TimedOut, connect.Outcome);
        Assert.Equal(DropReason.IgwPrivateIpAssociationForIngress, connect.FirstDrop!.Verdict.Reason);
    }

    [Fact] // VPC guide, "Network ACLs", "Ephemeral ports": responses need an outbound rule for the client's port
    public void A_network_ACL_that_forgets_ephemeral_ports_lets_connections_time_out()
    {
        DesignBuilder design = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw")
            .Acl("tight", "in 100 allow tcp 443 from 0.0.0.0/0", "out 100 allow tcp 443 to 0.0.0.0/0").Subnet("c", "10.0.3.0/24", acl: "tight")
            .Eni("web", "10.0.3.10", publicAddress: "203.0.113.10");
        ActionResult connect = new Living(design).Outside("customer", "198.51.100.7").Tcp("web", 443).Do(new Connect("customer", "web", 443));
        Assert.Equal(ActionOutcome.TimedOut, connect.Outcome);
        Assert.Equal((DropReason.SubnetAclRestriction, false, true), (connect.FirstDrop!.Verdict.Reason, connect.FirstDrop.Forward, connect.FirstDrop.Verdict.Egress));
        Assert.Equal(Outcome.Delivered, connect.Forward!.Outcome);
    }

    [Fact]
    public void With_ephemeral_ports_it_connects()
    {
        DesignBuilder design = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw")
            .Acl("right", "in 100 allow tcp 443 from 0.0.0.0/0", "out 100 allow tcp 1024-65535 to 0.0.0.0/0").Subnet("c", "10.0.3.0/24", acl: "right")
            .Eni("web", "10.0.3.10", publicAddress: "203.0.113.10");
        ActionResult connect = new Living(design).Outside("customer", "198.51.100.7").Tcp("web", 443).Do(new Connect("customer", "web", 443));
        Assert.Equal(ActionOutcome.Connected, connect.Outcome);
    }

    [Fact] // EC2 guide, "Network MTU": the internet gateway takes 1500 bytes
    public void A_ping_that_may_not_be_fragmented_learns_the_MTU_of_the_internet_gateway()
    {
        Living world = new Living(Private).Outside("customer", "198.51.100.7");
        ActionResult ping = world.Do(new Ping("web", "customer") { Size = 8000, Count = 3 });
        Assert.Equal(ActionOutcome.Unreachable, ping.Outcome);
        Assert.Equal("message too long, mtu 1500", ping.Answer);
        Assert.Equal(1, ping.ForwardPackets); // the next ones do not leave the host
        Assert.Equal(DropReason.PacketTooBig, ping.FirstDrop!.Verdict.Reason);
        Assert.Equal(ActionOutcome.Answered, world.Do(new Ping("web", "customer") { Size = 1472 }).Outcome);
    }

    [Fact] // EC2 guide, "Network MTU": 9001 bytes within a VPC
    public void Segments_within_a_VPC_are_jumbo_frames()
    {
        var watcher = new RecordingWatcher();
        DesignBuilder design = DesignBuilder.OneSubnet.Eni("web", "10.0.1.10").Eni("db", "10.0.1.20");
        new Living(design) { Watcher = watcher }.Tcp("db", 5432, responseBytes: 100_000).Do(new Connect("web", "db", 5432) { SendBytes = 1 });
        Assert.Equal(9001, watcher.Packets.Max(packet => packet.Sights[0].Length));
    }

    [Fact] // Site-to-Site VPN guide, "Best practices for your customer gateway device": the device lowers the MSS to what the tunnel takes
    public void Connections_through_a_VPN_tunnel_keep_to_segments_that_it_takes()
    {
        var watcher = new RecordingWatcher();
        Living world = OnPremises(watcher);
        ActionResult connect = world.Do(new Connect("web", "erp", 80) { SendBytes = 100_000 });
        Assert.Equal((ActionOutcome.Connected, 100_000L, 0L), (connect.Outcome, connect.BytesSent, connect.Dropped));
        Assert.Equal(1446, watcher.Packets.Max(packet => packet.Sights[0].Length));
    }

    [Fact] // Site-to-Site VPN guide, "Site-to-Site VPN limitations": Path MTU Discovery is not supported
    public void A_packet_that_a_VPN_tunnel_does_not_take_is_lost_without_a_word()
    {
        ActionResult ping = OnPremises(null).Do(new Ping("web", "erp") { Size = 1472 });
        Assert.Equal((ActionOutcome.TimedOut, DropReason.PacketTooBig), (ping.Outcome, ping.FirstDrop!.Verdict.Reason));
    }

    private static Living OnPremises(RecordingWatcher? watcher)
    {
        DesignBuilder design = DesignBuilder.OneSubnet.Vpn("vgw", "192.168.0.0/16").Main("192.168.0.0/16 vgw").Eni("web", "10.0.1.10");
        return new Living(design) { Watcher = watcher }.Outside("erp", "192.168.10.5", behind: "vgw-connection").Tcp("erp", 80);
    }

    [Fact] // Site-to-Site VPN guide, "How AWS Site-to-Site VPN works"
    public void A_host_on_premises_reaches_an_instance_through_its_VPN_connection_by_its_private_address()
    {
        ActionResult connect = OnPremises(null).Tcp("web", 22).Do(new Connect("erp", "web", 22));
        Assert.Equal((ActionOutcome.Connected, DataPath.EntryKind.VpnGateway), (connect.Outcome, connect.Forward!.Entry!.Value.Kind));
        Assert.Equal("10.0.1.10", DataPath.WireAddresses.ToIpAddress(connect.Forward.Arrived.Destination).ToString());
    }

    [Fact] // VPC peering guide, "VPC peering connection limitations": peering is not transitive
    public void Peering_is_not_transitive()
    {
        DesignBuilder design = new DesignBuilder()
            .Vpc("a", "10.1.0.0/16").Subnet("a", "10.1.1.0/24").Eni("one", "10.1.1.10")
            .Vpc("b", "10.2.0.0/16").Subnet("b", "10.2.1.0/24").Eni("two", "10.2.1.10")
            .Vpc("c", "10.3.0.0/16").Subnet("c", "10.3.1.0/24").Eni("three", "10.3.1.10")
            .Peering("ab", "a", "b").Peering("bc", "b", "c")
            .In("a").Main("10.2.0.0/16 ab", "10.3.0.0/16 ab").In("b").Table("bt", "10.1.0.0/16 ab", "10.3.0.0/16 bc").In("c").Table("ct", "10.2.0.0/16 bc", "10.1.0.0/16 bc");
        Living world = new(design);
        ActionResult far = world.Do(new Ping("one", "three"));
        Assert.Equal(ActionOutcome.TimedOut, far.Outcome);
        Assert.Equal(Outcome.Dropped, far.FirstDrop!.Outcome);
    }

    [Theory] // RFC 6724 section 6, rule 1: unusable destinations are avoided; of usable ones hosts here take IPv4 unless they are told otherwise
    [InlineData("2001:db8::9", false, "2600:1f18:1:1::5")]
    [InlineData("198.51.100.9", true, "10.0.1.5")]
    [InlineData("198.51.100.9 2001:db8::9", false, "10.0.1.5")]
    [InlineData("198.51.100.9 2001:db8::9", true, "2600:1f18:1:1::5")]
    public void A_host_chooses_an_address_of_a_family_that_it_has_itself(string own, bool prefersIPv6, string chosen)
    {
        DesignBuilder design = new DesignBuilder().Vpc(ipv6: "2600:1f18:1::/56").InternetGateway().Main("0.0.0.0/0 igw", "::/0 igw").Subnet("a", "10.0.1.0/24", ipv6: "2600:1f18:1:1::/64")
            .Group("open", "in all from 0.0.0.0/0", "in all from ::/0", "out all to 0.0.0.0/0", "out all to ::/0").Eni("web", "10.0.1.5 2600:1f18:1:1::5", "open", publicAddress: "203.0.113.5");
        ActionResult there = new Living(design).Outside("customer", own).Do(new Ping("customer", "web") { PrefersIPv6 = prefersIPv6 });
        ActionResult back = new Living(design).Outside("customer", own).Do(new Ping("web", "customer") { PrefersIPv6 = prefersIPv6 });
        Assert.Equal((ActionOutcome.Answered, chosen), (there.Outcome, there.Forward!.Header.Destination.ToIpAddress().ToString()));
        Assert.Equal((ActionOutcome.Answered, chosen), (back.Outcome, back.Forward!.Header.Source.ToIpAddress().ToString()));
    }

    [Fact] // VPC guide, "Enable outbound IPv6 traffic using an egress-only internet gateway"
    public void Through_an_egress_only_internet_gateway_an_instance_connects_and_nobody_connects_to_it()
    {
        DesignBuilder design = new DesignBuilder().Vpc(ipv6: "2600:1f18:1::/56").EgressOnlyGateway().Main("::/0 eigw").Subnet("a", "10.0.1.0/24", ipv6: "2600:1f18:1:1::/64")
            .Eni("web", "10.0.1.10 2600:1f18:1:1::10");
        Living world = new Living(design).Outside("mirror", "2001:db8::9").Tcp("mirror", 80, responseBytes: 100_000).Tcp("web", 80);
        ActionResult outward = world.Do(new Connect("web", "mirror", 80) { SendBytes = 10, PrefersIPv6 = true });
        Assert.Equal((ActionOutcome.Connected, 100_000L), (outward.Outcome, outward.BytesReceived));
        Assert.Equal(ActionOutcome.TimedOut, world.Do(new Connect("mirror", "web", 80) { PrefersIPv6 = true }).Outcome);
        Assert.Equal(ActionOutcome.Answered, world.Do(new Ping("web", "mirror") { PrefersIPv6 = true }).Outcome);
    }

    private sealed class Recording : IStreamApplication
    {
        public List<Caller> Callers { get; } = [];

        public StreamAnswer? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> received, bool ended)
        {
            Callers.Add(caller);
            return ended ? null : new StreamAnswer("welcome"u8.ToArray());
        }
    }
}
