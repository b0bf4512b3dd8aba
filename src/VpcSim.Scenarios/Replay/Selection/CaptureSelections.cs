using VpcSim.Engine.Clock;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Captures.Selecting;

namespace VpcSim.Scenarios.Replay.Selection;

/// <summary>What is selected from the captures of a run. Captures of which nothing is asked are read as they stand.</summary>
internal sealed class CaptureSelections
{
    private const int MostBeyond = 2 * SortingWindow.Packets; // no packet behind so many is sorted before them

    private readonly ReplaySelection _wanted;
    private readonly CaptureSelector[] _selectors;
    private readonly Dictionary<long, int> _interfaces;
    private readonly TimeWindow? _window;

    /// <param name="wanted">What is asked for.</param>
    /// <param name="captures">The captures.</param>
    /// <param name="placeOf">The place in the design of an interface, by name.</param>
    public CaptureSelections(ReplaySelection wanted, IReadOnlyList<CaptureInput> captures, Func<string, int> placeOf)
    {
        _wanted = wanted;
        _window = wanted.From is null && wanted.Until is null ? null : new TimeWindow();
        _interfaces = wanted.Sessions.ToDictionary(session => session.Session, session => placeOf(session.Interface));
        _selectors =
        [
            .. captures.Select(capture => new CaptureSelector(capture.Open)
            {
                Unwraps = wanted.Unwraps,
                Window = _window,
                MostBeyond = MostBeyond,
                Filter = wanted.Filter,
            }),
        ];
    }

    /// <summary>Opens a capture, by its place.</summary>
    /// <exception cref="CaptureFormatException">It is missing or no capture.</exception>
    public CaptureReader Open(int capture, CancellationToken cancellation) => _selectors[capture].Open(cancellation);

    /// <summary>Finds the moments that count from the first packet. Called when all captures are open and none is read.</summary>
    /// <param name="readers">The captures, their clocks corrected.</param>
    /// <exception cref="CaptureFormatException">The time asked for ends before it begins.</exception>
    public void Begin(IEnumerable<CaptureReader> readers)
    {
        if (_window is null) return;
        long first = 0;
        if (_wanted.From is { IsOffset: true } || _wanted.Until is { IsOffset: true })
        {
            first = readers.OfType<SelectedCapture>()
                .Select(static reader => reader.FirstNs() - reader.ClockAheadNs)
                .Min() ?? 0;
        }
        long from = _wanted.From?.At(first) ?? long.MinValue, until = _wanted.Until?.At(first) ?? long.MaxValue;
        if (from >= until)
        {
            throw new CaptureFormatException(
                $"--from {new SimTime(from)} is not before --until {new SimTime(until)}: the first packet is of {new SimTime(first)}, and no time is left between them");
        }
        _window.Set(from, until);
    }

    /// <summary>The origins of a capture's packets by session; null where it holds no sessions.</summary>
    public SessionOrigins? SessionsOf(CaptureReader reader, ushort origin, OriginList origins) =>
        reader is SelectedCapture selected ? new SessionOrigins(selected, origin, origins, _interfaces) : null;

    /// <summary>At most so many packets; null for all.</summary>
    public long? Limit => _wanted.Limit;
}
