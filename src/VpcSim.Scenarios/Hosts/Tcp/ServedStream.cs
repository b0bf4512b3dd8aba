using System.Globalization;
using System.Text;

namespace VpcSim.Scenarios.Hosts.Tcp;

/// <summary>A connection to a service of a host.</summary>
internal sealed class ServedStream(HostService service, Caller caller) : StreamUser
{
    private const int LargestRequest = 1 << 20;
    private static readonly byte[] HttpGet = "GET "u8.ToArray();
    private byte[] _received = [];
    private int _length;
    private bool _isHttp;

    public override void Received(TcpStack tcp, Connection connection, SendBuffer? stream, long offset, int length, bool pushed)
    {
        if (service.Streams is null)
        {
            AnswerByLength(tcp, connection, stream, offset, length, pushed);
            return;
        }
        if (stream is not null && _length + length <= LargestRequest)
        {
            if (_received.Length < _length + length) Array.Resize(ref _received, Math.Max(_length + length, 512));
            stream.Read(offset, _received.AsSpan(_length, length));
            _length += length;
        }
        if (pushed) Ask(tcp, connection, ended: false);
    }

    public override void Ended(TcpStack tcp, Connection connection)
    {
        int generation = connection.Generation;
        if (service.Streams is not null) Ask(tcp, connection, ended: true);
        if (connection.Generation == generation) tcp.Close(connection);
    }

    private void Ask(TcpStack tcp, Connection connection, bool ended)
    {
        if (service.Streams!.Answer(tcp.Simulation, in caller, _received.AsSpan(0, _length), ended) is not { } answer) return;
        _length = 0;
        if (answer.Ttl is { } ttl) connection.Ttl = ttl;
        tcp.Write(connection, answer.Bytes, answer.FillBytes);
        if (answer.Closes) tcp.Close(connection);
    }

    // A service that nothing is said of but how much it sends.
    private void AnswerByLength(TcpStack tcp, Connection connection, SendBuffer? stream, long offset, int length, bool pushed)
    {
        if (offset == 0 && stream is not null && length >= HttpGet.Length)
        {
            Span<byte> first = stackalloc byte[HttpGet.Length];
            stream.Read(0, first);
            _isHttp = first.SequenceEqual(HttpGet);
        }
        if (!pushed) return;
        if (_isHttp)
        {
            string head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Length: {service.ResponseBytes}\r\nConnection: close\r\n\r\n");
            tcp.Write(connection, Encoding.ASCII.GetBytes(head), service.ResponseBytes);
            tcp.Close(connection);
        }
        else if (service.ResponseBytes > 0)
        {
            tcp.Write(connection, default, service.ResponseBytes);
        }
    }
}
