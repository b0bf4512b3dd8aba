using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using VpcSim.FlowLogs.Delivery;
using VpcSim.TestSupport;

namespace VpcSim.FlowLogs.Tests.Delivery;

/// <summary>AWS's SDK at a server that answers as each test says.</summary>
public sealed class S3ServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [ModuleInitializer]
    internal static void HasCredentials()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-west-1");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_object_is_put_whole_under_its_bucket_and_key_signed_by_the_credentials_of_the_environment()
    {
        using var server = new ObjectServer(static _ => 200);
        Put(server.Endpoint);
        Assert.Equal("/archive/AWSLogs/123/a%20b.log.gz", Assert.Single(server.Objects).Key);
        Assert.Equal("a record\n"u8.ToArray(), server.Objects.Values.Single());
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/", server.Authorization, StringComparison.Ordinal);
        Assert.Contains("/eu-west-1/s3/aws4_request", server.Authorization, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(429)]
    public void What_may_pass_is_told_apart(int status)
    {
        using var server = new ObjectServer(_ => status);
        Assert.True(Assert.Throws<ObjectStoreException>(() => Put(server.Endpoint)).IsTransient);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(400)]
    public void What_will_not_pass_is_told_apart(int status)
    {
        using var server = new ObjectServer(_ => status);
        Assert.False(Assert.Throws<ObjectStoreException>(() => Put(server.Endpoint)).IsTransient);
    }

    [Fact] // VPC guide, "Troubleshoot VPC Flow Logs": LogDestinationNotFoundException
    public void A_bucket_that_is_not_there_is_told_in_AWSs_words() =>
        Assert.StartsWith("LogDestinationNotFoundException", Refusal(404).Message, StringComparison.Ordinal);

    [Fact] // VPC guide, "Troubleshoot VPC Flow Logs": Access Denied for LogDestination
    public void A_bucket_that_lets_nobody_in_is_told_in_AWSs_words() =>
        Assert.StartsWith("Access Denied for LogDestination", Refusal(403).Message, StringComparison.Ordinal);

    [Theory] // S3 API, "HeadBucket": status 301 for a bucket of another region; x-amz-bucket-region
    [InlineData(301)]
    [InlineData(400)]
    public void A_bucket_of_another_region_is_told_with_its_region(int status)
    {
        using var server = new ObjectServer(_ => status) { Region = "ap-southeast-2" };
        using var store = new S3Server(server.Endpoint, TestContext.Current.CancellationToken);
        var problem = Assert.Throws<ObjectStoreException>(() => store.Check("archive"));
        Assert.StartsWith("bucket archive is in region ap-southeast-2; set AWS_REGION=ap-southeast-2", problem.Message, StringComparison.Ordinal);
        Assert.False(problem.IsTransient);
    }

    [Fact]
    public void A_server_that_is_not_there_is_told_and_may_come_back()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        var problem = Assert.Throws<ObjectStoreException>(() => Put(new Uri($"http://127.0.0.1:{port}")));
        Assert.True(problem.IsTransient);
        Assert.StartsWith($"http://127.0.0.1:{port} does not answer: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_breaks_off_may_come_back()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var over = new CancellationTokenSource();
        Task breaking = Break(server, over.Token);
        Assert.True(Assert.Throws<ObjectStoreException>(() => Put(new Uri($"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}"))).IsTransient);
        over.Cancel();
        Assert.False(breaking.IsFaulted);
    }

    [Fact]
    public void A_run_that_is_stopped_stops_the_request()
    {
        using var server = new ObjectServer(static _ => 200);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        using var store = new S3Server(server.Endpoint, stopped.Token);
        Assert.ThrowsAny<OperationCanceledException>(() => store.Check("archive"));
    }

    private static async Task Break(TcpListener server, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
            using (await server.AcceptTcpClientAsync(over)) await Task.Delay(10, over);
    }

    private static ObjectStoreException Refusal(int status)
    {
        using var server = new ObjectServer(_ => status);
        using var store = new S3Server(server.Endpoint, TestContext.Current.CancellationToken);
        return Assert.Throws<ObjectStoreException>(() => store.Check("archive"));
    }

    private void Put(Uri endpoint)
    {
        File.WriteAllBytes(_folder["object"], "a record\n"u8.ToArray());
        using var store = new S3Server(endpoint, TestContext.Current.CancellationToken);
        store.Put("archive", "AWSLogs/123/a b.log.gz", _folder["object"]);
    }
}
