using VpcSim.Wire.Captures;

namespace VpcSim.FlowLogs.Reading.Sources;

/// <summary>The lines of a file, compressed or not.</summary>
internal sealed class LineSource(CaptureSource source) : IDisposable
{
    /// <summary>A longer line is none of a flow log; its beginning is shown, the rest passed over.</summary>
    public const int LongestLine = 64 * 1024;

    /// <summary>The number of the latest line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the latest line is only the beginning of one that is too long.</summary>
    public bool WasTooLong { get; private set; }

    /// <summary>Whether the latest line is one that the file ends in without a line end.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Whether the latest line ended as those of Windows do.</summary>
    public bool HadReturn { get; private set; }

    /// <summary>The next line without its end; valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        WasTooLong = WasCut = false;
        while (true)
        {
            int length = source.Head(source.Available)[searched..].IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Took(searched + length, 1);
                return true;
            }
            searched = source.Available;
            if (searched > LongestLine)
            {
                WasTooLong = true;
                line = Took(searched, 0).ToArray();
                SkipLine();
                return true;
            }
            if (source.Ensure(searched + 1)) continue;
            WasCut = searched > 0;
            line = searched > 0 ? Took(searched, 0) : [];
            return searched > 0;
        }
    }

    public void Dispose() => source.Dispose();

    private ReadOnlySpan<byte> Took(int length, int end)
    {
        ReadOnlySpan<byte> line = source.Head(length);
        source.Advance(length + end);
        Number++;
        HadReturn = line is [.., (byte)'\r'];
        return HadReturn ? line[..^1] : line;
    }

    private void SkipLine()
    {
        while (source.Available > 0 || source.Ensure(1))
        {
            int length = source.Head(source.Available).IndexOf((byte)'\n');
            source.Advance(length < 0 ? source.Available : length + 1);
            if (length >= 0) return;
        }
    }
}
