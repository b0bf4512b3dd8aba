using System.Buffers.Binary;
using static VpcSim.Oracle.Tests.Kernel.Libc;

namespace VpcSim.Oracle.Tests.Kernel;

/// <summary>A raw socket at an interface of another network namespace: sends frames and receives what arrives there.</summary>
internal sealed unsafe class PacketPort : IDisposable
{
    private const int AllProtocols = 0x0300; // ETH_P_ALL in network order
    private const int AddressLength = 20;
    private readonly int _socket;
    private readonly byte[] _frame = new byte[2048];

    private PacketPort(int socket) => _socket = socket;

    /// <summary>Opens a port on a thread of its own, which alone enters the namespace.</summary>
    public static PacketPort Open(string networkNamespace, string networkInterface)
    {
        PacketPort? port = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                port = new PacketPort(OpenHere(networkNamespace, networkInterface));
            }
            catch (InvalidOperationException exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        return port ?? throw failure!;
    }

    /// <summary>Sends an IP packet in an Ethernet frame. Every interface has the same address, so that nobody asks for one.</summary>
    public void Send(ReadOnlySpan<byte> packet)
    {
        Topology.Mac.CopyTo(_frame);
        Topology.Mac.CopyTo(_frame.AsSpan(6));
        BinaryPrimitives.WriteUInt16BigEndian(_frame.AsSpan(12), packet[0] >> 4 == 4 ? (ushort)0x0800 : (ushort)0x86DD);
        packet.CopyTo(_frame.AsSpan(14));
        fixed (byte* bytes = _frame) Checked((int)Libc.Send(_socket, bytes, 14 + packet.Length, 0), "send");
    }

    /// <summary>The next packet that arrived, from its IP header on; empty for none.</summary>
    public ReadOnlySpan<byte> Receive()
    {
        fixed (byte* bytes = _frame)
        {
            nint length = Libc.Receive(_socket, bytes, _frame.Length, DontWait);
            return length <= 14 ? [] : _frame.AsSpan(14, (int)length - 14);
        }
    }

    public void Dispose() => Close(_socket);

    private static int OpenHere(string networkNamespace, string networkInterface)
    {
        int place = Checked(Libc.Open($"/run/netns/{networkNamespace}", 0), "open");
        Checked(SetNamespace(place, CloneNewNet), "setns");
        Close(place);
        int socket = Checked(Socket(AddressFamilyPacket, SocketRaw, AllProtocols), "socket");
        int one = 1, room = 16 << 20;
        Checked(SetOption(socket, SolPacket, IgnoreOutgoing, &one, sizeof(int)), "setsockopt PACKET_IGNORE_OUTGOING");
        Checked(SetOption(socket, SolSocket, ReceiveBufferForce, &room, sizeof(int)), "setsockopt SO_RCVBUFFORCE");
        byte* address = stackalloc byte[AddressLength];
        new Span<byte>(address, AddressLength).Clear();
        *(ushort*)address = AddressFamilyPacket;
        *(ushort*)(address + 2) = AllProtocols;
        *(int*)(address + 4) = (int)InterfaceIndex(networkInterface);
        Checked(Libc.Bind(socket, address, AddressLength), "bind");
        return socket;
    }
}
