using System.Buffers.Binary;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Replay.Rehearsals;

/// <summary>A pcap file of short conversations: TCP with its beginning and end, and UDP, inside the VPC and with the internet, over several minutes.</summary>
internal sealed class RehearsalCapture
{
    private const int Conversations = 120;
    private const int Headers = 14 + 20 + 20; // Ethernet, IPv4, TCP
    private const byte Fin = 1, Syn = 2, Push = 8, Ack = 16;
    private static readonly IpAddress Outside = IpAddress.FromIPv4(203, 0, 113, 5);
    private readonly Stream _file;
    private int _packets;

    private RehearsalCapture(Stream file) => _file = file;

    public static Stream Make()
    {
        var file = new MemoryStream();
        var capture = new RehearsalCapture(file);
        capture.WriteFileHeader();
        for (int i = 0; i < Conversations; i++)
            capture.WriteConversation(i % 3 == 0 ? Outside : RehearsalDesign.Server, (ushort)(40_000 + i), udp: i % 4 == 3);
        file.Position = 0;
        return file;
    }

    private void WriteConversation(IpAddress peer, ushort port, bool udp)
    {
        if (udp)
        {
            for (int i = 0; i < 3; i++)
            {
                Write(RehearsalDesign.Client, peer, port, 53, 17, 0);
                Write(peer, RehearsalDesign.Client, 53, port, 17, 0);
            }
            return;
        }
        Write(RehearsalDesign.Client, peer, port, 443, 6, Syn);
        Write(peer, RehearsalDesign.Client, 443, port, 6, Syn | Ack);
        for (int i = 0; i < 4; i++)
        {
            Write(RehearsalDesign.Client, peer, port, 443, 6, Push | Ack);
            Write(peer, RehearsalDesign.Client, 443, port, 6, Push | Ack);
        }
        Write(RehearsalDesign.Client, peer, port, 443, 6, Fin | Ack);
        Write(peer, RehearsalDesign.Client, 443, port, 6, Fin | Ack);
        Write(RehearsalDesign.Client, peer, port, 443, 6, Ack);
    }

    // Link-layer header, snap length and time stamps as libpcap writes them. (draft-ietf-opsawg-pcap section 4)
    private void WriteFileHeader()
    {
        Span<byte> header = stackalloc byte[24];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2_C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 262_144);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], 1);
        _file.Write(header);
    }

    private void Write(IpAddress source, IpAddress destination, ushort sourcePort, ushort destinationPort, byte protocol, byte flags)
    {
        Span<byte> record = stackalloc byte[16 + Headers];
        record.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(record, 1_600_000_000 + _packets++ / 8);
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], Headers);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], Headers);
        Span<byte> ip = record[(16 + 14)..];
        BinaryPrimitives.WriteUInt16BigEndian(record[(16 + 12)..], 0x0800);
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], 40);
        ip[8] = 64;
        ip[9] = protocol;
        BinaryPrimitives.WriteUInt32BigEndian(ip[12..], source.IPv4Bits);
        BinaryPrimitives.WriteUInt32BigEndian(ip[16..], destination.IPv4Bits);
        BinaryPrimitives.WriteUInt16BigEndian(ip[20..], sourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(ip[22..], destinationPort);
        if (protocol == 17) BinaryPrimitives.WriteUInt16BigEndian(ip[24..], 20);
        else (ip[32], ip[33]) = (0x50, flags);
        _file.Write(record);
    }
}
