using System.Globalization;

namespace VpcSim.Wire.Captures;

/// <summary>Several files as one capture: by the times of their first packets, each opened only when that time has been reached, and merged where they overlap.</summary>
/// <remarks>Packets are numbered through the set. A file that is cut off or damaged ends; the others are read all the same.</remarks>
internal sealed class CaptureSet : CaptureReader
{
    private const int MostProblemsTold = 3;

    private readonly CaptureSetPart[] _parts;
    private readonly List<CaptureSetPart> _open = [];
    private readonly List<string> _problems = [];
    private CaptureEnd _worst = CaptureEnd.Complete;
    private int _next;
    private long _bytesOfClosed;

    /// <param name="name">What messages call the set.</param>
    /// <param name="parts">Its files.</param>
    public CaptureSet(string name, IEnumerable<CaptureSetPart> parts)
        : base(name)
    {
        _parts = [.. parts.OrderBy(part => part.FirstNs).ThenBy(part => part.Path, NumericOrder.Instance)];
        TotalBytes = _parts.All(part => part.Bytes is not null) ? _parts.Sum(part => part.Bytes) : null;
    }

    public override long BytesRead => _bytesOfClosed + _open.Sum(part => part.Reader.BytesRead);

    public override long? TotalBytes { get; }

    private protected override bool TryReadRecord(out CapturedFrame frame)
    {
        while (true)
        {
            if (_open is [{ HasHead: false } only])
            {
                if (only.Reader.TryRead(out frame))
                {
                    if (!IsReached(frame.TimeNs)) return Number(ref frame);
                    only.Keep(in frame);
                }
                else
                {
                    Close(only);
                }
            }

            if (_open.Count == 0 && _next == _parts.Length)
            {
                frame = default;
                return Finish(_worst, Problems());
            }

            CaptureSetPart? earliest = Earliest();
            if (earliest is null || IsReached(earliest.HeadNs))
            {
                if (_next < _parts.Length) Open();
                continue;
            }

            frame = earliest.TakeHead();
            return Number(ref frame);
        }
    }

    private protected override void Close()
    {
        foreach (CaptureSetPart part in _open) part.Reader.Dispose();
        _open.Clear();
    }

    private bool Number(ref CapturedFrame frame)
    {
        frame = new CapturedFrame
        {
            TimeNs = frame.TimeNs,
            Number = ++PacketsRead,
            Link = frame.Link,
            InterfaceIndex = frame.InterfaceIndex,
            OriginalLength = frame.OriginalLength,
            Bytes = frame.Bytes,
        };
        return true;
    }

    /// <summary>Whether the next file may have packets before one of this time.</summary>
    private bool IsReached(long timeNs) => _next < _parts.Length && timeNs >= _parts[_next].FirstNs;

    /// <summary>Of several open files the one whose next packet is the earliest, or of the first of them where times are equal.</summary>
    private CaptureSetPart? Earliest()
    {
        CaptureSetPart? earliest = null;
        for (int i = 0; i < _open.Count; i++)
        {
            CaptureSetPart part = _open[i];
            if (!part.FillHead())
            {
                Close(part);
                i--;
            }
            else if (earliest is null || part.HeadNs < earliest.HeadNs)
            {
                earliest = part;
            }
        }

        return earliest;
    }

    private void Open()
    {
        CaptureSetPart part = _parts[_next++];
        part.Open();
        _open.Add(part);
    }

    private void Close(CaptureSetPart part)
    {
        CaptureReader reader = part.Reader;
        _open.Remove(part);
        _bytesOfClosed += reader.BytesRead;
        if (reader.Problem is { } problem)
        {
            _problems.Add(problem);
            if (reader.End > _worst) _worst = reader.End;
        }

        reader.Dispose();
    }

    private string? Problems()
    {
        if (_problems.Count == 0) return null;
        string told = string.Join(". ", _problems.Take(MostProblemsTold));
        int more = _problems.Count - MostProblemsTold;
        return more <= 0 ? told : string.Create(CultureInfo.InvariantCulture, $"{told}. And so {more} more of its files");
    }
}
