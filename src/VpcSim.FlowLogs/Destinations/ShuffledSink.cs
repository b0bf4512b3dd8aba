using VpcSim.Engine.Chance;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>Hands the records of a window on in an order that hangs on a seed, as if they were published as they come.</summary>
internal sealed class ShuffledSink(IRecordSink inner, int seed) : IRecordSink, IDisposable
{
    private readonly SeededChance _chance = new((ulong)seed);
    private readonly List<(RecordStamp Stamp, byte[] Line)> _window = [];

    public void Write(in RecordStamp stamp, ReadOnlySpan<byte> line)
    {
        if (_window.Count > 0 && _window[0].Stamp.WindowEndSeconds != stamp.WindowEndSeconds) HandOn();
        _window.Add((stamp, line.ToArray()));
    }

    public void Finish()
    {
        HandOn();
        inner.Finish();
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();

    // Fisher and Yates
    private void HandOn()
    {
        for (int last = _window.Count - 1; last >= 0; last--)
        {
            int drawn = (int)_chance.Below((ulong)last + 1);
            (_window[last], _window[drawn]) = (_window[drawn], _window[last]);
            inner.Write(_window[last].Stamp, _window[last].Line);
        }
        _window.Clear();
    }
}
