using System.Buffers.Binary;
using System.Text;

namespace VpcSim.Scenarios.Services.Dns;

/// <summary>A question to a DNS server. (RFC 1035 section 4.1)</summary>
/// <param name="Id">What joins question and answer.</param>
/// <param name="Name">In lower case, without the final dot.</param>
/// <param name="Type">The record type.</param>
/// <param name="Flags">The header's flags.</param>
/// <param name="Length">Bytes up to the end of the question section.</param>
internal readonly record struct DnsQuestion(ushort Id, string Name, ushort Type, ushort Flags, int Length)
{
    public const int HeaderLength = 12;
    private const ushort IsResponse = 0x8000;

    /// <summary>Reads a message of one question.</summary>
    /// <returns>False where it is none.</returns>
    public static bool TryRead(ReadOnlySpan<byte> message, out DnsQuestion question)
    {
        question = default;
        if (message.Length < HeaderLength || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1) return false;
        ushort flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        if ((flags & IsResponse) != 0) return false;
        var name = new StringBuilder();
        int at = HeaderLength;
        while (at < message.Length && message[at] != 0)
        {
            int length = message[at];
            if (length > 63 || at + 1 + length >= message.Length) return false;
            if (name.Length > 0) name.Append('.');
            name.Append(Encoding.ASCII.GetString(message.Slice(at + 1, length)));
            at += 1 + length;
        }
        if (at + 5 > message.Length || name.Length > 253) return false;
        ushort type = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 1)..]);
        question = new DnsQuestion(BinaryPrimitives.ReadUInt16BigEndian(message), name.ToString().ToLowerInvariant(), type, flags, at + 5);
        return true;
    }
}
