using System.Runtime.CompilerServices;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Gateways.Nat;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Tests.Flows;

/// <summary>One entry for a conversation and the connections that track it: how large it is, and how long it lives.</summary>
public class ConversationTableTests
{
    private const string Low = "10.0.1.10", High = "10.0.2.20", Six = "2001:db8::1", OtherSix = "2001:db8::2";

    [Fact]
    public void What_is_kept_of_a_flow_is_small()
    {
        Assert.Equal(14, Unsafe.SizeOf<StoredFlowKey>());
        Assert.Equal(33, Unsafe.SizeOf<Conversation>());
        Assert.Equal(44, Unsafe.SizeOf<RememberedPath>());
        Assert.Equal(24, Unsafe.SizeOf<Connection>());
        Assert.Equal(20, Unsafe.SizeOf<StoredNatKey>());
        Assert.Equal(12, Unsafe.SizeOf<NatBinding>());
        Assert.Equal(8, Unsafe.SizeOf<Touch>());
    }

    [Theory]
    [InlineData(Low, High)]
    [InlineData(Six, OtherSix)]
    public void A_key_comes_back_as_it_was(string one, string other)
    {
        var table = new ConversationTable();
        FlowKey key = KeyOf(Udp.Datagram(one, other, 53)), another = KeyOf(Udp.Datagram(one, other, 54));
        int slot = table.Open(in key, key.Hash());
        Assert.Equal(-1, table.Find(in another));
        Assert.NotEqual(slot, table.Open(in another, another.Hash()));
        FlowKey kept = table.KeyOf(slot);
        Assert.True(kept.Matches(in key));
        Assert.Equal(slot, table.Find(in key));
    }

    [Fact]
    public void A_slot_that_was_guessed_is_taken_only_where_it_holds_the_tuple()
    {
        var table = new ConversationTable();
        FlowKey key = KeyOf(Udp.Datagram(Low, High, 53)), another = KeyOf(Udp.Datagram(Low, High, 54));
        int slot = table.Open(in key, key.Hash()), other = table.Open(in another, another.Hash(), probable: slot);
        Assert.NotEqual(slot, other);
        Assert.Equal(slot, table.Open(in key, key.Hash(), probable: slot));
        Assert.Equal(slot, table.Open(in key, key.Hash(), probable: other));

        table.RemoveUnneeded(slot);
        Assert.Equal(-1, table.Find(in key));
        int again = table.Open(in key, key.Hash(), probable: slot);
        Assert.Equal((2, again), (table.Count, table.Find(in key)));
        Assert.True(table.IsLive(again));
    }

    [Fact] // of IPv4-mapped addresses in IPv6 packets, which no host sends
    public void Families_are_told_apart()
    {
        FlowKey four = FlowKey.Between(IpAddress.Parse(Low), IpAddress.Parse(High), 1, 2, 17, out _);
        var six = new FlowKey(four.Low, four.High, four.LowPort, four.HighPort, 17, 1);
        var table = new ConversationTable();
        int slot = table.Open(in four, four.Hash());
        Assert.Equal(-1, table.Find(in six));
        Assert.NotEqual(slot, table.Open(in six, six.Hash()));
    }

    [Fact]
    public void An_entry_lives_as_long_as_packets_or_connections_need_it()
    {
        var table = new ConversationTable();
        FlowKey key = KeyOf(Udp.Datagram(Low, High, 53));
        int slot = table.FindOrAdd(in key);
        table[slot].FirstConnection = 7;
        table.RemoveUnneeded(slot);
        Assert.Equal(slot, table.Open(in key, key.Hash()));
        table[slot].Facts = ConversationFacts.Seen;
        table[slot].FirstConnection = -1;
        table.RemoveUnneeded(slot);
        Assert.Equal(1, table.Count);
        table[slot].Facts = ConversationFacts.None;
        table.RemoveUnneeded(slot);
        Assert.Equal((0, -1), (table.Count, table.Find(in key)));
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("udp")]
    [InlineData("icmp")]
    [InlineData("udp of IPv6")]
    public void Memory_is_given_back_when_flows_and_what_tracks_them_are_over(string what)
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Subnet("b", "10.0.2.0/24", "2001:db8:0:2::/64")
            .Group("one", "out tcp 443 0.0.0.0/0", "out udp 53 0.0.0.0/0", "out icmp 0.0.0.0/0", "out udp 53 ::/0")
            .Group("two", "in tcp 443 0.0.0.0/0", "in udp 53 0.0.0.0/0", "in icmp 0.0.0.0/0", "in udp 53 ::/0")
            .Eni("one", $"{Low} 2001:db8:0:1::10", "one").Eni("two", $"{High} 2001:db8:0:2::20", "two").Start();
        for (ushort i = 0; i < 300; i++)
        {
            run.Send(what switch
            {
                "tcp" => Tcp.Syn(Low, High, 443, sourcePort: (ushort)(40_000 + i)),
                "udp" => Udp.Datagram(Low, High, 53, sourcePort: (ushort)(40_000 + i)),
                "icmp" => Icmp.Echo(Low, High, identifier: i),
                _ => Udp.Datagram("2001:db8:0:1::10", "2001:db8:0:2::20", 53, sourcePort: (ushort)(40_000 + i)),
            }).ShouldBeDelivered(to: "two");
        }
        Assert.Equal(300, run.DataPath.Flows.Count);
        run.Wait(3600);
        for (int i = 0; i < 3; i++) run.DataPath.Sweep(1000, run.NowNs);
        Assert.Equal(0, run.DataPath.Flows.Count);
    }

    private static FlowKey KeyOf(Packet packet) => FlowKey.Of(packet.Header, out _);
}
