using System.Text.Json;

namespace VpcSim.Cli.Tests;

/// <summary>Flow logs to S3 at a server that speaks its protocol.</summary>
public class S3UploadTests
{
    private const string Text = "  Text: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Net, TrafficType: ALL, LogDestinationType: s3, LogDestination: 'arn:aws:s3:::archive/net work'}}\n";

    private const string Parquet = "  Parquet: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Net, TrafficType: ALL, LogDestinationType: s3, LogDestination: 'arn:aws:s3:::archive', "
        + "DestinationOptions: {FileFormat: parquet, HiveCompatiblePartitions: true, PerHourPartition: true}}}\n";

    [Fact] // VPC guide, "Publish flow logs to Amazon S3": the same keys as in the folder that stands for the bucket, and the same bytes
    public async Task What_stands_in_the_folder_of_a_bucket_stands_in_the_bucket()
    {
        using var folder = new TemporaryFolder();
        using S3Rver server = S3Rver.Start(folder["data"]);
        Ran here = Ran.InProcess([.. Command(folder, Text + Parquet), "--out", folder["here"]]);
        Ran there = await VpcSimProcess.Run(S3Rver.Environment, [.. Command(folder, Text + Parquet), "--out", folder["there"], "--endpoint-url", server.Endpoint]);
        string bucket = folder["here/s3/archive"];
        string[] files = [.. Directory.EnumerateFiles(bucket, "*", SearchOption.AllDirectories)];

        Assert.Equal((0, 0), (here.Status, there.Status));
        Assert.Equal(4, files.Length);
        foreach (string file in files)
            Assert.Equal(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), await server.Get(Path.GetRelativePath(bucket, file)));
        Assert.Equal(["summary.json"], Directory.EnumerateFileSystemEntries(folder["there"]).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("NOBODY", "archive", "flow log Text cannot be delivered", "Access Denied for LogDestination: bucket archive")]
    [InlineData("S3RVER", "elsewhere", "flow log Text cannot be delivered", "LogDestinationNotFoundException: there is no bucket elsewhere")]
    public async Task A_bucket_that_cannot_be_written_is_told_before_the_replay(string key, string bucket, params string[] said)
    {
        using var folder = new TemporaryFolder();
        using S3Rver server = S3Rver.Start(folder["data"]);
        Ran ran = await VpcSimProcess.Run(
            S3Rver.Credentials(key), [.. Command(folder, Text.Replace("archive", bucket, StringComparison.Ordinal)), "--out", folder["out"], "--endpoint-url", server.Endpoint]);

        ran.IsUnusable(said);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public async Task Without_credentials_the_remedy_is_told()
    {
        using var folder = new TemporaryFolder();
        var nobody = new Dictionary<string, string> { ["AWS_EC2_METADATA_DISABLED"] = "true", ["HOME"] = folder.Path, ["AWS_ACCESS_KEY_ID"] = "", ["AWS_SECRET_ACCESS_KEY"] = "" };
        Ran ran = await VpcSimProcess.Run(nobody, [.. Command(folder, Text), "--out", folder["out"], "--endpoint-url", "http://127.0.0.1:9"]);
        ran.IsUnusable("no credentials are found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    [Theory]
    [InlineData("localhost:9000")]
    [InlineData("s3://archive")]
    [InlineData("http://key:secret@localhost")]
    [InlineData("")]
    public void What_is_no_address_of_a_server_is_a_usage_error(string url) => Ran.Replay("--out", "somewhere", "--endpoint-url", url).IsUnusable("--endpoint-url", "http://HOST:PORT");

    [Fact]
    public void A_server_without_a_folder_is_a_usage_error() => Ran.Replay("--endpoint-url", "http://localhost:9000").IsUnusable("--endpoint-url", "--out DIR");

    [Fact]
    public void A_server_without_a_flow_log_to_S3_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Ran.InProcess([.. Command(folder, ""), "--out", folder["out"], "--endpoint-url", "http://localhost:9000"]).IsUnusable("no flow log of the design goes to S3");
    }

    [Fact]
    public async Task The_flow_logs_of_a_scenario_go_into_their_buckets_too()
    {
        using var folder = new TemporaryFolder();
        using S3Rver server = S3Rver.Start(folder["data"]);
        Command(folder, Text);
        File.WriteAllText(folder["scenario.yaml"], """
            design: design.yaml
            world: { internet: [ { name: customer, address: 198.51.100.7 } ], services: { Web: [ { tcp: 80, response-bytes: 100 } ] } }
            timeline: [ { at: 1m, connect: { from: customer, to: Web, port: 80, send-bytes: 10 }, expect: connected } ]
            """);
        Ran here = Ran.InProcess("run", folder["scenario.yaml"], "--out", folder["here"]);
        Ran there = await VpcSimProcess.Run(S3Rver.Environment, "run", folder["scenario.yaml"], "--out", folder["there"], "--endpoint-url", server.Endpoint);
        string bucket = folder["here/s3/archive"];
        string[] files = [.. Directory.EnumerateFiles(bucket, "*", SearchOption.AllDirectories)];

        Assert.Equal((0, 0), (here.Status, there.Status));
        Assert.NotEmpty(files);
        foreach (string file in files)
            Assert.Equal(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), await server.Get(Path.GetRelativePath(bucket, file)));
        Assert.False(Directory.Exists(folder["there/s3"]));
        Ran.InProcess("run", folder["scenario.yaml"], "--endpoint-url", server.Endpoint).IsUnusable("--endpoint-url", "--out DIR");
    }

    [Fact]
    public async Task A_server_that_goes_away_leaves_the_objects_in_the_folder_and_says_so()
    {
        using var folder = new TemporaryFolder();
        using S3Rver server = S3Rver.Start(folder["data"]);
        Directory.Delete(folder["data/archive"], recursive: true); // the server finds the bucket by its folder: what is put there fails
        Directory.CreateDirectory(folder["data/archive"]);
        File.WriteAllText(folder["data/archive/net work"], "in the way of the objects of Text");
        Ran ran = await VpcSimProcess.Run(S3Rver.Environment, [.. Command(folder, Text), "--out", folder["out"], "--endpoint-url", server.Endpoint]);
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(folder["out/summary.json"]));
        JsonElement told = Assert.Single(summary.RootElement.GetProperty("flow-logs-undelivered").EnumerateArray());

        Assert.Equal(["place", "reason", "delivered", "missing", "kept-in"], told.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(2, ran.Status);
        Assert.Contains($"vpcsim: s3://archive at {server.Endpoint}: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"0 records are there, the other {told.GetProperty("missing").GetInt64()} stand in {folder["out/s3/archive"]}", ran.Error, StringComparison.Ordinal);
        Assert.Equal(2, Directory.EnumerateFiles(folder["out/s3/archive/net%20work"], "*.log.gz", SearchOption.AllDirectories).Count());
    }

    private static string[] Command(TemporaryFolder folder, string resources)
    {
        File.WriteAllText(folder["design.yaml"], SmallDesign.Text + "\n" + resources);
        return ["replay", Repository.Capture("web-session.pcapng"), "--design", folder["design.yaml"]];
    }
}
