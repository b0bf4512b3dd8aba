using System.Buffers.Binary;
using System.Text;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Hosts.Protocols;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Services.Dns;

/// <summary>The Amazon DNS server of every VPC, over UDP and TCP. (VPC guide, "Understanding Amazon DNS"; RFC 1035, RFC 7766)</summary>
internal sealed class DnsServer : IDatagramApplication, IStreamApplication
{
    private const ushort IsAnswer = 0x8000, RecursionDesired = 0x0100, RecursionAvailable = 0x0080, InternetClass = 1, NameOfQuestion = 0xC00C;
    private const int NoSuchName = 3, NotImplemented = 4, Refused = 5, MostInDatagram = 512;
    private const ushort IsTruncated = 0x0200, OpcodeMask = 0x7800;

    public byte[]? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> question)
    {
        if (Reply(simulation, in caller, question) is not { } reply) return null;
        if (reply.Length <= MostInDatagram) return reply;
        if (!DnsQuestion.TryRead(question, out DnsQuestion asked)) return null;
        byte[] cut = reply[..asked.Length];
        BinaryPrimitives.WriteUInt16BigEndian(cut.AsSpan(2), (ushort)(BinaryPrimitives.ReadUInt16BigEndian(cut.AsSpan(2)) | IsTruncated));
        BinaryPrimitives.WriteUInt16BigEndian(cut.AsSpan(6), 0);
        return cut;
    }

    public StreamAnswer? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> received, bool ended)
    {
        if (received.Length < 2) return null;
        int length = BinaryPrimitives.ReadUInt16BigEndian(received);
        if (received.Length < 2 + length || Reply(simulation, in caller, received.Slice(2, length)) is not { } reply) return null;
        byte[] framed = new byte[2 + reply.Length];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)reply.Length);
        reply.CopyTo(framed, 2);
        return new StreamAnswer(framed);
    }

    private static byte[]? Reply(Simulation simulation, in Caller caller, ReadOnlySpan<byte> message)
    {
        if (!DnsQuestion.TryRead(message, out DnsQuestion question)) return null;
        if ((question.Flags & OpcodeMask) != 0) return Write(message, question, NotImplemented, []);
        if (Asker.At(simulation.Design, caller.Interface) is not { } asker) return Write(message, question, Refused, []);
        if (new AmazonNames(simulation.Design, asker.Vpc).Find(question.Name) is not { } found) return Write(message, question, NoSuchName, []);
        return Write(message, question, code: 0, RecordsOf(found, question.Type), found.Seconds);
    }

    /// <summary>What somebody outside learns of a name of AWS's, from whatever resolver: its packets are none of the design's.</summary>
    public static DnsAnswer AnswerOutside(Simulation simulation, string name, ushort type) =>
        new AmazonNames(simulation.Design, null).Find(name.TrimEnd('.').ToLowerInvariant()) is not { } found
            ? new DnsAnswer(NoSuchName, [])
            : new DnsAnswer(0, type == DnsMessage.Ptr
                ? found.Pointer is { } pointer ? [pointer] : []
                : [.. found.Addresses.Where(address => type == (address.IsIPv4 ? DnsMessage.A : DnsMessage.Aaaa)).Select(static address => $"{address}")]);

    private static List<byte[]> RecordsOf(DnsRecords found, ushort type)
    {
        var records = new List<byte[]>();
        foreach (IpAddress address in found.Addresses)
            if (type == (address.IsIPv4 ? DnsMessage.A : DnsMessage.Aaaa)) records.Add(BytesOf(address));
        if (type == DnsMessage.Ptr && found.Pointer is { } pointer) records.Add(BytesOf(pointer));
        return records;
    }

    private static byte[] Write(ReadOnlySpan<byte> message, DnsQuestion question, int code, List<byte[]> records, int seconds = 0)
    {
        byte[] reply = new byte[question.Length + records.Sum(static record => 12 + record.Length)];
        message[..question.Length].CopyTo(reply);
        BinaryPrimitives.WriteUInt16BigEndian(reply.AsSpan(2), (ushort)(IsAnswer | (question.Flags & (RecursionDesired | OpcodeMask)) | RecursionAvailable | code));
        BinaryPrimitives.WriteUInt16BigEndian(reply.AsSpan(6), (ushort)records.Count);
        BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(8), 0);
        int at = question.Length;
        foreach (byte[] record in records)
        {
            BinaryPrimitives.WriteUInt16BigEndian(reply.AsSpan(at), NameOfQuestion);
            BinaryPrimitives.WriteUInt16BigEndian(reply.AsSpan(at + 2), question.Type);
            BinaryPrimitives.WriteUInt16BigEndian(reply.AsSpan(at + 4), InternetClass);
            BinaryPrimitives.WriteInt32BigEndian(reply.AsSpan(at + 6), seconds);
            BinaryPrimitives.WriteUInt16BigEndian(reply.AsSpan(at + 10), (ushort)record.Length);
            record.CopyTo(reply, at + 12);
            at += 12 + record.Length;
        }
        return reply;
    }

    private static byte[] BytesOf(IpAddress address)
    {
        byte[] bytes = new byte[address.IsIPv4 ? 4 : 16];
        if (address.IsIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, address.IPv4Bits);
            return bytes;
        }
        BinaryPrimitives.WriteUInt64BigEndian(bytes, address.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), address.Low);
        return bytes;
    }

    private static byte[] BytesOf(string name)
    {
        var bytes = new List<byte>();
        foreach (string label in name.Split('.'))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }
        bytes.Add(0);
        return [.. bytes];
    }
}
