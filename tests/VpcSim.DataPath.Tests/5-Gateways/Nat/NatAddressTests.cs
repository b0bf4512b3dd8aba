using VpcSim.DataPath.Gateways.Nat;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Tests.Gateways.Nat;

/// <summary>NAT gateways with several addresses.</summary>
public class NatAddressTests
{
    private const string Instance = "10.0.1.5", Primary = "10.0.0.220", Secondary = "10.0.0.221", Host = "203.0.113.5";
    private static readonly IpAddress[] Two = [IpAddress.Parse(Primary), IpAddress.Parse(Secondary)];

    [Fact] // VPC guide, "NAT gateway basics": each address supports 55,000 simultaneous connections to each unique destination
    public void Two_addresses_serve_110_000_connections_to_one_destination_and_no_more()
    {
        var table = new NatTable();
        for (int i = 0; i < 110_000; i++)
            if (table.Bind(0, Inside(i), Two, NatAddressChoice.Spread, 0) < 0) Assert.Fail($"connection {i} finds no port");
        Assert.True(table.Bind(0, Inside(110_000), Two, NatAddressChoice.Spread, 0) < 0);
    }

    [Fact] // not documented: setting nat-address
    public void Connections_are_spread_over_the_addresses()
    {
        string[] taken = [.. AddressesTaken(NatAddressChoice.Spread)];
        Assert.Equal([Primary, Secondary], taken.Distinct().Order());
        Assert.InRange(taken.Count(address => address == Primary), 20, 80);
    }

    [Fact] // not documented: the other position of nat-address
    public void Connections_fill_the_primary_address_first() => Assert.All(AddressesTaken(NatAddressChoice.Fill), address => Assert.Equal(Primary, address));

    [Fact] // VPC guide, "Flow log records": of an interface with several addresses srcaddr and dstaddr show the primary one, the pkt fields the real one
    public void Records_at_the_gateway_show_its_primary_address_and_the_packets_own()
    {
        Run run = Start();
        for (ushort port = 1000; port < 1100; port++)
        {
            Sent asked = run.Send(Udp.Datagram(Instance, Host, 53, sourcePort: port)).ShouldBeDelivered(to: "igw");
            string own = asked.Seen[2].Observation.PacketSource.ToString();
            asked.ShouldBeRecorded(
                $"instance egress ACCEPT {Instance} {Host} {Instance} {Host}",
                $"nat ingress ACCEPT {Instance} {Primary} {Instance} {Host}",
                $"nat egress ACCEPT {Primary} {Host} {own} {Host}");
            run.Reply().ShouldBeDelivered(to: "instance").ShouldBeRecorded(
                $"nat ingress ACCEPT {Host} {Primary} {Host} {own}",
                $"nat egress ACCEPT {Primary} {Instance} {Host} {Instance}",
                $"instance ingress ACCEPT {Host} {Instance} {Host} {Instance}");
        }
    }

    [Fact] // each address is reached by its own Elastic IP
    public void An_answer_to_the_wrong_Elastic_IP_finds_nobody()
    {
        Run run = Start(NatAddressChoice.Fill);
        ushort port = run.Send(Udp.Datagram(Instance, Host, 53)).ShouldBeDelivered().Seen[2].Observation.SourcePort;
        run.Send(Udp.Datagram(Host, "198.51.100.21", port, sourcePort: 53)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound, by: "nat");
        run.Send(Udp.Datagram(Host, "198.51.100.20", port, sourcePort: 53)).ShouldBeDelivered(to: "instance");
    }

    [Fact] // RFC 5508 section 4: an error goes back by the address that its cause took, in either direction
    public void Errors_are_translated_by_the_address_that_their_cause_took()
    {
        Run run = Start();
        for (ushort port = 1000; port < 1020; port++)
        {
            Sent asked = run.Send(Udp.Datagram(Instance, Host, 53, sourcePort: port)).ShouldBeDelivered();
            string own = asked.Seen[2].Observation.PacketSource.ToString();
            run.Send(asked.Packet.ErrorFrom("192.0.2.99", 11, 0)).ShouldBeDelivered(to: "instance").ShouldBeRecorded(
                $"nat ingress ACCEPT 192.0.2.99 {Primary} 192.0.2.99 {own}",
                $"nat egress ACCEPT {Primary} {Instance} 192.0.2.99 {Instance}",
                $"instance ingress ACCEPT 192.0.2.99 {Instance} 192.0.2.99 {Instance}");
            run.Send(asked.Packet.Reply().ErrorFrom(Instance, 3, 3)).ShouldBeDelivered(to: "igw").ShouldBeRecorded(
                $"instance egress ACCEPT {Instance} {Host} {Instance} {Host}",
                $"nat ingress ACCEPT {Instance} {Primary} {Instance} {Host}",
                $"nat egress ACCEPT {Primary} {Host} {own} {Host}");
        }
    }

    private static IEnumerable<string> AddressesTaken(NatAddressChoice choice)
    {
        Run run = Start(choice);
        for (ushort port = 1000; port < 1100; port++)
            yield return run.Send(Tcp.Syn(Instance, Host, 443, sourcePort: port)).ShouldBeDelivered().Seen[2].Observation.PacketSource.ToString();
    }

    private static Run Start(NatAddressChoice choice = NatAddressChoice.Spread) => new DesignBuilder().Vpc().InternetGateway().Table("public", "0.0.0.0/0 igw")
        .Subnet("public", "10.0.0.0/24", table: "public").Nat("nat", "public", Primary, "198.51.100.20", $"{Secondary} 198.51.100.21")
        .Main("0.0.0.0/0 nat").Subnet("private", "10.0.1.0/24").Eni("instance", Instance).Start(new DataPathSettings { NatAddressChoice = choice });

    private static NatKey Inside(int connection) => new(
        0, false, IpAddress.FromIPv4(10, 0, 1, (byte)(1 + connection / 60_000)), IpAddress.Parse(Host), (ushort)(1024 + connection % 60_000), 443, 6);
}
