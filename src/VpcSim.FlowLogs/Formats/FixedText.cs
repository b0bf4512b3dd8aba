using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VpcSim.FlowLogs.Formats;

/// <summary>Text that stands in many records, ready to be copied block by block: few bytes of no fixed number are copied faster so than by a call.</summary>
internal readonly struct FixedText
{
    /// <summary>As many bytes may be overwritten behind the text.</summary>
    public const int Block = 16;

    private readonly byte[] _blocks;

    public FixedText(ReadOnlySpan<byte> text)
    {
        Length = text.Length;
        _blocks = new byte[(text.Length + Block - 1) / Block * Block];
        text.CopyTo(_blocks);
    }

    public int Length { get; }

    public ReadOnlySpan<byte> Bytes => _blocks.AsSpan(0, Length);

    /// <summary>Writes the text where there is room for it and a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte Append(ref byte at)
    {
        ref byte from = ref MemoryMarshal.GetArrayDataReference(_blocks);
        for (int done = 0; done < Length; done += Block)
            Vector128.LoadUnsafe(ref from, (nuint)done).StoreUnsafe(ref at, (nuint)done);
        return ref Unsafe.Add(ref at, Length);
    }
}
