using System.Collections.Concurrent;
using System.Collections.Immutable;
using VpcSim.Wire;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Replay;

/// <summary>Reads and decodes captures on a thread of its own, merged by time, and hands them over in batches in a fixed order.</summary>
internal sealed class PacketSource : IDisposable
{
    private const int BatchesAhead = 8;
    private readonly CaptureReader[] _readers;
    private readonly string[] _paths;
    private readonly AddressTranslation _addresses;
    private readonly BlockingCollection<PacketBatch> _full = new(BatchesAhead);
    private readonly ConcurrentBag<PacketBatch> _empty = [];
    private readonly SortingWindow _window = new();
    private readonly CancellationTokenSource _stop;
    private Thread? _thread;
    private Exception? _failure;
    private long _number;

    /// <param name="paths">Files.</param>
    /// <param name="addresses">Puts addresses into the design's terms.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="CaptureFormatException">A file is missing or no capture.</exception>
    public PacketSource(IReadOnlyList<string> paths, AddressTranslation addresses, CancellationToken cancellation)
    {
        _paths = [.. paths];
        _addresses = addresses;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _readers = new CaptureReader[paths.Count];
        try
        {
            for (int i = 0; i < _readers.Length; i++) _readers[i] = CaptureReader.Open(paths[i]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Packets that came too late to be sorted.</summary>
    public long Reordered => _window.Reordered;

    /// <summary>Bytes of all captures; null where that is not known.</summary>
    public long? TotalBytes => _readers.All(reader => reader.TotalBytes is not null) ? _readers.Sum(reader => reader.TotalBytes) : null;

    /// <summary>How each capture ended; meaningful when <see cref="Batches"/> is through.</summary>
    public ImmutableArray<CaptureReport> Reports =>
        [.. _readers.Select((reader, i) => new CaptureReport(_paths[i], reader.PacketsRead, reader.End, reader.Problem))];

    /// <summary>The batches in order. Each is handed back when the next is asked for.</summary>
    public IEnumerable<PacketBatch> Batches()
    {
        _thread = new Thread(Produce) { Name = "capture reader", IsBackground = true };
        _thread.Start();
        foreach (PacketBatch batch in _full.GetConsumingEnumerable(_stop.Token))
        {
            yield return batch;
            _empty.Add(batch);
        }
        _stop.Token.ThrowIfCancellationRequested();
        if (_failure is not null) throw _failure;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread?.Join();
        foreach (CaptureReader? reader in _readers) reader?.Dispose();
        _full.Dispose();
        _stop.Dispose();
    }

    private void Produce()
    {
        try
        {
            if (_readers.Length == 1) ReadAll(new SingleCapture(_readers[0]));
            else ReadAll(new MergedCaptures(_readers));
        }
        catch (OperationCanceledException)
        {
            // The consumer has stopped listening.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CaptureFormatException)
        {
            _failure = failure;
        }
        finally
        {
            _full.CompleteAdding();
        }
    }

    private void ReadAll<TCaptures>(TCaptures captures)
        where TCaptures : ICaptures
    {
        PacketBatch batch = Empty();
        while (true)
        {
            ref PacketHeader header = ref _window.Next(out int place);
            if (!captures.TryDecode(ref header, ref _window.QuoteAt(place), out _window.CauseAt(place))) break;
            header.Number = ++_number;
            if (header.Status == DecodeStatus.Decoded) _addresses.Apply(ref header, ref _window.QuoteAt(place));
            _window.Add(place);
            if (_window.Count > SortingWindow.Packets) _window.TakeInto(batch);
            if (batch.Count == PacketBatch.Size) batch = HandOver(batch);
        }
        while (_window.Count > 0)
        {
            _window.TakeInto(batch);
            if (batch.Count == PacketBatch.Size) batch = HandOver(batch);
        }
        if (batch.Count > 0) HandOver(batch);
    }

    private PacketBatch HandOver(PacketBatch batch)
    {
        batch.BytesRead = _readers.Sum(reader => reader.BytesRead);
        _full.Add(batch, _stop.Token);
        return Empty();
    }

    private PacketBatch Empty()
    {
        if (!_empty.TryTake(out PacketBatch? batch)) return new PacketBatch();
        batch.Count = 0;
        return batch;
    }
}
