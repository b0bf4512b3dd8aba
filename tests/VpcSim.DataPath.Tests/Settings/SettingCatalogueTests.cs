using VpcSim.DataPath.Settings;

namespace VpcSim.DataPath.Tests.Settings;

public class SettingCatalogueTests
{
    private static readonly SettingCatalogue<DataPathSettings> Catalogue = DataPathCatalogue.Instance;

    [Fact]
    public void Each_name_stands_once_and_each_default_is_a_value_of_its_setting()
    {
        Assert.Distinct(Catalogue.All.Select(setting => setting.Name));
        Assert.All(Catalogue.All, setting => Assert.Equal(DataPathSettings.Default, setting.Write(DataPathSettings.Default, setting.Read(DataPathSettings.Default))));
    }

    [Fact]
    public void A_value_is_set_by_name_and_told_from_the_default()
    {
        Assert.True(Catalogue.TrySet(DataPathSettings.Default, "tcp-syn-timeout", "90", out DataPathSettings? changed, out _));
        Assert.Equal(90, changed.TcpSynTimeoutSeconds);
        Assert.Equal([("tcp-syn-timeout", "90")], Catalogue.Changed(changed));
        Assert.Empty(Catalogue.Changed(DataPathSettings.Default));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest_ones()
    {
        Assert.False(Catalogue.TrySet(DataPathSettings.Default, "tcp-sin-timeout", "90", out _, out string? error));
        Assert.StartsWith("there is no setting 'tcp-sin-timeout'; the nearest are tcp-syn-timeout", error);
    }

    [Theory]
    [InlineData("strict-mtu", "yes", "'yes' is no value of strict-mtu; it takes on, off")]
    [InlineData("icmp-timeout", "0", "'0' is no value of icmp-timeout; it takes 1 to 86400 seconds")]
    [InlineData("icmp-timeout", "-5", "'-5' is no value of icmp-timeout; it takes 1 to 86400 seconds")]
    public void A_wrong_value_is_answered_with_the_allowed_ones(string name, string value, string message)
    {
        Assert.False(Catalogue.TrySet(DataPathSettings.Default, name, value, out _, out string? error));
        Assert.Equal(message, error);
    }
}
