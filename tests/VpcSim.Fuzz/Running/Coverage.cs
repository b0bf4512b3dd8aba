using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace VpcSim.Fuzz.Running;

/// <summary>Which branches inputs took, as SharpFuzz's instrumentation counts them; without instrumentation there is nothing to see.</summary>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16; // AFL's

    private readonly byte* _taken = (byte*)NativeMemory.AllocZeroed(Size);
    private readonly byte[] _seen = new byte[Size];

    public Coverage() => Trace.SharedMem = _taken;

    /// <summary>Branches seen so far.</summary>
    public int Branches { get; private set; }

    public void Clear()
    {
        new Span<byte>(_taken, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the input took a branch, or took one so many times, as none did before it.</summary>
    public bool IsNew()
    {
        var taken = new ReadOnlySpan<byte>(_taken, Size);
        bool found = false;
        for (int at = taken.IndexOfAnyExcept((byte)0); at < Size; at++)
        {
            if (at < 0) break;
            if (taken[at] == 0)
            {
                int skip = taken[at..].IndexOfAnyExcept((byte)0);
                if (skip < 0) break;
                at += skip;
            }
            byte class_ = ClassOf(taken[at]);
            if ((_seen[at] & class_) != 0) continue;
            if (_seen[at] == 0) Branches++;
            _seen[at] |= class_;
            found = true;
        }
        return found;
    }

    /// <summary>AFL's classes of counts: 1, 2, 3, 4-7, 8-15, 16-31, 32-127, more; a bit each.</summary>
    private static byte ClassOf(byte count) => count switch
    {
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}
