using System.Runtime.CompilerServices;

namespace VpcSim.FlowLogs.Formats;

/// <summary>Seconds since 1970 as text. Those of the records of a window differ in their last digits, so the first ones stay ready.</summary>
internal sealed class SecondsText
{
    private const int Span = 10_000; // of which the text of the first digits is the same
    private const long FirstOfTenDigits = 1_000_000_000; // September 2001
    private const long EndOfTenDigits = 10_000_000_000; // November 2286

    private long _from = FirstOfTenDigits;
    private ulong _firstDigits = NumberText.EightDigits((uint)(FirstOfTenDigits / 100)); // six of them, and two that are overwritten

    /// <summary>Writes them where there is room for <see cref="NumberText.MaxLength"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte Append(ref byte at, long seconds)
    {
        ulong beyond = unchecked((ulong)(seconds - _from));
        if (beyond >= Span) return ref AppendFar(ref at, seconds);
        TextBytes.Put(ref at, _firstDigits);
        TextBytes.Put(ref Unsafe.Add(ref at, 6), NumberText.FourDigits((uint)beyond));
        return ref Unsafe.Add(ref at, 10);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref byte AppendFar(ref byte at, long seconds)
    {
        if (seconds is < FirstOfTenDigits or >= EndOfTenDigits) return ref NumberText.Append(ref at, seconds);
        _from = seconds - (seconds % Span);
        _firstDigits = NumberText.EightDigits((uint)(_from / 100));
        return ref Append(ref at, seconds);
    }
}
