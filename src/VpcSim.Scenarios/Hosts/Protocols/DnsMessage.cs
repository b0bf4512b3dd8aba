using System.Buffers.Binary;
using System.Text;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Hosts.Protocols;

/// <summary>The DNS messages of a stub resolver. (RFC 1035 section 4)</summary>
internal static class DnsMessage
{
    public const ushort A = 1, Cname = 5, Ptr = 12, Aaaa = 28;
    private const int HeaderLength = 12, MostLabels = 128, LongestLabel = 63, LongestName = 253;
    private const ushort RecursionDesired = 0x0100, InternetClass = 1;

    /// <summary>Whether a text can be asked for. (RFC 1035 section 2.3.4)</summary>
    public static bool IsName(string name)
    {
        string bare = name.EndsWith('.') ? name[..^1] : name;
        return bare.Length <= LongestName && bare.Split('.').All(static label => label.Length is > 0 and <= LongestLabel && Ascii.IsValid(label));
    }

    /// <summary>A question.</summary>
    /// <exception cref="FormatException">The name is none.</exception>
    public static byte[] Query(ushort id, string name, ushort type)
    {
        if (!IsName(name)) throw new FormatException($"'{name}' is no domain name");
        string[] labels = name.TrimEnd('.').Split('.');
        byte[] message = new byte[HeaderLength + labels.Sum(static label => label.Length + 1) + 5];
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), RecursionDesired);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), 1);
        int at = HeaderLength;
        foreach (string label in labels)
        {
            message[at++] = (byte)label.Length;
            at += Encoding.ASCII.GetBytes(label, message.AsSpan(at));
        }
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 1), type);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 3), InternetClass);
        return message;
    }

    /// <summary>Reads an answer to a question.</summary>
    /// <returns>Null where the message answers another question, or is none.</returns>
    public static DnsAnswer? Read(ReadOnlySpan<byte> message, ushort id, ushort type)
    {
        if (message.Length < HeaderLength || BinaryPrimitives.ReadUInt16BigEndian(message) != id || (message[2] & 0x80) == 0) return null;
        int questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]), answers = BinaryPrimitives.ReadUInt16BigEndian(message[6..]);
        int at = HeaderLength;
        for (int i = 0; i < questions; i++)
        {
            if (ReadName(message, ref at) is null) return null;
            at += 4;
        }
        var values = new List<string>();
        for (int i = 0; i < answers; i++)
        {
            if (ReadName(message, ref at) is null || at + 10 > message.Length) return null;
            ushort kind = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
            int length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
            at += 10;
            if (at + length > message.Length) return null;
            if (kind == type && ValueOf(message, at, length, kind) is { } value) values.Add(value);
            at += length;
        }
        return new DnsAnswer(message[3] & 0xF, values);
    }

    private static string? ValueOf(ReadOnlySpan<byte> message, int at, int length, ushort type) => (type, length) switch
    {
        (A, 4) => IpAddress.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(message[at..])).ToString(),
        (Aaaa, 16) => new IpAddress(BinaryPrimitives.ReadUInt64BigEndian(message[at..]), BinaryPrimitives.ReadUInt64BigEndian(message[(at + 8)..])).ToString(),
        (Cname or Ptr, _) => ReadName(message, ref at),
        _ => Convert.ToHexString(message.Slice(at, length)),
    };

    // RFC 1035 section 4.1.4: a name may go on at an earlier place.
    private static string? ReadName(ReadOnlySpan<byte> message, ref int at)
    {
        var name = new StringBuilder();
        int place = at, labels = 0;
        bool jumped = false;
        while (place < message.Length && labels++ < MostLabels)
        {
            int length = message[place];
            if (length == 0)
            {
                if (!jumped) at = place + 1;
                return name.ToString();
            }
            if (length >= 0xC0)
            {
                if (place + 1 >= message.Length) return null;
                if (!jumped) at = place + 2;
                jumped = true;
                place = (length & 0x3F) << 8 | message[place + 1];
                continue;
            }
            if (place + 1 + length > message.Length) return null;
            if (name.Length > 0) name.Append('.');
            name.Append(Encoding.ASCII.GetString(message.Slice(place + 1, length)));
            place += 1 + length;
        }
        return null;
    }
}
