using VpcSim.DataPath;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Diagnosis;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Diagnosis;

/// <summary>Changes that AWS would refuse in a running network are no advice.</summary>
public class ReachedQuotaTests
{
    private const string Reject = "2 123456789012 eni-app 10.0.1.10 10.0.2.20 40000 22 6 3 180 1700000000 1700000001 REJECT OK\n";

    [Theory] // VPC guide, "Amazon VPC quotas": 60 inbound rules per security group for each family
    [InlineData(59, null, true)]
    [InlineData(60, null, false)]
    [InlineData(60, "rules-per-security-group=61", true)]
    [InlineData(61, null, true)] // AWS has raised it, or the network could not be
    public void A_rule_beyond_the_quota_of_a_group_is_refused_with_the_quota_and_its_value(int rules, string? quota, bool passes)
    {
        DesignBuilder design = Pair.Group("app", Many(rules, static i => $"in tcp {1000 + (2 * i)} from 10.0.0.0/8")).Eni("app", "10.0.2.20", "app");

        ChangePlan plan = PlanOf(design, quota);

        Assert.Equal(passes, plan.Passes);
        Assert.Equal(passes ? ["authorize-security-group-ingress app: tcp 22 web"] : [], Logged.Words(plan));
        if (passes) return;
        Assert.StartsWith("app is at the quota rules-per-security-group of 60; have AWS raise that", plan.Refusal, StringComparison.Ordinal);
        Assert.NotNull(plan.Refused);
    }

    [Theory] // VPC guide, "Amazon VPC quotas": 20 rules per network ACL, the last one that denies is one of them, raised to at most 40
    [InlineData(18, true)]
    [InlineData(19, false)]
    public void An_entry_beyond_the_quota_of_a_network_ACL_is_refused_with_the_quota_and_its_value(int entries, bool passes)
    {
        DesignBuilder design = new DesignBuilder().Vpc().Subnet("a", "10.0.1.0/24")
            .Acl("acl", [.. Many(entries, static i => $"in {100 + i} allow tcp {1000 + i} from 10.0.1.0/24"), "out 100 allow all 0.0.0.0/0"]).Subnet("b", "10.0.2.0/24", acl: "acl")
            .Group("web", "out all 0.0.0.0/0").Eni("web", "10.0.1.10", "web").Group("app", "in all 0.0.0.0/0").Eni("app", "10.0.2.20", "app");

        ChangePlan plan = PlanOf(design, quota: null);

        Assert.Equal(passes, plan.Passes);
        Assert.Equal(passes ? 1 : 0, plan.Changes.Length);
        if (!passes) Assert.StartsWith("acl is at the quota network-acl-rules-per-direction of 20; have AWS raise that (AWS grants up to 40)", plan.Refusal, StringComparison.Ordinal);
    }

    private static DesignBuilder Pair => DesignBuilder.TwoSubnets.Group("web", "out all 0.0.0.0/0").Eni("web", "10.0.1.10", "web");

    private static string[] Many(int count, Func<int, string> rule) => [.. Enumerable.Range(0, count).Select(rule)];

    private static ChangePlan PlanOf(DesignBuilder design, string? quota)
    {
        Quotas quotas = quota is null ? Quotas.Default : Quotas.Default.With(quota);
        var provisioning = new ProvisionOptions { AlreadyRuns = true, Quotas = quotas };
        var diagnosis = new RejectDiagnosis(Provisioner.Provision(design.Written, provisioning).Design, DataPathSettings.Default, provisioning);
        FlowBook book = Logged.BookOf(Reject);
        return Assert.Single(diagnosis.Explain(book, TestContext.Current.CancellationToken).Select(diagnosis.WithPlan)).Plan!;
    }
}
