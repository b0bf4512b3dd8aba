using VpcSim.Model.Designs;

namespace VpcSim.DataPath.Tests.Trace;

public class TrailTextTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";

    [Fact]
    public void Every_step_of_a_walk_names_its_component_and_what_decided() => Assert.Equal(
        [
            "source/destination check: client (eni-client)",
            "security group: client (eni-client): outbound rule all traffic 0.0.0.0/0 of open-vpc-vpc (sg-open-vpc-vpc)",
            "network ACL: default (acl-default): outbound 100 allow all traffic 0.0.0.0/0",
            "route table: main (rtb-main): 10.0.0.0/16 -> local",
            "network ACL: default (acl-default): inbound 100 allow all traffic 0.0.0.0/0",
            "security group: server (eni-server): inbound rule tcp 443 10.0.0.0/16 of two (sg-two)",
            "source/destination check: server (eni-server)",
            "delivery: server (eni-server)",
        ],
        Steps(Design(), Tcp.Syn(Client, Server, 443)).Select(step => step.Replace($"{Design().NetworkAcls[0].Name} ({Design().NetworkAcls[0].Id})", "default (acl-default)", StringComparison.Ordinal)));

    [Fact]
    public void A_step_that_refused_names_what_was_missing() => Assert.Equal(
        "security group: server (eni-server): no inbound rule of one (sg-one), two (sg-two)",
        Steps(Design(), Tcp.Syn(Client, Server, 22))[^1]);

    [Fact]
    public void A_tracked_connection_is_no_rule()
    {
        Design design = Design();
        var run = new Run(design, DataPathSettings.Default);
        run.Send(Tcp.Syn(Client, Server, 443));
        run.Reply();

        Assert.Contains("security group: server (eni-server): tracked connection", Steps(design, run));
    }

    private static Design Design() => DesignBuilder.TwoSubnets.Main()
        .Group("one", "in tcp 80 from 0.0.0.0/0").Group("two", "in udp 53 from 0.0.0.0/0", "in tcp 443 from 10.0.0.0/16")
        .Eni("client", Client).Eni("server", Server, "one two").Complete();

    private static string[] Steps(Design design, Packet packet)
    {
        var run = new Run(design, DataPathSettings.Default);
        run.Send(packet);
        return Steps(design, run);
    }

    private static string[] Steps(Design design, Run run)
    {
        var text = new TrailText(design);
        return [.. run.DataPath.LatestTrail.ToArray().Select(step => $"{TrailText.NameOf(step.Stage)}: {text.Decision(step)}")];
    }
}
