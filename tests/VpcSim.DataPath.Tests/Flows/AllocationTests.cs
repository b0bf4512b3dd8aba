using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.Model.Designs;
using VpcSim.Wire;

namespace VpcSim.DataPath.Tests.Flows;

/// <summary>Neither repeating a path nor an ordinary walk allocates. (architecture, "Slow path decides, fast path remembers")</summary>
public class AllocationTests
{
    private const string Web = "10.0.1.10", Db = "10.0.2.20", Outside = "203.0.113.5", Nat = "10.0.3.5", Six = "2001:db8:0:1::10", Inspected = "10.0.5.5";
    private const int WarmUp = 10_000, Rounds = 8, PacketsARound = 10_000;

    public static TheoryData<string, Packet> Flowing => new()
    {
        { "inside the VPC, TCP", Tcp.Data(Web, Db, 443) },
        { "inside the VPC, UDP", Udp.Datagram(Web, Db, 53) },
        { "inside the VPC, ping", Icmp.Echo(Web, Db) },
        { "through the internet gateway", Tcp.Data(Web, Outside, 443) },
        { "a segment above the MTU", Tcp.Data(Web, Outside, 443, payload: 40_000) },
        { "through the NAT gateway", Udp.Datagram(Nat, Outside, 53) },
        { "through the egress-only gateway", Tcp.Data(Six, "2001:db8:ffff::1", 443) },
        { "by VPN", Udp.Datagram(Web, "192.168.5.5", 53) },
        { "over peering", Udp.Datagram(Web, "10.1.1.10", 53) },
        { "to S3 through its endpoint", Tcp.Data(Web, "52.216.0.1", 443) },
        { "over a transit gateway", Udp.Datagram(Web, "10.8.1.10", 53) },
        { "through an appliance", Udp.Datagram(Inspected, Db, 53) },
        { "through a Gateway Load Balancer endpoint", Udp.Datagram(Inspected, Web, 53) },
        { "from the internet through an appliance", Udp.Datagram(Outside, "10.0.6.6", 53) },
        { "dropped by a security group", Udp.Datagram(Web, "10.0.2.21", 53) },
        { "to the router", Icmp.Echo(Web, "10.0.1.1") },
    };

    [Theory]
    [MemberData(nameof(Flowing))]
    public void Repeating_a_path_allocates_nothing(string what, Packet packet)
    {
        var lane = new Lane();
        long bytes = lane.BytesAllocated([packet, packet.Reply()], walks: false);
        Assert.True(bytes == 0, $"{what}: {bytes} bytes");
        Assert.InRange(lane.Walks, 1, 20);
    }

    public static TheoryData<string, Packet> Walking => new()
    {
        { "a SYN sent again and again", Tcp.Syn(Web, Db, 443) },
        { "a SYN to the internet", Tcp.Syn(Web, Outside, 443) },
        { "a SYN through the NAT gateway", Tcp.Syn(Nat, Outside, 443) },
        { "a SYN through the egress-only gateway", Tcp.Syn(Six, "2001:db8:ffff::1", 443) },
        { "a SYN by VPN", Tcp.Syn(Web, "192.168.5.5", 443) },
        { "a SYN from on premises", Tcp.Syn("192.168.5.5", Web, 443) },
        { "a SYN over peering", Tcp.Syn(Web, "10.1.1.10", 443) },
        { "a SYN over a transit gateway", Tcp.Syn(Web, "10.8.1.10", 443) },
        { "a SYN through an appliance", Tcp.Syn(Inspected, Db, 443) },
        { "a SYN through a Gateway Load Balancer endpoint", Tcp.Syn(Inspected, Web, 443) },
        { "a SYN from the internet through an appliance", Tcp.Syn(Outside, "10.0.6.6", 443) },
        { "a SYN to S3", Tcp.Syn(Web, "52.216.0.1", 443) },
        { "a SYN that a group drops", Tcp.Syn(Web, "10.0.2.21", 443) },
        { "a SYN without a route", Tcp.Syn(Six, "fd00:1::1", 443) },
        { "a first fragment", Udp.Datagram(Web, Db, 53).FirstFragment(7) },
        { "a later fragment", Udp.Datagram(Web, Db, 53).LaterFragment(7) },
        { "an ICMP error", Udp.Datagram(Web, Db, 53).ErrorFrom(Db, 3, 3) },
        { "to the Amazon DNS server, within its allowance and beyond", Udp.Datagram(Web, "10.0.0.2", 53) },
        { "a packet that is split", Udp.Datagram(Web, Outside, 53).OfLength(4000) },
        { "a packet that is split and comes back in", Udp.Datagram(Web, "198.51.100.10", 53).OfLength(4000) },
        { "a packet that is too big", Udp.Datagram(Web, Outside, 53).OfLength(4000).DontFragment() },
        { "a packet with a TTL that ends", Udp.Datagram(Web, Outside, 53).WithTtl(1) },
    };

    [Theory]
    [MemberData(nameof(Walking))]
    public void An_ordinary_walk_allocates_nothing(string what, Packet packet)
    {
        var lane = new Lane();
        long bytes = lane.BytesAllocated([packet], walks: true);
        Assert.True(bytes == 0, $"{what}: {bytes} bytes");
        Assert.True(lane.Walks >= Rounds * PacketsARound, $"{what}: only {lane.Walks} walks");
    }

    public static TheoryData<string, Packet> Beginning => new()
    {
        { "inside the VPC", Udp.Datagram(Web, Db, 53) },
        { "through the internet gateway", Udp.Datagram(Web, Outside, 53) },
        { "through the NAT gateway", Udp.Datagram(Nat, Outside, 53) },
        { "of IPv6", Udp.Datagram(Six, "2001:db8:ffff::1", 53) },
        { "dropped by a security group", Udp.Datagram(Web, "10.0.2.21", 53) },
        { "through an appliance", Udp.Datagram(Inspected, Db, 53) },
    };

    [Theory]
    [MemberData(nameof(Beginning))]
    public void A_new_flow_takes_the_place_of_one_that_is_over_and_allocates_nothing(string what, Packet packet)
    {
        var lane = new Lane();
        long bytes = lane.BytesOfNewFlows(packet, out int flows);
        Assert.True(bytes == 0, $"{what}: {bytes} bytes");
        Assert.True(lane.Walks >= Rounds * PacketsARound, $"{what}: only {lane.Walks} walks");
        Assert.InRange(flows, 1, 40_000); // of 160,000, those of the latest 180 to 350 seconds
    }

    /// <summary>Sends packets as replay does, with nothing around that allocates itself.</summary>
    private sealed class Lane
    {
        private readonly DataPath _dataPath;
        private readonly Entrances _entrances;
        private long _timeNs = 1_767_225_600_000_000_000;

        public Lane()
        {
            Design design = DesignOfAll();
            Fabric fabric = Fabric.Compile(design, DataPathSettings.Default);
            _dataPath = new DataPath(fabric, new CountingMeter(), DataPathSettings.Default);
            _entrances = new Entrances(design, fabric, _dataPath);
        }

        public long Walks => _dataPath.Walks;

        /// <summary>The least of several rounds: now and then the runtime charges a thread for work of its own, such as compiling a method anew.</summary>
        public long BytesAllocated(Packet[] packets, bool walks)
        {
            PacketHeader[] headers = [.. packets.Select(packet => packet.Header)];
            EntryPoint[] entries = [.. packets.Select(packet => _entrances.For(packet) ?? EntryPoint.Interface(0))];
            VpcService?[] services = [.. packets.Select(packet => _dataPath.TryFindService(packet.Header, packet.Quote, 0, toService: false, out VpcService service) ? service : (VpcService?)null)];
            for (int i = 0; i < WarmUp; i++) SendAll(headers, packets[0].Quote, entries, services, walks);
            long least = long.MaxValue;
            for (int round = 0; round < Rounds; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < PacketsARound; i++) SendAll(headers, packets[0].Quote, entries, services, walks);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }
            return least;
        }

        /// <summary>The same where each packet is another flow, one in 10 milliseconds.</summary>
        public long BytesOfNewFlows(Packet packet, out int flows)
        {
            PacketHeader[] headers = [packet.Header];
            EntryPoint[] entries = [_entrances.For(packet) ?? EntryPoint.Interface(0)];
            VpcService?[] services = [null];
            long least = long.MaxValue;
            for (int round = -Rounds; round < Rounds; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < PacketsARound; i++)
                {
                    _timeNs += 10_000_000;
                    headers[0].SourcePort++;
                    SendAll(headers, packet.Quote, entries, services, walks: false);
                }
                if (round >= 0) least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }
            flows = _dataPath.Flows.Count;
            return least;
        }

        private void SendAll(PacketHeader[] headers, in QuotedPacket quote, EntryPoint[] entries, VpcService?[] services, bool walks)
        {
            for (int i = 0; i < headers.Length; i++)
            {
                ref PacketHeader header = ref headers[i];
                header.TimeNs = _timeNs += 1000;
                header.Number++;
                FlowRef flow = _dataPath.Flows.Open(in header);
                _dataPath.Flows.MaySend(flow, in header, in quote, out _);
                if ((header.Traits & PacketTraits.FirstFragment) != 0) _dataPath.NoteFragment(in header, sent: true, blame: 0);
                if (walks || !_dataPath.TryRepeat(flow, in header, out int verdict))
                {
                    verdict = services[i] is { } service
                        ? _dataPath.Settle(flow, in header, Verdict.Consumed(service))
                        : _dataPath.Send(flow, in header, in quote, entries[i]);
                }
                _dataPath.Flows.Note(flow, in header, _dataPath.Verdicts[verdict].Outcome, verdict);
            }
            _dataPath.Sweep(4, _timeNs);
        }

        private static Design DesignOfAll() => new DesignBuilder().Transit()
            .Vpc("hub", "10.8.0.0/16").Table("hub-main", "10.0.0.0/16 tgw").Subnet("hub-a", "10.8.1.0/24", table: "hub-main").Attach("hub", "hub-a").Eni("remote", "10.8.1.10")
            .Vpc("far", "10.1.0.0/16").Subnet("far-a", "10.1.1.0/24").Peering("pcx", "far", "vpc").Table("far-main", "10.0.0.0/16 pcx").Eni("far", "10.1.1.10")
            .Vpc(ipv6: "2001:db8::/56").InternetGateway().EgressOnlyGateway().Vpn("vgw", "192.168.0.0/16").Table("public", "0.0.0.0/0 igw")
            .Subnet("p", "10.0.0.0/24", table: "public").Nat("nat", "p", "10.0.0.220", "198.51.100.20").Table("private", "0.0.0.0/0 nat")
            .Main("0.0.0.0/0 igw", "2001:db8:ffff::/48 eigw", "192.168.0.0/16 vgw", "10.1.0.0/16 pcx", "10.8.0.0/16 tgw").GatewayEndpoint("s3", "s3", "main")
            .Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Subnet("b", "10.0.2.0/24").Subnet("n", "10.0.3.0/24", table: "private")
            .Subnet("m", "10.0.4.0/24").Eni("appliance", "10.0.4.4", publicAddress: "198.51.100.44", check: false).InspectionEndpoint("inspection", "10.0.4.5").Attach("near", "a")
            .Table("inspected", "10.0.2.0/24 appliance", "10.0.1.0/24 inspection").Subnet("q", "10.0.5.0/24", table: "inspected").Eni("inspected", Inspected)
            .Subnet("s", "10.0.6.0/24").GatewayTable("edge", "igw", "10.0.6.0/24 appliance").Eni("served", "10.0.6.6", publicAddress: "198.51.100.66")
            .Group("web", "out all 0.0.0.0/0", "out all ::/0", "in tcp 443 from 192.168.0.0/16").Group("db", "in all from sg-web").Group("closed")
            .Eni("web", $"{Web} {Six}", "web", publicAddress: "198.51.100.10").Eni("db", Db, "db").Eni("shut", "10.0.2.21", "closed").Eni("behind", Nat, "web").Complete();
    }

    // One slot for each observation, found by its hash alone: few enough here that none meet, and a test of allocation needs no more.
    private sealed class CountingMeter : IFlowMeter
    {
        private readonly long[] _packets = new long[64];

        public int Open(in Observation observation) => (observation.Interface * 4 + (observation.Egress ? 2 : 0) + (observation.Accepted ? 1 : 0)) & 63;

        public void Count(int handle, long timeNs, long packetNumber, int packets, long bytes, byte tcpFlags) => _packets[handle] += packets;

        public void Release(int handle)
        {
        }
    }
}
