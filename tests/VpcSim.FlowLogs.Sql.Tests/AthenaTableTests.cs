using System.Text.RegularExpressions;
using VpcSim.FlowLogs.Destinations.S3;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.FlowLogs;
using VpcSim.TestSupport;

namespace VpcSim.FlowLogs.Sql.Tests;

public partial class AthenaTableTests
{
    private const string Location = "s3://my-logs/network";

    private static readonly LogFormat _everything = LogFormat.Parse(string.Join(' ', Enum.GetValues<LogField>().Select(LogFields.NameOf)));

    [Theory] // Athena guide, "Create a table for Amazon VPC flow logs and query it"
    [InlineData(false)]
    [InlineData(true)]
    public void Every_column_is_one_of_the_table_here_with_the_fitting_type(bool isParquet)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.log"], _everything.Header + "\n");
        using FlowLogDatabase database = FlowLogDatabase.Open([folder["a.log"]], cancellation: TestContext.Current.CancellationToken);
        var here = new Dictionary<string, string>();
        using (QueryResult described = database.Query("SELECT column_name, column_type FROM (DESCRIBE flow_logs)", TestContext.Current.CancellationToken))
            while (described.Read()) here.Add((string)described[0]!, (string)described[1]!);

        string ddl = AthenaTable.Ddl(_everything, new AthenaPlace(Location, ["123456789012"], ["us-east-1"], isParquet));
        (string Name, string Type)[] columns = [.. Column().Matches(ddl).Select(match => (match.Groups["name"].Value, match.Groups["type"].Value))];

        Assert.Equal(_everything.Fields.Length, columns.Length);
        Assert.All(columns, column => Assert.Equal(column.Type switch { "int" => "INTEGER", "bigint" => "BIGINT", _ => "VARCHAR" }, here[column.Name]));
        Assert.StartsWith($"CREATE EXTERNAL TABLE IF NOT EXISTS {SqlColumn.Table} (", ddl, StringComparison.Ordinal);
    }

    [Theory] // VPC guide, "Publish flow logs to Amazon S3": the folders of a flow log
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Its_folders_are_those_that_a_flow_log_writes_to(bool isHive, bool isHourly)
    {
        var flowLog = new FlowLog
        {
            Name = "Log",
            Id = "fl-1",
            ResourceType = FlowLogResource.Vpc,
            ResourceId = "vpc-1",
            TrafficType = TrafficType.All,
            Destination = "arn:aws:s3:::my-logs/network",
            HiveCompatiblePartitions = isHive,
            PerHourPartition = isHourly,
        };
        var place = new S3Place(flowLog, "123456789012", "eu-central-1");
        string key = place.KeyOf(DateTimeOffset.Parse("2026-11-05T07:35:00Z").ToUnixTimeSeconds(), 0);
        string written = $"s3://{place.Root}/{key[..(key.LastIndexOf('/') + 1)]}";

        string ddl = AthenaTable.Ddl(LogFormat.Default, new AthenaPlace(Location, ["123456789012"], ["eu-central-1"], IsHive: isHive, IsHourly: isHourly));
        string template = Template().Match(ddl).Groups["template"].Value;
        string filled = Variable().Replace(template, match => match.Groups["name"].Value switch
        {
            "log_account" or "aws-account-id" => "123456789012",
            "log_region" or "aws-region" => "eu-central-1",
            "aws-service" => "vpcflowlogs",
            "log_day" => "2026/11/05",
            "year" => "2026",
            "month" => "11",
            "day" => "05",
            "log_hour" or "hour" => "07",
            _ => "?",
        });

        Assert.Equal(written, filled);
        Assert.All(Variable().Matches(template), match => Assert.Contains($"'projection.{match.Groups["name"].Value}.type'", ddl, StringComparison.Ordinal));
    }

    [Fact] // Athena guide, "CREATE TABLE": NULL DEFINED AS
    public void A_dash_of_a_text_file_is_null_and_its_header_line_is_passed_over()
    {
        string ddl = AthenaTable.Ddl(LogFormat.Default, new AthenaPlace(Location, ["1"], ["us-east-1"]));
        Assert.Contains("FIELDS TERMINATED BY ' '\n  NULL DEFINED AS '-'\n", ddl, StringComparison.Ordinal);
        Assert.Contains("'skip.header.line.count' = '1'", ddl, StringComparison.Ordinal);
    }

    [Theory] // flow logs exist since 2015
    [InlineData(false, "'projection.log_day.range' = '2015/01/01,NOW'")]
    [InlineData(true, "'projection.year.range' = '2015,2050'")]
    public void Its_days_begin_with_flow_logs_and_do_not_end_soon(bool isHive, string range) =>
        Assert.Contains(range, AthenaTable.Ddl(LogFormat.Default, new AthenaPlace(Location, ["1"], ["us-east-1"], IsHive: isHive)), StringComparison.Ordinal);

    [Fact]
    public void A_field_that_stands_twice_is_two_columns_of_text_and_one_of_Parquet()
    {
        LogFormat format = LogFormat.Parse("version srcaddr version");
        Assert.Equal(3, AthenaTable.Columns(format, isParquet: false).DistinctBy(column => column.Name).Count());
        Assert.Equal(["version", "srcaddr"], AthenaTable.Columns(format, isParquet: true).Select(column => column.Name));
    }

    [GeneratedRegex("^  `?(?<name>[a-z0-9_]+)`? (?<type>int|bigint|string),?$", RegexOptions.Multiline)]
    private static partial Regex Column();

    [GeneratedRegex("'storage.location.template' = '(?<template>[^']+)'")]
    private static partial Regex Template();

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}")]
    private static partial Regex Variable();
}
