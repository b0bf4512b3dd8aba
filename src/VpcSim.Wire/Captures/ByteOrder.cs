using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace VpcSim.Wire.Captures;

/// <summary>Numbers of a file in the byte order of the machine that wrote it; swapped means big-endian.</summary>
internal static class ByteOrder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort UInt16(ReadOnlySpan<byte> bytes, bool isSwapped)
    {
        ushort value = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        return isSwapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint UInt32(ReadOnlySpan<byte> bytes, bool isSwapped)
    {
        uint value = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return isSwapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    public static long Int64(ReadOnlySpan<byte> bytes, bool isSwapped)
    {
        long value = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        return isSwapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }
}
