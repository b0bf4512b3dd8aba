using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VpcSim.FlowLogs.Formats;

/// <summary>Text that is written byte behind byte: what appends takes the place to write at and returns the one behind. Nobody asks for room: who begins a line has made sure
/// of it for all of the line.</summary>
internal static class TextBytes
{
    /// <summary>Writes eight bytes, the first one lowest. How many of them count the caller knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ref byte at, ulong bytes) => BinaryPrimitives.WriteUInt64LittleEndian(MemoryMarshal.CreateSpan(ref at, sizeof(ulong)), bytes);

    /// <summary>Writes four bytes, the first one lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ref byte at, uint bytes) => BinaryPrimitives.WriteUInt32LittleEndian(MemoryMarshal.CreateSpan(ref at, sizeof(uint)), bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Append(ref byte at, scoped ReadOnlySpan<byte> text)
    {
        text.CopyTo(MemoryMarshal.CreateSpan(ref at, text.Length));
        return ref Unsafe.Add(ref at, text.Length);
    }

    /// <summary>What separates fields.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Space(ref byte at)
    {
        at = (byte)' ';
        return ref Unsafe.Add(ref at, 1);
    }

    /// <summary>How many bytes were written between two places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Between(ref byte first, ref byte end) => (int)Unsafe.ByteOffset(ref first, ref end);
}
