using System.Buffers.Binary;
using System.Text;

namespace VpcSim.Fuzz.Mutation;

/// <summary>Damages inputs without knowing what they are. The same seed does the same.</summary>
/// <param name="seed">Begins the chance.</param>
/// <param name="mostBytes">No input becomes longer.</param>
public sealed class Mutator(int seed, int mostBytes)
{
    private const int MostChanges = 6, LongestPiece = 256, MostCopies = 400;

    private static readonly ulong[] _extremes =
        [0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFC, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, ulong.MaxValue];

    private static readonly byte[][] _numbers =
        [.. new[] { "0", "-1", "1", "128", "255", "256", "65535", "65536", "2147483647", "2147483648", "-2147483649", "4294967296", "9223372036854775807", "9223372036854775808",
            "99999999999999999999999", "1e308", "1e999", "0.1", "-0", "NaN", "0x10", "1_000", "00" }.Select(Encoding.ASCII.GetBytes)];

    private static readonly byte[][] _words =
        [.. new[] { "\"", "'", "{", "}", "[", "]", ":", ",", "\n", " ", "-", "null", "true", "[]", "{}", "\"\"", "''", "~", "&a ", "*a", "<<: ", "!Ref ", "!Sub ", "${", "}", "!GetAtt a.b", "|\n", "? ",
            "---\n", "0.0.0.0/0", "::/0", "10.0.0.0/33", "255.255.255.255", "/", "::ffff:1.2.3.4", "%", "\0", "\u00E4", "\uFEFF", "\uD83D\uDE00" }.Select(Encoding.UTF8.GetBytes)];

    private readonly Random _chance = new(seed);

    /// <summary>A damaged copy.</summary>
    /// <param name="input">Is not changed.</param>
    /// <param name="other">Pieces of it may come in.</param>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        byte[] changed = [.. input];
        for (int left = 1 + _chance.Next(MostChanges); left > 0; left--) changed = Change(changed, other);
        return changed.Length > mostBytes ? changed[..mostBytes] : changed;
    }

    private byte[] Change(byte[] input, byte[] other)
    {
        switch (_chance.Next(13))
        {
            case 0: return Written(input, at => input[at] ^= (byte)(1 << _chance.Next(8)));
            case 1: return Written(input, at => input[at] = (byte)_chance.Next(256));
            case 2 or 3: return Written(input, at => WriteExtreme(input.AsSpan(at)));
            case 4: return Written(input, at => input[at] += (byte)(_chance.Next(2) == 0 ? 1 : 255));
            case 5: return input[..Place(input)];
            case 6: return Replaced(input, Piece(input), []);
            case 7: return Replaced(input, (Place(input), 0), Bytes(input, Piece(input)));
            case 8: return Replaced(input, Piece(input), Bytes(other, Piece(other)));
            case 9: return Replaced(input, Token(input), Bytes(input, Token(input)));
            case 10: return Replaced(input, Token(input), Bytes(other, Token(other)));
            case 11: return Replaced(input, Token(input), _chance.Next(2) == 0 ? Any(_numbers) : Any(_words));
            default: return _chance.Next(4) == 0 ? Repeated(input) : Replaced(input, (Place(input), 0), Any(_words));
        }
    }

    private static byte[] Written(byte[] input, Action<int> write, int at)
    {
        write(at);
        return input;
    }

    private byte[] Written(byte[] input, Action<int> write) => input.Length == 0 ? input : Written(input, write, _chance.Next(input.Length));

    private void WriteExtreme(Span<byte> at)
    {
        ulong value = _extremes[_chance.Next(_extremes.Length)];
        bool little = _chance.Next(2) == 0;
        switch (_chance.Next(4))
        {
            case 0: at[0] = (byte)value; break;
            case 1 when at.Length >= 2: BinaryPrimitives.WriteUInt16LittleEndian(at, Turned((ushort)value, little)); break;
            case 2 when at.Length >= 4: BinaryPrimitives.WriteUInt32LittleEndian(at, little ? (uint)value : BinaryPrimitives.ReverseEndianness((uint)value)); break;
            case 3 when at.Length >= 8: BinaryPrimitives.WriteUInt64LittleEndian(at, little ? value : BinaryPrimitives.ReverseEndianness(value)); break;
        }
    }

    private static ushort Turned(ushort value, bool little) => little ? value : BinaryPrimitives.ReverseEndianness(value);

    private int Place(byte[] input) => _chance.Next(input.Length + 1);

    private (int At, int Length) Piece(byte[] input)
    {
        int at = Place(input);
        return (at, _chance.Next(Math.Min(LongestPiece, input.Length - at) + 1));
    }

    /// <summary>A run of letters, digits and what stands within names, numbers and addresses; or a whole line.</summary>
    private (int At, int Length) Token(byte[] input)
    {
        if (input.Length == 0) return (0, 0);
        bool line = _chance.Next(4) == 0;
        int middle = _chance.Next(input.Length), begin = middle, end = middle;
        while (begin > 0 && Belongs(input[begin - 1], line)) begin--;
        while (end < input.Length && Belongs(input[end], line)) end++;
        return (begin, end - begin + (line && end < input.Length ? 1 : 0));
    }

    private static bool Belongs(byte letter, bool line) => line ? letter != '\n' : char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'.' or (byte)'-' or (byte)'_';

    private byte[] Repeated(byte[] input)
    {
        byte[] piece = Bytes(input, _chance.Next(2) == 0 ? Token(input) : (Place(input), 0)) is { Length: > 0 } token ? token : Any(_words);
        int copies = Math.Min(1 + _chance.Next(MostCopies), (mostBytes / piece.Length) + 1);
        byte[] many = new byte[piece.Length * copies];
        for (int i = 0; i < copies; i++) piece.CopyTo(many.AsSpan(i * piece.Length));
        return Replaced(input, (Place(input), 0), many);
    }

    private byte[] Any(byte[][] some) => some[_chance.Next(some.Length)];

    private static byte[] Bytes(byte[] input, (int At, int Length) piece) => input.AsSpan(piece.At, piece.Length).ToArray();

    private static byte[] Replaced(byte[] input, (int At, int Length) piece, byte[] by) => [.. input.AsSpan(0, piece.At), .. by, .. input.AsSpan(piece.At + piece.Length)];
}
