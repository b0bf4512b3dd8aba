namespace VpcSim.Import.Tests.CloudFormation;

/// <summary>What stands under a template's <c>Metadata: VpcSim: Settings:</c>; CloudFormation ignores it.</summary>
public class TemplateSettingsTests
{
    private static readonly ImportOptions _options = new()
    {
        SettingProblem = (name, value) => (name, value) is ("loudness" or "switch", not "wrong") ? null : $"no {value} for {name}",
    };

    [Fact]
    public void Settings_are_names_and_plain_values_in_the_order_of_the_file()
    {
        ImportResult result = Templates.Succeeded(Load("{Settings: {switch: on, loudness: 7}}"));
        Assert.Equal([("switch", "on"), ("loudness", "7")], result.Settings.Select(setting => (setting.Name, setting.Value)));
        Assert.Equal("1:32", result.Settings[0].Place.Split(':', 2)[1]);
    }

    [Theory]
    [InlineData("true", "on")]
    [InlineData("Yes", "on")]
    [InlineData("off", "off")]
    [InlineData("'false'", "false")]
    public void A_boolean_is_on_or_off(string written, string read) =>
        Assert.Equal(read, Assert.Single(Templates.Succeeded(Load($"{{Settings: {{switch: {written}}}}}")).Settings).Value);

    [Theory]
    [InlineData("{Settings: {loudness: wrong}}", "VpcSim.InvalidSetting", "no wrong for loudness")]
    [InlineData("{Settings: {loudness: !Ref X}}", "VpcSim.InvalidSetting", "no functions")]
    [InlineData("{Settings: {loudness: [1, 2]}}", "VpcSim.InvalidSetting", "a plain value")]
    [InlineData("{Settings: {loudness: }}", "VpcSim.InvalidSetting", "a plain value")]
    [InlineData("{Settings: loud}", "Template.Format", "a mapping of names and values")]
    [InlineData("{Setings: {loudness: 7}}", "VpcSim.UnknownSetting", "Did you mean Settings?")]
    [InlineData("loud", "Template.Format", "[/Metadata/VpcSim] must be a mapping")]
    public void A_mistake_is_an_error_with_its_place(string block, string code, string said)
    {
        ImportError error = Assert.Single(Load(block).Errors);
        Assert.Equal(code, error.Code);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("template.yaml:1:", error.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_peoples_metadata_is_ignored() =>
        Assert.Empty(Templates.Succeeded(Templates.Load($"Metadata: {{'AWS::CloudFormation::Interface': {{}}, Settings: {{loudness: 7}}}}\nResources:\n{Templates.VpcAndSubnet}", _options)).Settings);

    private static ImportResult Load(string block) => Templates.Load($"Metadata: {{VpcSim: {block}}}\nResources:\n{Templates.VpcAndSubnet}", _options);
}
