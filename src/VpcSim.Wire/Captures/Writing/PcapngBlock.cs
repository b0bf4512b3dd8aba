using System.Buffers.Binary;
using System.Text;

namespace VpcSim.Wire.Captures.Writing;

/// <summary>Puts one pcapng block together: type, length, body, options, the length again (draft-ietf-opsawg-pcapng section 3). Used again and again.</summary>
internal sealed class PcapngBlock
{
    public const ushort CommentOption = 1;

    private const int LengthAt = 4;
    private const int OptionHeaderLength = 4;
    private const int BytesPerChar = 3; // of UTF-8, at most

    private byte[] _bytes = new byte[1024];
    private int _length;

    public void Begin(uint type)
    {
        _length = 0;
        UInt32(type);
        UInt32(0); // the length, once it is known
    }

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Room(sizeof(ushort)), value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Room(sizeof(uint)), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Room(sizeof(ulong)), value);

    /// <summary>Bytes and as many zeros as make a multiple of 4.</summary>
    public void Padded(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        Pad();
    }

    public void Option(ushort code, ReadOnlySpan<byte> value)
    {
        UInt16(code);
        UInt16((ushort)value.Length);
        Padded(value);
    }

    /// <summary>An option of text, cut between two characters where it has more bytes than an option can.</summary>
    public void Option(ushort code, ReadOnlySpan<char> text)
    {
        int at = _length;
        UInt16(code);
        UInt16(0); // the length, once it is known
        text = text[..Math.Min(text.Length, ushort.MaxValue)];
        Span<byte> room = Room(text.Length * BytesPerChar);
        int length = Encoding.UTF8.GetBytes(text, room);
        if (length > ushort.MaxValue)
        {
            length = ushort.MaxValue;
            while (IsWithinCharacter(room[length]))
            {
                length--;
            }
        }

        _length = at + OptionHeaderLength + length;
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(at + sizeof(ushort)), (ushort)length);
        Pad();
    }

    public void EndOfOptions() => UInt32(PcapngOptions.EndOfOptions);

    /// <summary>The whole block; it holds until the next one begins.</summary>
    public ReadOnlySpan<byte> End()
    {
        uint length = (uint)_length + sizeof(uint);
        UInt32(length);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(LengthAt), length);
        return _bytes.AsSpan(0, _length);
    }

    private static bool IsWithinCharacter(byte octet) => octet >> 6 == 2; // RFC 3629: 10xxxxxx

    private void Pad() => Room(-_length & 3).Clear();

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }

        Span<byte> room = _bytes.AsSpan(_length, count);
        _length += count;
        return room;
    }
}
