namespace VpcSim.DataPath.Tests.SecurityGroups;

/// <summary>What an echo reply begins: nothing. The Linux kernel tracks so too.</summary>
public class EchoTrackingTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";
    private const string Client6 = "2001:db8:0:1::10", Server6 = "2001:db8:0:2::20";

    // The client may send what it likes and is sent nothing that it has not asked for.
    private static readonly string[] ClientRules = ["out all 10.0.2.0/24", "out all 2001:db8:0:2::/64"];

    [Theory] // EC2 guide, "Security group connection tracking": response traffic "is not tracked as a new request"
    [InlineData(Client, Server)]
    [InlineData(Client6, Server6)]
    public void An_echo_reply_is_not_tracked_as_a_request(string client, string server)
    {
        Run run = Start();
        run.Send(Icmp.EchoReply(client, server, identifier: 7)).ShouldBeDelivered(to: "server");
        run.Send(Icmp.Echo(server, client, identifier: 7)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "client");
        run.Send(Icmp.EchoReply(server, client, identifier: 7)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "client");
    }

    [Theory] // the contrast: a request is tracked, and its response passes
    [InlineData(Client, Server)]
    [InlineData(Client6, Server6)]
    public void An_echo_request_is_tracked(string client, string server)
    {
        Run run = Start();
        run.Send(Icmp.Echo(client, server, identifier: 7)).ShouldBeDelivered(to: "server");
        Assert.True(run.Send(Icmp.EchoReply(server, client, identifier: 7)).ShouldBeDelivered(to: "client").PassedAsTracked);
    }

    [Theory] // a reply of another kind asks nothing either; its query does
    [InlineData(14, 13)]
    [InlineData(16, 15)]
    [InlineData(18, 17)]
    public void Nor_is_the_reply_to_a_timestamp_information_or_address_mask_request(byte reply, byte query)
    {
        Run run = Start();
        run.Send(Icmp.Message(Client, Server, reply, 0)).ShouldBeDelivered(to: "server");
        run.Send(Icmp.Message(Server, Client, query, 0)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "client");
        run.Send(Icmp.Message(Client, Server, query, 0)).ShouldBeDelivered(to: "server");
        run.Send(Icmp.Message(Server, Client, reply, 0)).ShouldBeDelivered(to: "client");
    }

    private static Run Start() => new DesignBuilder().Vpc(ipv6: "2001:db8::/56")
        .Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Subnet("b", "10.0.2.0/24", "2001:db8:0:2::/64")
        .Group("client", ClientRules).Eni("client", $"{Client} {Client6}", "client").Eni("server", $"{Server} {Server6}").Start();
}
