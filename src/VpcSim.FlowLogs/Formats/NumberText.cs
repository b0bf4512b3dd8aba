using System.Numerics;
using System.Runtime.CompilerServices;

namespace VpcSim.FlowLogs.Formats;

/// <summary>Whole numbers as decimal text. Never allocates.</summary>
public static class NumberText
{
    /// <summary>The longest text of a number in characters.</summary>
    public const int MaxLength = 20;

    private static readonly ulong[] Powers =
    [
        0, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    private static ReadOnlySpan<byte> Pairs =>
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"u8 +
        "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    /// <summary>Writes a number, a minus sign before it if it is negative.</summary>
    /// <param name="value">Any number.</param>
    /// <param name="destination">Room for <see cref="MaxLength"/> bytes.</param>
    /// <returns>The bytes written.</returns>
    [MethodImpl(Hot.Path)]
    public static int Write(long value, Span<byte> destination)
    {
        if (value >= 0) return WriteDigits((ulong)value, destination);
        destination[0] = (byte)'-';
        return 1 + WriteDigits(unchecked(0UL - (ulong)value), destination[1..]);
    }

    [MethodImpl(Hot.Path)]
    private static int WriteDigits(ulong value, Span<byte> destination)
    {
        int length = DigitsOf(value);
        int at = length;
        while (value >= 100)
        {
            ulong rest = value / 100;
            int pair = (int)(value - (rest * 100)) * 2;
            destination[--at] = Pairs[pair + 1];
            destination[--at] = Pairs[pair];
            value = rest;
        }
        if (value >= 10) destination[--at] = Pairs[((int)value * 2) + 1];
        destination[--at] = (byte)(value >= 10 ? '0' + (value / 10) : '0' + value);
        return length;
    }

    /// <summary>log10 from log2: 1233 / 4096 is just above log10(2).</summary>
    private static int DigitsOf(ulong value)
    {
        int estimate = ((BitOperations.Log2(value | 1) + 1) * 1233) >> 12;
        return estimate + (value >= Powers[estimate] ? 1 : 0);
    }
}
