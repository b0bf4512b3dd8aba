namespace VpcSim.DataPath.Tests.SecurityGroups;

/// <summary>An instance that talks to itself by its public address: AWS documents nothing; the packet goes out through the internet gateway and comes back.</summary>
public class OwnPublicAddressTests
{
    private const string Web = "10.0.1.10", Public = "198.51.100.10";

    [Fact]
    public void It_leaves_and_comes_back_from_the_public_address()
    {
        Run run = Start("out all to 0.0.0.0/0", $"in tcp 443 from {Public}/32");
        run.Send(Tcp.Syn(Web, Public, 443)).ShouldBeDelivered(to: "web")
            .ShouldBeRecorded($"web egress ACCEPT {Web} {Public} {Web} {Public}", $"web ingress ACCEPT {Public} {Web} {Public} {Web}");
    }

    [Theory] // both directions need a rule, and the one for what comes back names the public address
    [InlineData("web egress REJECT", "in all from 0.0.0.0/0")]
    [InlineData("web egress ACCEPT, web ingress REJECT", "out all to 0.0.0.0/0")]
    [InlineData("web egress ACCEPT, web ingress REJECT", "out all to 0.0.0.0/0", "in tcp 443 from 10.0.1.10/32", "in tcp 443 from sg-web")]
    public void Both_directions_need_a_rule(string records, params string[] rules) =>
        Start(rules).Send(Tcp.Syn(Web, Public, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "web").ShouldBeRecorded(records.Split(", "));

    [Fact]
    public void Both_directions_need_an_entry_of_the_network_acl()
    {
        Run run = new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Acl("acl", "out 100 allow all to 0.0.0.0/0", $"in 100 deny all from {Public}/32", "in 200 allow all from 0.0.0.0/0")
            .Subnet("a", "10.0.1.0/24", acl: "acl").Eni("web", Web, publicAddress: Public).Start();
        run.Send(Tcp.Syn(Web, Public, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded("web egress ACCEPT", "web ingress REJECT");
    }

    [Fact] // the contrast: by its private address it never leaves the instance
    public void By_its_private_address_it_needs_nothing() => Start().Send(Tcp.Syn(Web, Web, 443)).ShouldBeDelivered(to: "web").ShouldNotBeRecorded();

    private static Run Start(params string[] rules) => new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24")
        .Group("web", rules).Eni("web", Web, "web", publicAddress: Public).Start();
}
