using System.Globalization;
using VpcSim.FlowLogs.Destinations.S3;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.FlowLogs;
using VpcSim.TestSupport;
using static VpcSim.TestSupport.ReadFiles;

namespace VpcSim.FlowLogs.Sql.Tests;

/// <summary>Columns that the folders of S3 give, as Athena's table of the same flow log has them.</summary>
public sealed class PartitionTests : IDisposable
{
    private const string OneDay = "aws-account-id=111111111111/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2026/month=11/day=05";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory] // VPC guide, "Publish flow logs to Amazon S3": the folders; Athena guide, "Create a table for Amazon VPC flow logs and query it": they are columns
    [InlineData(false, false, "SELECT log_account, log_region, log_day, sum(bytes) FROM flow_logs GROUP BY log_account, log_region, log_day", "123456789012|eu-central-1|2026/11/05|4249", "123456789012|eu-central-1|2026/11/06|4249")]
    [InlineData(false, true, "SELECT log_day, log_hour FROM flow_logs WHERE log_hour < '08'", "2026/11/05|07")]
    [InlineData(true, false, "SELECT \"aws-account-id\", \"aws-region\", year, month, day FROM flow_logs WHERE day = '06'", "123456789012|eu-central-1|2026|11|06")]
    [InlineData(true, true, "SELECT \"aws-service\", year, month, day, hour FROM flow_logs WHERE year = '2026' AND month = '11' AND day = '05'", "vpcflowlogs|2026|11|05|07")]
    public void A_query_by_partitions_has_the_same_answer_as_in_Athena(bool isHive, bool isHourly, string sql, params string[] rows)
    {
        string[] files = [Write(isHive, isHourly, "2026-11-05T07:35:00Z", Ssh), Write(isHive, isHourly, "2026-11-06T12:00:00Z", Ssh)];

        Assert.Equal(rows, Rows(sql, files));
        Assert.Equal(rows, Rows(sql, _folder.Path));
        foreach (string column in new PartitionFolders(isHive, isHourly).Columns)
        {
            Assert.Equal(["VARCHAR"], Rows($"SELECT column_type FROM (DESCRIBE flow_logs) WHERE column_name = '{column}'", files));
            Assert.Contains($"`{column}` string", AthenaTable.Ddl(LogFormat.Default, new AthenaPlace("s3://b", ["1"], ["us-east-1"], IsHive: isHive, IsHourly: isHourly)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Parquet_and_a_copy_without_its_bad_lines_keep_their_folders()
    {
        string parquet = Place($"AWSLogs/{OneDay}/a.log.parquet"), torn = Place($"AWSLogs/{OneDay.Replace("day=05", "day=06", StringComparison.Ordinal)}/b.log");
        using (var made = new ParquetObject(File.Create(parquet), LogFormat.Parse("srcaddr bytes")))
        {
            made.Write("10.0.0.3 7\n"u8);
            made.Complete();
        }
        File.WriteAllText(torn, $"{LogFormat.Default.Header}\n{Ssh}\nno record\n");

        Assert.Equal(["05|10.0.0.3|7", "06|172.31.16.139|4249"], Rows("SELECT day, srcaddr, bytes FROM flow_logs ORDER BY day", parquet, torn));
    }

    [Fact]
    public void Files_in_other_folders_have_NULL_beside_those_and_alone_no_such_column()
    {
        string other = Place("elsewhere/c.log"), day = Write(isHive: false, isHourly: false, "2026-11-05T07:35:00Z", Ssh);
        File.WriteAllText(other, Rdp + "\n");

        Assert.Equal(["2026/11/05|1", "|1"], Rows("SELECT log_day, count(*) FROM flow_logs GROUP BY log_day ORDER BY log_day NULLS LAST", other, day));
        Assert.Contains("the files give no column log_day", Assert.Throws<FlowLogQueryException>(() => Rows("SELECT log_day FROM flow_logs", other)).Message, StringComparison.Ordinal);
    }

    [Theory] // one name or digit beside AWS's
    [InlineData("AWSLogs/111111111111/vpcflowlogs/eu-west-1/2026/11/x.log")]
    [InlineData("AWSLogs/11111111111/vpcflowlogs/eu-west-1/2026/11/05/x.log")]
    [InlineData("AWSLogs/111111111111/elasticloadbalancing/eu-west-1/2026/11/05/x.log")]
    [InlineData("year=2026/month=11/day=05/x.log")]
    public void Folders_that_are_not_those_of_a_flow_log_are_no_columns(string path)
    {
        File.WriteAllText(Place(path), Ssh + "\n");

        Assert.Equal(["14"], Rows("SELECT count(*) FROM (DESCRIBE flow_logs)", _folder.Path));
    }

    private string Write(bool isHive, bool isHourly, string time, string record)
    {
        var flowLog = new FlowLog
        {
            Name = "Log",
            Id = "fl-1",
            ResourceType = FlowLogResource.Vpc,
            ResourceId = "vpc-1",
            TrafficType = TrafficType.All,
            Destination = "arn:aws:s3:::my-logs",
            HiveCompatiblePartitions = isHive,
            PerHourPartition = isHourly,
        };
        string file = Place(new S3Place(flowLog, "123456789012", "eu-central-1").KeyOf(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeSeconds(), 0));
        File.WriteAllBytes(file, Gzip($"{LogFormat.Default.Header}\n{record}\n"));
        return file;
    }

    private string Place(string path)
    {
        string file = _folder[path];
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }

    private static string[] Rows(string sql, params string[] files)
    {
        using FlowLogDatabase database = FlowLogDatabase.Open(files, cancellation: TestContext.Current.CancellationToken);
        using QueryResult result = database.Query(sql, TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (result.Read()) rows.Add(string.Join('|', Enumerable.Range(0, result.Names.Length).Select(i => Convert.ToString(result[i], CultureInfo.InvariantCulture))));
        return [.. rows];
    }
}
