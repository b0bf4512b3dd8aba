namespace VpcSim.Wire.Captures;

/// <summary>A stream that somebody still writes to, read ahead on a thread of its own, so that whoever waits for more can do something first.</summary>
internal sealed class FollowedStream : ReadOnceStream
{
    private const int ChunkLength = 64 * 1024;
    private const int MostChunks = 64;
    private const int PauseMs = 2; // shorter ones are no waiting: a writer and a reader that take turns
    private const int LastPauseMs = 250;
    private const int LastPauses = 8;
    private const long MostLastBytes = 16 * 1024 * 1024;

    private readonly Stream _inner;
    private readonly CancellationToken _enough;
    private readonly CancellationTokenRegistration _stopping;
    private readonly Queue<ReadOnlyMemory<byte>> _chunks = new();
    private readonly Thread _thread;
    private ReadOnlyMemory<byte> _current;
    private IOException? _failure;
    private bool _ended;
    private bool _disposed;
    private int _lastPauses;
    private long _lastBytes;

    /// <param name="inner">A pipe; it is disposed with this stream, but not while its thread waits for it.</param>
    /// <param name="enough">Ends the stream: with what comes at once, as the rest that a recorder writes when it is interrupted as well.</param>
    public FollowedStream(Stream inner, CancellationToken enough)
    {
        _inner = inner;
        _enough = enough;
        _stopping = enough.Register(Wake);
        _thread = new Thread(Follow) { Name = "capture stream", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Called by the thread that reads, before it waits for more.</summary>
    public Action? Waiting { get; set; }

    /// <summary>Whether it ended because it was enough, and not because the writer had no more.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>Gives what is there, after waiting for something to be there.</summary>
    public override int Read(Span<byte> buffer)
    {
        if (_current.IsEmpty && !TryTake(out _current)) return 0;
        int count = Math.Min(buffer.Length, _current.Length);
        _current.Span[..count].CopyTo(buffer);
        _current = _current[count..];
        return count;
    }

    /// <summary>Ends all waiting: nobody reads any more.</summary>
    public void Abandon()
    {
        lock (_chunks)
        {
            _disposed = true;
            Monitor.PulseAll(_chunks);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Dispose();
            Abandon();
            bool ended;
            lock (_chunks) ended = _ended;
            if (ended) _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool TryTake(out ReadOnlyMemory<byte> chunk)
    {
        bool told = false;
        while (true)
        {
            lock (_chunks)
            {
                if (TryDequeue(out chunk)) return true;
                if (IsOver()) return false;
                if (told || _enough.IsCancellationRequested) Monitor.Wait(_chunks, _enough.IsCancellationRequested ? LastPauseMs : Timeout.Infinite);
                else Monitor.Wait(_chunks, PauseMs);
                if (TryDequeue(out chunk)) return true;
                if (IsOver()) return false;
                if (_enough.IsCancellationRequested && ++_lastPauses >= LastPauses) return Stop();
            }

            if (!told) Waiting?.Invoke();
            told = true;
        }
    }

    private bool TryDequeue(out ReadOnlyMemory<byte> chunk)
    {
        if (!_chunks.TryDequeue(out chunk)) return false;
        Monitor.PulseAll(_chunks);
        if (!_enough.IsCancellationRequested) return true;
        _lastBytes += chunk.Length;
        return _lastBytes <= MostLastBytes || Stop();
    }

    private bool IsOver()
    {
        if (_failure is not null) throw _failure;
        return _ended || WasStopped || _disposed;
    }

    private bool Stop()
    {
        WasStopped = true;
        return false;
    }

    private void Wake()
    {
        lock (_chunks) Monitor.PulseAll(_chunks);
    }

    private void Follow()
    {
        try
        {
            while (Give(ReadChunk()))
            {
            }
        }
        catch (IOException failure)
        {
            lock (_chunks) _failure = failure;
        }
        catch (ObjectDisposedException)
        {
            // Nobody reads any more.
        }

        lock (_chunks)
        {
            _ended = true;
            Monitor.PulseAll(_chunks);
            if (!_disposed) return; // else whoever disposed it has left this to us
        }

        _inner.Dispose();
    }

    private ReadOnlyMemory<byte> ReadChunk()
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(ChunkLength);
        return bytes.AsMemory(0, _inner.Read(bytes));
    }

    private bool Give(ReadOnlyMemory<byte> chunk)
    {
        if (chunk.IsEmpty) return false;
        lock (_chunks)
        {
            while (_chunks.Count == MostChunks && !_disposed) Monitor.Wait(_chunks);
            if (_disposed) return false;
            _chunks.Enqueue(chunk);
            Monitor.PulseAll(_chunks);
            return true;
        }
    }
}
