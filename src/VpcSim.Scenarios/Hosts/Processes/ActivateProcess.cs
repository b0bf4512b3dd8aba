using System.Buffers.Binary;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts.Tcp;

namespace VpcSim.Scenarios.Hosts.Processes;

/// <summary>Activates Windows: an RPC bind and a request over TCP 1688, each answered. (MS-RPCE section 2.2.2, MS-KMSP is not public: the request is filling)</summary>
internal sealed class ActivateProcess(Process process, Activate activate) : StreamUser
{
    private const ushort Kms = 1688;
    private const int HeaderLength = 16, BindLength = 72, RequestLength = 284;
    private const byte Request = 0, Response = 2, Bind = 11, BindAccepted = 12;
    private static readonly IpAddress AmazonKms = IpAddress.FromIPv4(169, 254, 169, 250), AmazonKmsIPv6 = new(0xFD00_0EC2_0000_0000, 0x250);
    private readonly List<byte> _received = [];
    private bool _bound;

    public void Begin()
    {
        if (activate.TimeoutNs is { } limit) process.After(limit, () => process.End(ActionOutcome.TimedOut, "the process waited no longer"));
        if (activate.Server is { } server) process.Find(server, prefersIPv6: false, to => process.TryConnect(to, Kms, this));
        else process.TryConnect(process.HasAddress(ipv6: true) && !process.HasAddress(ipv6: false) ? AmazonKmsIPv6 : AmazonKms, Kms, this);
    }

    public override void Connected(TcpStack tcp, Connection connection)
    {
        process.Result.ConnectedNs = process.NowNs;
        Ask(tcp, connection, Bind, BindLength);
    }

    public override void Received(TcpStack tcp, Connection connection, SendBuffer? stream, long offset, int length, bool pushed)
    {
        process.Result.BytesReceived += length;
        byte[] bytes = new byte[length];
        stream?.Read(offset, bytes);
        _received.AddRange(bytes);
        if (_received.Count < HeaderLength) return;
        int whole = BinaryPrimitives.ReadUInt16LittleEndian([_received[8], _received[9]]);
        if (_received.Count < whole) return;
        byte type = _received[2];
        _received.Clear();
        process.Result.Answers++;
        if (!_bound && type == BindAccepted)
        {
            _bound = true;
            Ask(tcp, connection, Request, RequestLength);
            return;
        }
        tcp.Close(connection);
        process.End(_bound && type == Response ? ActionOutcome.Answered : ActionOutcome.Failed, _bound && type == Response ? "activated" : "the server does not speak KMS");
    }

    public override void Over(TcpStack tcp, Connection connection, StreamEnd end) =>
        process.End(end == StreamEnd.Closed ? ActionOutcome.Failed : Process.OutcomeOf(end), "no whole answer came");

    private void Ask(TcpStack tcp, Connection connection, byte type, int length)
    {
        byte[] message = new byte[length];
        (message[0], message[2], message[3], message[4]) = (5, type, 3, 0x10);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(8), (ushort)length);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(12), (uint)++process.Result.Requests);
        process.Result.BytesSent += length;
        tcp.Write(connection, message, 0);
    }
}
