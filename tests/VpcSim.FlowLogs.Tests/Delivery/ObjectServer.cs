using System.Net;
using System.Net.Sockets;

namespace VpcSim.FlowLogs.Tests.Delivery;

/// <summary>An HTTP server for one test that keeps what is put to it and answers as the test says.</summary>
internal sealed class ObjectServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<string, int> _statusOf;

    /// <param name="statusOf">The status of a request, by its method.</param>
    public ObjectServer(Func<string, int> statusOf)
    {
        _statusOf = statusOf;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        }
        _listener.Prefixes.Add($"{Endpoint}");
        _listener.Start();
        _ = Serve();
    }

    public Uri Endpoint { get; }

    /// <summary>Bodies by path.</summary>
    public Dictionary<string, byte[]> Objects { get; } = [];

    public string Authorization { get; private set; } = "";

    /// <summary>The region of its buckets, as answers tell it; null leaves it out.</summary>
    public string? Region { get; init; }

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                await Answer(await _listener.GetContextAsync());
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException)
            {
                // the test is over, or the client has gone
            }
        }
    }

    private async Task Answer(HttpListenerContext context)
    {
        Authorization = context.Request.Headers["Authorization"] ?? "";
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        int status = _statusOf(context.Request.HttpMethod);
        if (status == 200 && context.Request.HttpMethod == "PUT") Objects[context.Request.Url!.AbsolutePath] = body.ToArray();
        context.Response.StatusCode = status;
        if (Region is not null) context.Response.AddHeader("x-amz-bucket-region", Region);
        if (status >= 400 && context.Request.HttpMethod == "PUT")
            await context.Response.OutputStream.WriteAsync("<?xml version=\"1.0\"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate</Message></Error>"u8.ToArray());
        context.Response.Close();
    }
}
