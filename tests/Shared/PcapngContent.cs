using System.Buffers.Binary;
using System.Text;

namespace VpcSim.TestSupport;

/// <summary>What a little-endian pcapng file of one section holds, options included. It reads what VpcSim's own reader skips: comments, names, statistics.</summary>
internal sealed record PcapngContent(IReadOnlyList<PcapngContent.Interface> Interfaces, IReadOnlyList<PcapngContent.Packet> Packets)
{
    public static PcapngContent Of(byte[] file)
    {
        var interfaces = new List<Interface>();
        var packets = new List<Packet>();
        for (int at = 0; at < file.Length;)
        {
            ReadOnlySpan<byte> block = file.AsSpan(at, (int)U32(file, at + 4));
            ReadOnlySpan<byte> body = block[8..^4];
            switch (U32(block, 0))
            {
                case 1:
                    Dictionary<int, byte[]> told = Options(body[8..]);
                    interfaces.Add(new Interface(Text(told, 2), Text(told, 3), BinaryPrimitives.ReadUInt16LittleEndian(body), -1, -1));
                    break;
                case 5:
                    Dictionary<int, byte[]> counted = Options(body[12..]);
                    int of = (int)U32(body, 0);
                    interfaces[of] = interfaces[of] with { Received = BitConverter.ToInt64(counted[4]), Dropped = BitConverter.ToInt64(counted[5]) };
                    break;
                case 6:
                    int captured = (int)U32(body, 12);
                    Dictionary<int, byte[]> options = Options(body[(20 + ((captured + 3) & ~3))..]);
                    int direction = options.TryGetValue(2, out byte[]? flags) ? flags[0] : 0;
                    long timeNs = (long)U32(body, 4) << 32 | U32(body, 8);
                    packets.Add(new Packet(interfaces[(int)U32(body, 0)].Name, direction, Text(options, 1), timeNs, body.Slice(20, captured).ToArray(), (int)U32(body, 16)));
                    break;
            }
            at += block.Length;
        }
        return new PcapngContent(interfaces, packets);
    }

    private static Dictionary<int, byte[]> Options(ReadOnlySpan<byte> bytes)
    {
        var options = new Dictionary<int, byte[]>();
        while (bytes.Length > 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
            options.Add(BinaryPrimitives.ReadUInt16LittleEndian(bytes), bytes.Slice(4, length).ToArray());
            bytes = bytes[(4 + ((length + 3) & ~3))..];
        }
        return options;
    }

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static string Text(Dictionary<int, byte[]> options, int code) => options.TryGetValue(code, out byte[]? value) ? Encoding.UTF8.GetString(value) : "";

    /// <summary>An interface; −1 where nothing was counted.</summary>
    internal sealed record Interface(string Name, string Description, int Link, long Received, long Dropped);

    /// <summary>A packet; the direction is 1 for inbound, 2 for outbound, 0 where it is not told.</summary>
    internal sealed record Packet(string On, int Direction, string Comment, long TimeNs, byte[] Bytes, int OriginalLength);
}
