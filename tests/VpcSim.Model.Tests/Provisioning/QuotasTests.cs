using VpcSim.Model.Provisioning;

namespace VpcSim.Model.Tests.Provisioning;

// VPC guide, "Amazon VPC quotas"
public class QuotasTests
{
    [Theory]
    [InlineData("security-groups-per-interface", 5)]
    [InlineData("rules-per-security-group", 60)]
    [InlineData("vpn-gateways-per-region", 5)]
    [InlineData("network-acl-rules-per-direction", 20)]
    [InlineData("routes-per-route-table", 500)]
    public void An_account_has_the_defaults(string name, int value) => Assert.Equal(value, Quotas.Default[name]);

    [Fact]
    public void A_raised_quota_leaves_the_others_and_the_default_alone()
    {
        Quotas raised = Quotas.Default.With("security-groups-per-interface=7");
        Assert.Equal((7, 60), (raised["security-groups-per-interface"], raised["rules-per-security-group"]));
        Assert.Equal(5, Quotas.Default["security-groups-per-interface"]);
    }

    [Theory]
    [InlineData("security-groups-per-interfaces=7", "the nearest are security-groups-per-interface, ")]
    [InlineData("security-groups-per-interface=17", "at most 16")]
    [InlineData("network-acl-rules-per-direction=41", "at most 40")]
    [InlineData("propagated-routes-per-route-table=101", "does not adjust")]
    [InlineData("security-groups-per-interface=0", "from 1")]
    [InlineData("security-groups-per-interface=", "from 1")]
    [InlineData("security-groups-per-interface=-1", "from 1")]
    [InlineData("security-groups-per-interface", "NAME=N")]
    [InlineData("=7", "NAME=N")]
    public void What_AWS_never_grants_is_refused_in_words(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Quotas.Default.With(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_maximum_is_granted() => Assert.Equal(16, Quotas.Default.With("security-groups-per-interface=16")["security-groups-per-interface"]);

    [Fact]
    public void Every_quota_has_a_name_of_its_own_and_a_default_within_its_maximum()
    {
        Assert.Equal(Quotas.All.Length, Quotas.All.Select(quota => quota.Name).Distinct().Count());
        Assert.All(Quotas.All, quota => Assert.True(quota.Maximum is null || quota.DefaultValue <= quota.Maximum));
        Assert.All(Quotas.All, quota => Assert.Matches("^[a-z0-9-]+$", quota.Name));
    }
}
