using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Captures.Selecting;

/// <summary>What was asked for of a capture: packets of a time, out of their tunnels, that pass a filter; in this order.</summary>
/// <remarks>Frames keep the numbers that they have in the capture.</remarks>
public sealed class SelectedCapture : CaptureReader
{
    private readonly CaptureReader _capture;
    private readonly TimeWindow? _window;
    private readonly int _mostBeyond;
    private readonly PacketFilter? _filter;
    private readonly TunnelSurvey? _survey;
    private readonly CancellationToken _cancellation;
    private Unwrapping? _unwrapping;
    private bool _isUndecided;
    private long? _firstNs;
    private long _beforeFrom, _fromUntilOn, _filtered;
    private int _beyond;
    private bool _stopped;

    internal SelectedCapture(CaptureReader capture, TunnelKind kinds, TunnelSurvey? survey, bool isStream, TimeWindow? window, int mostBeyond, PacketFilter? filter, CancellationToken cancellation)
        : base(capture.Name)
    {
        _capture = capture;
        _window = window;
        _filter = filter;
        _survey = survey;
        _cancellation = cancellation;
        _mostBeyond = isStream ? 1 : mostBeyond;
        _isUndecided = kinds == TunnelKind.All;
        _unwrapping = kinds is TunnelKind.None or TunnelKind.All ? null : new Unwrapping(kinds, all: false);
        MayWait = capture.MayWait;
        capture.Waiting = () => Waiting?.Invoke();
    }

    /// <summary>Nanoseconds by which the capture's clock was ahead, for its packets' place in the time that was asked for.</summary>
    public long ClockAheadNs { get; set; }

    /// <summary>Whether packets may come out of tunnels, so that several sessions may hold one packet.</summary>
    public bool MayUnwrap => _isUndecided || _unwrapping is not null;

    /// <summary>The session of the tunnel that the latest packet came in; −1 where it came in none.</summary>
    public long Session => _unwrapping?.Session ?? TunnelHeader.NoSession;

    /// <summary>Whether <see cref="Outer"/> is kept: a copy for each packet.</summary>
    public bool KeepsOuter
    {
        get;
        set
        {
            field = value;
            if (_unwrapping is not null)
            {
                _unwrapping.KeepsOuter = value;
            }
        }
    }

    /// <summary>The frame around the latest packet; null where it came in no tunnel, or is not kept.</summary>
    public OuterFrame? Outer => _unwrapping?.Outer;

    /// <summary>What was done; meaningful when all is read.</summary>
    public SelectionReport Report => new()
    {
        BeforeFrom = _beforeFrom,
        FromUntilOn = _fromUntilOn,
        Filtered = _filtered,
        StoppedEarly = _stopped,
        Unwraps = _unwrapping is not null,
        OuterFragments = _unwrapping?.OuterFragments ?? 0,
        Sessions = _unwrapping?.Sessions ?? [],
        OtherSessions = _unwrapping?.OtherSessions ?? 0,
        NotWrapped = _unwrapping?.NotWrapped ?? 0,
        Mixed = _survey?.Mixed,
    };

    public override long BytesRead => _capture.BytesRead;

    public override long? TotalBytes => _capture.TotalBytes;

    public override long? ReachedNs => _capture.ReachedNs;

    /// <summary>Reads ahead to the first packet.</summary>
    /// <returns>Its time, by the capture's own clock; null where there is none.</returns>
    public long? FirstNs()
    {
        if (_firstNs is null && _capture.TryPeek(out CapturedFrame first))
        {
            _firstNs = first.TimeNs;
        }

        return _firstNs;
    }

    public override void Abandon() => _capture.Abandon();

    private protected override bool TryReadRecord(out CapturedFrame frame)
    {
        if (_isUndecided && _survey is not null)
        {
            Decide(_survey.IsAllTunnel(_cancellation));
        }

        while (!_stopped && _capture.TryRead(out frame))
        {
            if (IsInTime(in frame) && TryUnwrap(ref frame) && Passes(in frame))
            {
                PacketsRead++;
                return true;
            }
        }

        frame = default;
        return _stopped ? Finish(CaptureEnd.Complete, null) : Finish(_capture.End, _capture.Problem);
    }

    private protected override void Close()
    {
        _capture.Dispose();
        _filter?.Dispose();
    }

    private bool IsInTime(in CapturedFrame frame)
    {
        if (_window is null)
        {
            return true;
        }

        long time = frame.TimeNs - ClockAheadNs;
        if (time >= _window.UntilNs)
        {
            _fromUntilOn++;
            _stopped = ++_beyond >= _mostBeyond;
            return false;
        }

        _beyond = 0;
        if (time < _window.FromNs)
        {
            _beforeFrom++;
            return false;
        }

        return true;
    }

    private bool TryUnwrap(ref CapturedFrame frame)
    {
        if (_isUndecided)
        {
            DecideBy(in frame);
        }

        return _unwrapping is null || _unwrapping.Unwrap(ref frame);
    }

    private bool Passes(in CapturedFrame frame)
    {
        if (_filter is null || _filter.Matches(in frame))
        {
            return true;
        }

        _filtered++;
        return false;
    }

    /// <summary>A stream cannot be read twice: its first IP packet decides.</summary>
    private void DecideBy(in CapturedFrame frame)
    {
        var outer = default(PacketHeader);
        Encapsulation found = Decapsulation.Open(frame.Link, frame.Bytes, frame.OriginalLength, TunnelKind.All, ref outer, out _);
        if (found is Encapsulation.Plain or Encapsulation.Tunnel)
        {
            Decide(found == Encapsulation.Tunnel);
        }
    }

    private void Decide(bool unwraps)
    {
        _isUndecided = false;
        _unwrapping = unwraps ? new Unwrapping(TunnelKind.All, all: true) { KeepsOuter = KeepsOuter } : null;
    }
}
