using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VpcSim.Model.Addressing;

namespace VpcSim.FlowLogs.Formats;

/// <summary>Addresses as flow logs print them: dotted quad, or RFC 5952 text. Never allocates.</summary>
public static class AddressText
{
    /// <summary>The longest text of an address in characters.</summary>
    public const int MaxLength = 39;

    private const int Groups = 8;

    private static readonly ulong[] OctetTexts = MakeOctetTexts();

    /// <summary>Writes an address; one in IPv4-mapped form as dotted quad.</summary>
    /// <param name="address">128 bits, IPv4 in IPv4-mapped form.</param>
    /// <param name="destination">Room for <see cref="MaxLength"/> bytes, all of which it may overwrite.</param>
    /// <returns>The bytes written.</returns>
    [MethodImpl(Hot.Path)]
    public static int Write(IpAddress address, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, MaxLength);
        ref byte first = ref MemoryMarshal.GetReference(destination);
        return TextBytes.Between(ref first, ref Append(ref first, address));
    }

    /// <summary>Writes an address where there is room for <see cref="MaxLength"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref byte Append(ref byte at, IpAddress address)
    {
        if (address.IsIPv4) return ref AppendIPv4(ref at, address.IPv4Bits);
        return ref AppendIPv6(ref at, address);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref byte AppendIPv6(ref byte at, IpAddress address) =>
        ref Unsafe.Add(ref at, WriteIPv6(address.High, address.Low, MemoryMarshal.CreateSpan(ref at, MaxLength)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte AppendIPv4(ref byte at, uint bits)
    {
        ref ulong texts = ref MemoryMarshal.GetArrayDataReference(OctetTexts);
        at = ref AppendOctet(ref at, Unsafe.Add(ref texts, bits >> 24));
        at = ref AppendOctet(ref at, Unsafe.Add(ref texts, (bits >> 16) & 0xFF));
        at = ref AppendOctet(ref at, Unsafe.Add(ref texts, (bits >> 8) & 0xFF));
        at = ref AppendOctet(ref at, Unsafe.Add(ref texts, bits & 0xFF));
        return ref Unsafe.Subtract(ref at, 1); // without the last dot
    }

    /// <summary>Writes four bytes, of which the octet's digits and a dot count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte AppendOctet(ref byte at, ulong text)
    {
        TextBytes.Put(ref at, (uint)text);
        return ref Unsafe.Add(ref at, (nint)(text >> 32));
    }

    /// <summary>For each octet its digits and a dot, the first byte lowest, and above these four bytes how many count.</summary>
    private static ulong[] MakeOctetTexts()
    {
        ulong[] texts = new ulong[256];
        for (uint octet = 0; octet < texts.Length; octet++)
        {
            uint text = '.';
            uint length = 1;
            for (uint rest = octet; length == 1 || rest > 0; rest /= 10, length++) text = (text << 8) | ('0' + (rest % 10));
            texts[octet] = text | ((ulong)length << 32);
        }
        return texts;
    }

    /// <summary>RFC 5952 section 4: lower case, no leading zeros, the first longest run of two or more zero groups as <c>::</c>.</summary>
    private static int WriteIPv6(ulong high, ulong low, Span<byte> destination)
    {
        (int runStart, int runLength) = LongestZeroRun(high, low);
        int at = 0;
        for (int group = 0; group < Groups; group++)
        {
            if (group == runStart)
            {
                destination[at++] = (byte)':';
                if (runStart + runLength == Groups) destination[at++] = (byte)':';
                group += runLength - 1; // the group after the run brings the second colon
                continue;
            }
            if (group > 0) destination[at++] = (byte)':';
            at = WriteGroup(GroupAt(high, low, group), destination, at);
        }
        return at;
    }

    private static (int Start, int Length) LongestZeroRun(ulong high, ulong low)
    {
        int bestStart = -1, bestLength = 1;
        for (int group = 0; group < Groups; group++)
        {
            int length = 0;
            while (group + length < Groups && GroupAt(high, low, group + length) == 0) length++;
            if (length > bestLength) (bestStart, bestLength) = (group, length);
            group += length;
        }
        return (bestStart, bestLength);
    }

    private static uint GroupAt(ulong high, ulong low, int group) =>
        (uint)((group < 4 ? high >> (48 - (16 * group)) : low >> (48 - (16 * (group - 4)))) & 0xFFFF);

    private static int WriteGroup(uint group, Span<byte> destination, int at)
    {
        if (group >= 0x1000) destination[at++] = Digit(group >> 12);
        if (group >= 0x100) destination[at++] = Digit((group >> 8) & 0xF);
        if (group >= 0x10) destination[at++] = Digit((group >> 4) & 0xF);
        destination[at++] = Digit(group & 0xF);
        return at;
    }

    private static byte Digit(uint nibble) => "0123456789abcdef"u8[(int)nibble];
}
