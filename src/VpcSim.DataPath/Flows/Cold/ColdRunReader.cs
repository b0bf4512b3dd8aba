using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VpcSim.DataPath.Flows.Cold;

/// <summary>Reads a <see cref="ColdRun{TKey, TFront}"/> from beginning to end in large pieces, without the entries that were taken out.</summary>
internal sealed class ColdRunReader<TKey, TFront>
    where TKey : struct
    where TFront : unmanaged, IColdFront<TKey>
{
    private const int Piece = 1 << 18;

    private readonly ColdRun<TKey, TFront> _run;
    private readonly byte[] _buffer;
    private long _next; // what is read next
    private int _at, _filled;
    private int _ordinal = -1;
    private int _length;

    /// <exception cref="IOException">The disk fails.</exception>
    public ColdRunReader(ColdRun<TKey, TFront> run)
    {
        _run = run;
        _buffer = new byte[(int)Math.Min(Piece, run.Length)];
        Advance();
    }

    /// <summary>The entry that is next; empty at the end.</summary>
    public ReadOnlySpan<byte> Current => _buffer.AsSpan(_at, _length);

    /// <summary>The hash of <see cref="Current"/>.</summary>
    public uint Hash { get; private set; }

    /// <exception cref="IOException">The disk fails.</exception>
    public void Advance()
    {
        do
        {
            _at += _length;
            _ordinal++;
            _length = 0;
            if (!HasNext()) return;
            ref readonly TFront front = ref MemoryMarshal.AsRef<TFront>(_buffer.AsSpan(_at));
            (_length, Hash) = (front.Length, front.Hash);
        }
        while (_run.IsTaken(_ordinal));
    }

    /// <summary>Reads on where the entry that begins at the place is not there as a whole.</summary>
    private bool HasNext()
    {
        int left = _filled - _at;
        if (left >= Unsafe.SizeOf<TFront>() && left >= MemoryMarshal.AsRef<TFront>(_buffer.AsSpan(_at)).Length) return true;
        if (left == 0 && _next == _run.Length) return false;
        _buffer.AsSpan(_at, left).CopyTo(_buffer);
        int more = (int)Math.Min(_buffer.Length - left, _run.Length - _next);
        ScratchFile.Read(_run.File, _buffer.AsSpan(left, more), _next);
        (_at, _filled, _next) = (0, left + more, _next + more);
        return true;
    }
}
