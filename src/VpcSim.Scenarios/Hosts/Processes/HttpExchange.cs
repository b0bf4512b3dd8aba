using System.Text;
using VpcSim.Scenarios.Hosts.Protocols;
using VpcSim.Scenarios.Hosts.Tcp;

namespace VpcSim.Scenarios.Hosts.Processes;

/// <summary>One HTTP request and its response over a connection of its own.</summary>
/// <param name="process">Who asks.</param>
/// <param name="request">The whole request.</param>
/// <param name="then">Told the response; null where the connection ended before it was whole, then with how.</param>
internal sealed class HttpExchange(Process process, string request, Action<HttpResponse?, StreamEnd> then) : StreamUser
{
    private readonly HttpResponse _response = new();
    private byte[] _bytes = [];
    private bool _told;

    public override void Connected(TcpStack tcp, Connection connection)
    {
        process.Result.ConnectedNs ??= process.NowNs;
        tcp.Write(connection, Encoding.ASCII.GetBytes(request), 0);
        process.Result.BytesSent += request.Length;
    }

    public override void Received(TcpStack tcp, Connection connection, SendBuffer? stream, long offset, int length, bool pushed)
    {
        process.Result.BytesReceived += length;
        int seen = stream is null ? 0 : Math.Min(length, _response.Room);
        if (_bytes.Length < seen) _bytes = new byte[seen];
        stream?.Read(offset, _bytes.AsSpan(0, seen));
        _response.Take(_bytes.AsSpan(0, seen), length);
        if (!_response.IsWhole) return;
        tcp.Close(connection);
        Tell(_response, StreamEnd.Closed);
    }

    public override void Ended(TcpStack tcp, Connection connection)
    {
        tcp.Close(connection);
        Tell(_response is { HasHead: true, Length: < 0 } ? _response : null, StreamEnd.Closed);
    }

    public override void Over(TcpStack tcp, Connection connection, StreamEnd end) => Tell(null, end);

    private void Tell(HttpResponse? response, StreamEnd end)
    {
        if (_told) return;
        _told = true;
        then(response, end);
    }
}
