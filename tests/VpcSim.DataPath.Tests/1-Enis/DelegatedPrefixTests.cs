namespace VpcSim.DataPath.Tests.Enis;

// A node in subnet a with an IPv4 and an IPv6 block for its containers.
public class DelegatedPrefixTests
{
    private const string Node = "10.0.1.10", Pod = "10.0.1.37", Server = "10.0.2.20", PodIPv6 = "2001:db8:0:1:5::77", ServerIPv6 = "2001:db8:0:2::20";

    [Fact] // EC2 guide, "Prefix delegation for Amazon EC2 network interfaces": every address of the block is the interface's own
    public void An_address_of_a_delegated_block_reaches_the_interface()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Server, Pod, 443)).ShouldBeDelivered(to: "node").ShouldBeRecorded(
            $"server egress ACCEPT {Server} {Pod} {Server} {Pod}",
            $"node ingress ACCEPT {Server} {Node} {Server} {Pod}");
        run.Send(Tcp.Syn(Server, "10.0.1.32", 443)).ShouldBeDelivered(to: "node");
        run.Send(Tcp.Syn(Server, "10.0.1.47", 443)).ShouldBeDelivered(to: "node");
        run.Send(Tcp.Syn(ServerIPv6, PodIPv6, 443)).ShouldBeDelivered(to: "node");
    }

    [Theory] // the contrast: beside the block nobody answers
    [InlineData(Server, "10.0.1.31")]
    [InlineData(Server, "10.0.1.48")]
    [InlineData(ServerIPv6, "2001:db8:0:1:6::77")]
    public void An_address_beside_the_block_is_nobodys(string source, string destination) =>
        Start().Send(Tcp.Syn(source, destination, 443)).ShouldBeDropped(DropReason.NoPossibleDestination, by: "vpc");

    [Fact] // EC2 guide, "Elastic network interfaces", source/destination checking: what the interface sends from its block is its own
    public void The_source_check_takes_the_block_for_the_interfaces_own()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Pod, Server, 443)).ShouldBeDelivered(to: "server").ShouldBeRecorded(
            $"node egress ACCEPT {Node} {Server} {Pod} {Server}",
            $"server ingress ACCEPT {Pod} {Server} {Pod} {Server}");
        run.Reply().ShouldBeDelivered(to: "node");
        run.Send(Tcp.Syn(PodIPv6, ServerIPv6, 443)).ShouldBeDelivered(to: "server");
        run.SendFrom("node", Tcp.Syn("10.0.1.48", Server, 443)).ShouldBeDropped(DropReason.EniSourceDestCheckRestriction, by: "node");
    }

    [Fact] // VPC guide, "Security group rules": the group of the interface guards its block
    public void The_interfaces_groups_guard_the_block()
    {
        Run run = Builder("in tcp 443 from 10.0.2.0/24").Start();
        run.Send(Tcp.Syn(Server, Pod, 443)).ShouldBeDelivered(to: "node");
        run.Send(Tcp.Syn(Server, Pod, 80)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "node");
    }

    private static Run Start() => Builder("in all from 0.0.0.0/0", "in all from ::/0", "out all to 0.0.0.0/0", "out all to ::/0").Start();

    private static DesignBuilder Builder(params string[] rules) => new DesignBuilder().Vpc(ipv6: "2001:db8::/56")
        .Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Subnet("b", "10.0.2.0/24", "2001:db8:0:2::/64").Group("node", rules)
        .Eni("server", $"{Server} {ServerIPv6}").Eni("node", Node, "node", type: "m5.large").Delegating("10.0.1.32/28", "2001:db8:0:1:5::/80");
}
