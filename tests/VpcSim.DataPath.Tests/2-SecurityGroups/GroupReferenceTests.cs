using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;

namespace VpcSim.DataPath.Tests.SecurityGroups;

/// <summary>Rules that name a group of a peered VPC, and what becomes of them when the peering or the group goes.</summary>
public class GroupReferenceTests
{
    private const string Near = "10.0.1.10", Far = "10.1.1.10";
    private static readonly ProvisionOptions Running = ProvisionOptions.Default with { AlreadyRuns = true };

    [Fact] // VPC guide, "Security group rules", stale rules: once the peering connection is gone the rule stays and matches nothing
    public void A_rule_goes_stale_when_its_peering_is_no_longer_active()
    {
        Run run = Peered().Start();
        Packet syn = Tcp.Syn(Near, Far, 5432);
        run.SendThrough(EntryPoint.OtherNetwork(0), syn).ShouldBeDelivered(to: "far");
        run.Change(design => WithPeering(design, active: false));
        run.SendThrough(EntryPoint.OtherNetwork(0), Tcp.Syn(Near, Far, 5432, sourcePort: 40001)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "far");
        run.Change(design => WithPeering(design, active: true));
        run.SendThrough(EntryPoint.OtherNetwork(0), Tcp.Syn(Near, Far, 5432, sourcePort: 40001)).ShouldBeDelivered(to: "far");
    }

    [Fact] // the same page: the rule is still there, and a finding tells of it
    public void A_stale_rule_stays_and_is_a_finding()
    {
        ProvisionResult stale = Provisioner.Provision(WithPeering(Peered().Written, active: false), ProvisionOptions.Default);
        Assert.Empty(stale.Errors);
        Assert.Contains("tcp 5432 sg-app", stale.Design.SecurityGroups.SelectMany(group => group.Ingress).Select(rule => rule.ToString()));
        Finding finding = Assert.Single(stale.Findings, finding => finding.Code == "stale-rule");
        Assert.Equal("db", finding.Resource);
        Assert.DoesNotContain(Provisioner.Provision(Peered().Written, ProvisionOptions.Default).Findings, finding => finding.Code == "stale-rule");
    }

    [Fact] // VPC guide, "Security group rules", stale rules: a deleted group of the peer leaves the rule stale too
    public void A_rule_goes_stale_when_its_group_is_gone()
    {
        Design written = Peered().Written;
        Design without = written with
        {
            SecurityGroups = written.SecurityGroups.RemoveAll(group => group.Id == "sg-app"),
            NetworkInterfaces = [.. written.NetworkInterfaces.Select(eni => eni.Id == "eni-near" ? eni with { SecurityGroupIds = ["sg-open-vpc-near"] } : eni)],
        };
        ProvisionResult stale = Provisioner.Provision(without, Running);
        Assert.Empty(stale.Errors);
        Assert.Contains(stale.Findings, finding => finding is { Code: "stale-rule", Resource: "db" });
        new Run(stale.Design, DataPathSettings.Default).Send(Tcp.Syn(Near, Far, 5432)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "far");
        new Run(Provisioner.Provision(written, Running).Design, DataPathSettings.Default).Send(Tcp.Syn(Near, Far, 5432)).ShouldBeDelivered(to: "far");
    }

    [Fact] // VPC guide, "Security group rules": a rule matches the members of the group that it names, whoever they are now
    public void A_member_that_joins_or_leaves_counts_at_once()
    {
        Run run = Peered().Start();
        run.Send(Tcp.Syn("10.0.1.11", Far, 5432)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "far");
        run.Change(design => design.WithGroupsOf("other", "app"));
        run.Send(Tcp.Syn("10.0.1.11", Far, 5432)).ShouldBeDelivered(to: "far");
        run.Change(design => design.WithGroupsOf("other", "open-vpc-near"));
        run.Send(Tcp.Syn("10.0.1.11", Far, 5432, sourcePort: 40001)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "far");
    }

    private static Design WithPeering(Design design, bool active) =>
        design with { PeeringConnections = [design.PeeringConnections[0] with { IsActive = active }] };

    private static DesignBuilder Peered() => new DesignBuilder()
        .Vpc("far", "10.1.0.0/16").Subnet("far-a", "10.1.1.0/24").Group("db", "in tcp 5432 from sg-app").Eni("far", Far, "db").Peering("pcx", "near", "far")
        .Vpc("near").Main("10.1.0.0/16 pcx").Subnet("near-a", "10.0.1.0/24")
        .Group("app", "out all 0.0.0.0/0").Eni("near", Near, "app").Eni("other", "10.0.1.11");
}
