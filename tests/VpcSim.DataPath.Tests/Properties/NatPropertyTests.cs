using CsCheck;
using VpcSim.DataPath.Gateways.Nat;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.DataPath.Tests.Properties;

/// <summary>What leaves under another address comes back to who sent it, and to nobody else.</summary>
public class NatPropertyTests
{
    private static readonly Gen<Packet> Request = Gen.Select(
        Some.Of("10.0.1.10", "10.0.1.11", "10.0.2.12", "10.1.1.13", "10.0.3.14", "2001:db8:0:1::10"), Some.Of("203.0.113.5", "203.0.113.6"),
        Some.Of<ushort>(53, 80), Some.Of<ushort>(40000, 40001), Gen.Int[0, 2],
        (from, to, port, sourcePort, kind) =>
        {
            if (from.Contains(':')) to = to.EndsWith('5') ? "64:ff9b::cb00:7105" : "64:ff9b::cb00:7106";
            return kind switch
            {
                0 => Tcp.Syn(from, to, port, sourcePort),
                1 => Udp.Datagram(from, to, port, sourcePort),
                _ => Icmp.Echo(from, to, identifier: sourcePort),
            };
        });

    [Fact] // VPC guide, "NAT gateway basics": the gateway keeps a table of who asked whom, and gives each answer to who asked
    public void What_is_NATed_out_comes_back_to_its_sender() =>
        Gen.Select(Request.Array[1, 24].Select(requests => requests.DistinctBy(Tuple).ToArray()), Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int).Sample(
            (requests, further, choice, seed) =>
            {
                Run run = Network(further).Start(new DataPathSettings { NatAddressChoice = (NatAddressChoice)choice });
                Sent[] sent = [.. requests.Select(request => run.Send(request).ShouldBeDelivered("igw"))];
                Assert.Distinct(sent.Select(one => Tuple(new Packet(one.Arrived))));
                Assert.All(sent, one => Assert.StartsWith("198.51.100.", one.Arrived.Source.ToIpAddress().ToString(), StringComparison.Ordinal));

                new Random(seed).Shuffle(sent);
                foreach (Sent one in sent)
                {
                    Sent answer = run.Send(new Packet(one.Arrived with { Ttl = 64 }).Reply()).ShouldBeDelivered();
                    Assert.Equal(Tuple(one.Packet.Reply()), Tuple(new Packet(answer.Arrived)));
                }
            },
            iter: 100);

    [Fact] // the contrast: from another port, or from another host, nobody's answer comes in
    public void What_nobody_asked_for_does_not_come_in_through_a_NAT_gateway() =>
        Gen.Select(Request.Where(request => request.Header.Protocol is 6 or 17 && request.Header.Version == 4 && !request.Source.ToString().EndsWith("14", StringComparison.Ordinal)), Gen.Bool).Sample(
            (request, otherHost) =>
            {
                Run run = Network(0).Start();
                PacketHeader answer = new Packet(run.Send(request).ShouldBeDelivered().Arrived).Reply().Header;
                if (otherHost) answer.Source = IpAddress.Parse("203.0.113.99").ToWireAddress();
                else answer.SourcePort++;
                run.Send(new Packet(answer)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound, by: "nat");
            },
            iter: 100);

    /// <summary>Senders in two subnets and a VPC behind a transit gateway, of both families, go out through one NAT gateway; 10.0.3.14 has a public address of its own.</summary>
    private static DesignBuilder Network(int furtherAddresses)
    {
        string[] further = ["10.0.0.221 198.51.100.21"];
        return new DesignBuilder().Transit(defaults: false).Vpc("spoke", "10.1.0.0/16").Table("spoke", "0.0.0.0/0 tgw").Subnet("s", "10.1.1.0/24", table: "spoke").Eni("spoke", "10.1.1.13").Attach("spoke-attachment", "s")
            .Vpc(ipv6: "2001:db8::/56").InternetGateway().Table("public", "0.0.0.0/0 igw", "10.1.0.0/16 tgw")
            .Subnet("p", "10.0.0.0/24", table: "public").Nat("nat", "p", "10.0.0.220", "198.51.100.20", further[..furtherAddresses])
            .Main("0.0.0.0/0 nat", "64:ff9b::/96 nat", "10.1.0.0/16 tgw")
            .Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Subnet("b", "10.0.2.0/24").Subnet("t", "10.0.4.0/28", zone: 'b').Attach("attachment", "t")
            .TransitTable("hub", "tgw", "0.0.0.0/0 attachment", "associate attachment", "associate spoke-attachment", "propagate attachment", "propagate spoke-attachment")
            .Eni("one", "10.0.1.10 2001:db8:0:1::10").Eni("two", "10.0.1.11").Eni("three", "10.0.2.12")
            .Subnet("d", "10.0.3.0/24", table: "public").Eni("open", "10.0.3.14", publicAddress: "198.51.100.14");
    }

    private static (string, int, string, int, int, int) Tuple(Packet packet) =>
        (packet.Source.ToString(), packet.Header.SourcePort, packet.Destination.ToString(), packet.Header.DestinationPort, packet.Header.Protocol, packet.Header.IcmpIdentifier);
}
