using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;

namespace VpcSim.DataPath.Tests.Trace;

public class DropRemedyTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";

    [Fact]
    public void Every_reason_has_a_remedy_of_its_own()
    {
        Design design = WithServer;
        var remedies = new DropRemedies(design);
        foreach (DropReason reason in Enum.GetValues<DropReason>().Where(reason => reason != DropReason.None))
        {
            string remedy = remedies.Of(Verdict.Drop(reason, ComponentOf(reason), 0), 6, Address(Client), Address(Server), 443);
            Assert.NotEqual(DropReasons.SentenceOf(reason), remedy);
            Assert.DoesNotContain('.', remedy[^1..]);
        }
    }

    [Fact]
    public void A_group_is_asked_for_the_rule_that_is_missing()
    {
        Design design = WithServer;
        Assert.Matches(
            @"^an inbound rule of .*\(sg-[a-z-]+\) that allows tcp 443 from 10\.0\.1\.10/32$",
            new DropRemedies(design).Of(Verdict.Drop(DropReason.EniSgRulesMismatch, ComponentKind.NetworkInterface, 0), 6, Address(Client), Address(Server), 443));
    }

    private static Design WithServer { get; } = DesignBuilder.TwoSubnets.Main().Group("one", "in tcp 80 from 0.0.0.0/0").Eni("server", Server, "one").Complete();

    private static ComponentKind ComponentOf(DropReason reason) => reason switch
    {
        DropReason.SubnetAclRestriction => ComponentKind.NetworkAcl,
        DropReason.BadStateRoute or DropReason.NoRouteToDestination => ComponentKind.RouteTable,
        _ => ComponentKind.NetworkInterface,
    };

    private static IpAddress Address(string text) => IpAddress.TryParse(text, out IpAddress address) ? address : throw new FormatException(text);
}
