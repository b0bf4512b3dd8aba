using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VpcSim.FlowLogs.Formats;

/// <summary>Whole numbers as decimal text. Never allocates.</summary>
public static class NumberText
{
    /// <summary>The longest text of a number in characters.</summary>
    public const int MaxLength = 20;

    private const uint EndOfEightDigits = 100_000_000;
    private const ulong Zeros = 0x3030_3030_3030_3030; // in ASCII
    private const ulong LastDigit = 1UL << 56; // which is no leading zero

    /// <summary>Writes a number, a minus sign before it if it is negative.</summary>
    /// <param name="value">Any number.</param>
    /// <param name="destination">Room for <see cref="MaxLength"/> bytes, all of which it may overwrite.</param>
    /// <returns>The bytes written.</returns>
    [MethodImpl(Hot.Path)]
    public static int Write(long value, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, MaxLength);
        ref byte first = ref MemoryMarshal.GetReference(destination);
        return TextBytes.Between(ref first, ref Append(ref first, value));
    }

    /// <summary>Writes a number where there is room for <see cref="MaxLength"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref byte Append(ref byte at, long value)
    {
        if ((ulong)value < EndOfEightDigits) return ref AppendShort(ref at, (uint)value);
        return ref AppendLong(ref at, value);
    }

    /// <summary>Writes a number of up to eight digits without asking how many they are: its length is no branch that the processor guesses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref byte AppendShort(ref byte at, uint value)
    {
        ulong digits = DigitsOf(value);
        int leadingZeros = BitOperations.TrailingZeroCount(digits | LastDigit) >> 3;
        TextBytes.Put(ref at, (digits | Zeros) >> (leadingZeros << 3));
        return ref Unsafe.Add(ref at, sizeof(ulong) - leadingZeros);
    }

    /// <summary>The text of a number below 10^8, with leading zeros.</summary>
    internal static ulong EightDigits(uint value) => DigitsOf(value) | Zeros;

    /// <summary>The text of a number below 10,000, with leading zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint FourDigits(uint value)
    {
        uint hundreds = (value * 10_486) >> 20;
        uint twos = hundreds | ((value - (hundreds * 100)) << 16);
        uint tens = ((twos * 103) >> 10) & 0x000F_000F;
        return (tens | ((twos - (tens * 10)) << 8)) | unchecked((uint)Zeros);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref byte AppendLong(ref byte at, long value)
    {
        if (value < 0)
        {
            at = (byte)'-';
            at = ref Unsafe.Add(ref at, 1);
        }
        (ulong upper, ulong lower) = Math.DivRem(value < 0 ? unchecked(0UL - (ulong)value) : (ulong)value, EndOfEightDigits);
        if (upper == 0) return ref AppendShort(ref at, (uint)lower);
        at = ref Append(ref at, (long)upper);
        TextBytes.Put(ref at, EightDigits((uint)lower));
        return ref Unsafe.Add(ref at, sizeof(ulong));
    }

    /// <summary>Eight digits, a byte each, the first one lowest: halves, quarters and digits of the number side by side in one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong DigitsOf(uint value)
    {
        ulong upper = value / 10_000;
        ulong fours = upper | ((value - (upper * 10_000)) << 32);
        ulong hundreds = ((fours * 10_486) >> 20) & 0x0000_007F_0000_007F; // 10,486 / 2^20 is just above 1 / 100
        ulong twos = hundreds | ((fours - (hundreds * 100)) << 16);
        ulong tens = ((twos * 103) >> 10) & 0x000F_000F_000F_000F; // 103 / 2^10 is just above 1 / 10
        return tens | ((twos - (tens * 10)) << 8);
    }
}
