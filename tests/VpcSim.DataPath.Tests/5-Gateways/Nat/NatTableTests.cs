using VpcSim.DataPath.Gateways.Nat;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Tests.Gateways.Nat;

public class NatTableTests
{
    private const long Second = 1_000_000_000;
    private static readonly IpAddress Gateway = IpAddress.Parse("10.0.0.220"), Host = IpAddress.Parse("203.0.113.5");

    [Fact] // contracts: the lowest free port from hash(tuple)
    public void A_connection_takes_the_lowest_free_port_from_its_tuples_hash()
    {
        var table = new NatTable();
        NatKey first = Inside(1, 1000);
        ushort expected = (ushort)(1024 + (int)(first.Hash() % 64_512));
        Assert.Equal(expected, PortOf(table, first, 0));
        for (int i = 0; i < 500; i++)
        {
            NatKey next = Inside(2, (ushort)(2000 + i));
            ushort lowest = (ushort)(1024 + (int)(next.Hash() % 64_512));
            while (table.Find(next.Translated(0, Gateway, lowest), 0) >= 0) lowest = lowest == 65_535 ? (ushort)1024 : (ushort)(lowest + 1);
            Assert.Equal(lowest, PortOf(table, next, 0));
        }
    }

    [Fact] // one address and port serve many destinations at once
    public void A_port_is_free_towards_another_destination()
    {
        var table = new NatTable();
        var ports = new HashSet<ushort>();
        for (byte host = 0; host < 200; host++) Assert.True(table.Bind(0, Inside(1, 1000, host), Gateway, 0) >= 0);
        for (int i = 0; i < 1000; i++)
        {
            NatKey key = Inside(3, (ushort)(1024 + i));
            Assert.True(ports.Add(PortOf(table, key, 0)), "two connections to one destination share a port");
        }
    }

    [Fact] // VPC guide, "NAT gateway basics": up to 55,000 simultaneous connections to each unique destination
    public void The_gateway_serves_55_000_connections_to_one_destination_and_no_more()
    {
        NatTable table = Full();
        Assert.True(table.Bind(0, Inside(200, 1), Gateway, 0) < 0);
        Assert.True(table.Bind(0, Inside(200, 1, host: 9), Gateway, 0) >= 0);
        Assert.True(table.Bind(1, Inside(200, 1), Gateway, 0) >= 0);
    }

    [Fact] // destinations are counted together by their hashes until that could be too many for one
    public void Destinations_of_one_hash_do_not_fill_each_other()
    {
        NatKey first = To(Host, 1000);
        IpAddress twin = Enumerable.Range(1, 10_000_000).Select(static i => IpAddress.FromIPv4(0x0B00_0000 + (uint)i))
            .First(host => (ushort)To(host, 1).Translated(0, Gateway, 0).Hash() == (ushort)first.Translated(0, Gateway, 0).Hash());
        var table = new NatTable();
        for (int i = 0; i < 50_000; i++)
        {
            Assert.True(table.Bind(0, To(Host, (ushort)i), Gateway, i) >= 0);
            Assert.True(table.Bind(0, To(twin, (ushort)i), Gateway, i) >= 0);
        }
        for (int i = 50_000; i < NatTable.MostPerDestination; i++) Assert.True(table.Bind(0, To(Host, (ushort)i), Gateway, i) >= 0);

        Assert.True(table.Bind(0, To(Host, 60_000), Gateway, 60_000) < 0);
        Assert.True(table.Bind(0, To(twin, 60_000), Gateway, 60_000) >= 0);
        Assert.True(table.Bind(0, To(Host, 60_001), Gateway, NatTable.IdleTimeoutNs + 1) >= 0); // the first one's end
        Assert.True(table.Bind(0, To(Host, 60_002), Gateway, NatTable.IdleTimeoutNs + 1) < 0);
    }

    [Fact] // connections that are over make room, whether or not anybody has swept
    public void Connections_that_ended_make_room()
    {
        NatTable table = Full();
        long later = NatTable.IdleTimeoutNs + 1;
        for (int i = 0; i < 1000; i++) Assert.True(table.Bind(0, Inside(201, (ushort)(1 + i)), Gateway, later) >= 0);
        table.Sweep(1_000_000, later + NatTable.IdleTimeoutNs + 1);
        Assert.True(table.Find(Inside(201, 1), later + NatTable.IdleTimeoutNs + 1) < 0);
        Assert.True(table.Bind(0, Inside(202, 1), Gateway, later + NatTable.IdleTimeoutNs + 1) >= 0);
    }

    [Fact] // the exact end of the idle time
    public void A_binding_lives_to_the_last_nanosecond_of_its_350_seconds()
    {
        var table = new NatTable();
        NatKey key = Inside(1, 1000);
        int binding = table.Bind(0, in key, Gateway, 0);
        table.Refresh(binding, 100 * Second);
        Assert.True(table.Find(in key, 450 * Second) >= 0);
        Assert.True(table.Find(in key, 450 * Second + 1) < 0);
    }

    private static NatKey To(IpAddress host, ushort port) => new(0, false, IpAddress.FromIPv4(10, 0, 1, 7), host, port, 443, 6);

    private static NatTable Full()
    {
        var table = new NatTable();
        for (int i = 0; i < NatTable.MostPerDestination; i++)
            Assert.True(table.Bind(0, Inside((byte)(1 + i / 60_000), (ushort)(1024 + i % 60_000)), Gateway, 0) >= 0);
        return table;
    }

    private static ushort PortOf(NatTable table, NatKey inside, long nowNs) => table.OutsideOf(table.Bind(0, in inside, Gateway, nowNs)).Port;

    private static NatKey Inside(byte instance, ushort port, byte host = 5) =>
        new(0, false, IpAddress.FromIPv4(10, 0, 1, instance), host == 5 ? Host : IpAddress.FromIPv4(198, 18, 0, host), port, 443, 6);
}
