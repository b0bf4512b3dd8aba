namespace VpcSim.Fuzz.Judging;

/// <summary>Notices the input that never comes back.</summary>
public sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(200);

    private readonly TimeSpan _most;
    private readonly Action<byte[]> _stuck;
    private readonly Timer _timer;
    private readonly Lock _changing = new();
    private byte[]? _input;
    private TimeSpan _began;

    /// <param name="most">Processor time that an input may take.</param>
    /// <param name="stuck">Told the input, on a thread of its own.</param>
    public Watchdog(TimeSpan most, Action<byte[]> stuck)
    {
        (_most, _stuck) = (most, stuck);
        _timer = new Timer(_ => Look(), null, _look, _look);
    }

    public void Begin(byte[] input)
    {
        lock (_changing) (_input, _began) = (input, Environment.CpuUsage.TotalTime);
    }

    public void End()
    {
        lock (_changing) _input = null;
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        byte[]? stuck;
        lock (_changing)
        {
            if (_input is null || Environment.CpuUsage.TotalTime - _began < _most) return;
            (stuck, _input) = (_input, null);
        }
        _stuck(stuck);
    }
}
