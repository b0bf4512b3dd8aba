using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Tests.Formats;

// VPC guide, "Flow log records"; EC2 API, CreateFlowLogs, LogFormat
public class LogFormatTests
{
    [Fact]
    public void Without_a_format_the_fields_of_version_2_stand_in_their_fixed_order()
    {
        const string fields = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";
        Assert.Equal(fields, LogFormat.Parse(null).Header);
        Assert.Equal(2, LogFormat.Default.Version);
    }

    [Theory]
    [InlineData("${version} ${vpc-id} ${srcaddr}")]
    [InlineData("version vpc-id srcaddr")]
    [InlineData("  version   ${vpc-id}\tsrcaddr ")]
    public void Fields_are_read_as_AWS_writes_them_or_as_bare_names(string text)
    {
        LogFormat format = LogFormat.Parse(text);
        Assert.Equal([LogField.Version, LogField.VpcId, LogField.SrcAddr], format.Fields);
        Assert.Equal("version vpc-id srcaddr", format.Header);
        Assert.Equal("${version} ${vpc-id} ${srcaddr}", format.ToString());
    }

    [Theory]
    [InlineData("version srcaddr", 2)]
    [InlineData("srcaddr", 2)]
    [InlineData("version vpc-id", 3)]
    [InlineData("region version vpc-id", 4)]
    [InlineData("traffic-path version", 5)]
    [InlineData("version ecs-task-id flow-direction", 7)]
    [InlineData("reject-reason", 8)]
    [InlineData("resource-id", 9)]
    [InlineData("encryption-status version", 10)]
    public void The_version_is_the_highest_among_the_fields(string text, int version)
    {
        Assert.Equal(version, LogFormat.Parse(text).Version);
    }

    [Fact] // AWS CDK, class LogFormat: its example [VERSION, ALL_DEFAULT_FIELDS] names version twice
    public void A_field_may_stand_twice()
    {
        Assert.Equal("version version srcaddr", LogFormat.Parse("${version} ${version} ${srcaddr}").Header);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void A_format_without_fields_is_an_error(string text)
    {
        Assert.Contains("empty", Assert.Throws<FormatException>(() => LogFormat.Parse(text)).Message);
    }

    [Theory]
    [InlineData("${scraddr}", "'scraddr'", "'srcaddr'")]
    [InlineData("version ${log-state}", "'log-state'", "'log-status'")]
    [InlineData("${}", "''", "'")]
    [InlineData("SRCADDR", "'SRCADDR'", "'srcaddr'")]
    public void An_unknown_field_is_named_with_the_nearest_one(string text, string named, string nearest)
    {
        Assert.False(LogFormat.TryParse(text, out LogFormat? format, out string? error));
        Assert.Null(format);
        Assert.Contains(named, error);
        Assert.Contains("did you mean " + nearest, error);
    }

    [Theory]
    [InlineData("${srcaddr},${dstaddr}")]
    [InlineData("${srcaddr}${dstaddr}")]
    [InlineData("srcaddr;dstaddr")]
    [InlineData("version,srcaddr")]
    public void Fields_that_no_space_separates_are_told_as_such(string text)
    {
        Assert.False(LogFormat.TryParse(text, out _, out string? error));
        Assert.Equal($"'{text}' is no field; fields are separated by single spaces, as in '${{srcaddr}} ${{dstaddr}}'", error);
    }

    [Fact]
    public void Fields_of_transit_gateway_flow_logs_are_refused_as_such()
    {
        Assert.False(LogFormat.TryParse("version tgw-id", out _, out string? error));
        Assert.Contains("transit gateway", error);
    }

    [Fact]
    public void Every_field_has_a_name_that_is_read_back_as_it()
    {
        foreach (LogField field in Enum.GetValues<LogField>())
        {
            Assert.Equal([field], LogFormat.Parse(LogFields.NameOf(field)).Fields);
            Assert.InRange(LogFields.VersionOf(field), 2, 11);
        }
    }
}
