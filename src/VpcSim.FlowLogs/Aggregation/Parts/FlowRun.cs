using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VpcSim.FlowLogs.Aggregation.Parts;

/// <summary>Flows that stand on disk one behind the other, read some at a time.</summary>
/// <param name="file">Where they stand.</param>
/// <param name="place">Of the first one.</param>
/// <param name="count">How many there are.</param>
internal sealed class FlowRun(SafeFileHandle file, long place, int count)
{
    private const int ReadAtOnce = 64;

    private readonly FlowPart[] _buffer = new FlowPart[Math.Min(ReadAtOnce, count)];
    private int _left = count;
    private long _next = place;
    private int _filled;
    private int _at;

    public FlowPart Current { get; private set; }

    /// <returns>False at the end.</returns>
    /// <exception cref="IOException">The disk fails.</exception>
    public bool MoveNext()
    {
        if (_at == _filled && !Fill()) return false;
        Current = _buffer[_at++];
        return true;
    }

    private bool Fill()
    {
        _filled = Math.Min(_left, ReadAtOnce);
        if (_filled == 0) return false;
        Span<byte> bytes = MemoryMarshal.AsBytes(_buffer.AsSpan(0, _filled));
        ScratchFile.Read(file, bytes, _next);
        _next += bytes.Length;
        _left -= _filled;
        _at = 0;
        return true;
    }
}
