namespace VpcSim.DataPath.Tests.Gateways.Transit;

public class TransitRecordTests
{
    private const string Client = "10.20.33.164", Server = "10.40.2.236", Entry = "10.40.2.31", Exit = "10.40.1.175";

    [Fact] // VPC guide, "Flow log record examples", "Traffic through a transit gateway": a request from VPC A to a server of VPC B, and its response
    public void A_request_and_its_response_are_recorded_as_in_AWSs_example()
    {
        Run run = Start();
        Packet[] request = [Tcp.Syn(Client, Server, 80, 39812), Tcp.Fin(Client, Server, 80, 39812)];
        Packet[] response = [Tcp.SynAck(Server, Client, 39812, 80), Tcp.Fin(Server, Client, 39812, 80)];
        Sent[] sent = [run.Send(request[0]), run.Send(response[0]), run.Send(request[1]), run.Send(response[1])];

        Assert.All(sent, packet => packet.ShouldBeDelivered());
        Assert.Contains($"server ingress ACCEPT {Client} {Server} {Client} {Server}", sent[0].AddressedRecords);
        Assert.Contains($"server egress ACCEPT {Server} {Client} {Server} {Client}", sent[1].AddressedRecords);
        Assert.Contains($"tgw-eni-1 egress ACCEPT {Exit} {Server} {Client} {Server}", sent[0].AddressedRecords);
        Assert.Contains($"tgw-eni-2 ingress ACCEPT {Server} {Entry} {Server} {Client}", sent[1].AddressedRecords);
        Assert.All(sent.Where((_, place) => place % 2 == 0), packet => Assert.All(packet.Seen, seen => Assert.Equal((39812, 80), (seen.Observation.SourcePort, seen.Observation.DestinationPort))));
    }

    [Fact] // the same, on the fast path
    public void The_next_packets_are_recorded_alike()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Client, Server, 80, 39812)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        string[] walked = [.. run.Send(Tcp.Data(Client, Server, 80, 39812)).AddressedRecords];
        Assert.False(run.Send(Tcp.Data(Client, Server, 80, 39812)).ShouldBeRecorded(walked).Walked);
    }

    // The client is in the zone of the attachment's first interface, the server beside the second.
    private static Run Start() => new DesignBuilder().Transit()
        .Vpc("b", "10.40.0.0/16").Main("10.20.0.0/16 tgw").Subnet("b-1", "10.40.1.0/24", zone: 'a').Subnet("b-2", "10.40.2.0/24", zone: 'b')
        .Eni("server", Server).TransitEni("tgw-eni-1", Exit).TransitEni("tgw-eni-2", Entry).Attach("b-attachment", "b-1 b-2", interfaces: "tgw-eni-1 tgw-eni-2")
        .Vpc("a", "10.20.0.0/16").Table("a-main", "10.40.0.0/16 tgw").Subnet("a-1", "10.20.33.0/24", zone: 'a', table: "a-main").Subnet("a-2", "10.20.34.0/24", zone: 'b', table: "a-main")
        .Eni("client", Client).Attach("a-attachment", "a-1 a-2").Start();
}
