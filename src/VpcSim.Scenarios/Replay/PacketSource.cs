using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VpcSim.DataPath.Flows;
using VpcSim.Scenarios.Replay.Selection;
using VpcSim.Wire;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Captures.Selecting;

namespace VpcSim.Scenarios.Replay;

/// <summary>Reads and decodes captures on a thread of its own, merged by time, and hands them over in batches in a fixed order.</summary>
internal sealed class PacketSource : IDisposable
{
    private const int BatchesAhead = 32, BatchesAheadWithFrames = 8;
    private readonly CaptureReader[] _readers;
    private readonly string[] _paths;
    private readonly AddressTranslation _addresses;
    private readonly CaptureSelections? _selections;
    private readonly long[] _taken;
    private readonly bool _keepsFrames;
    private readonly Handoff<PacketBatch> _full;
    private readonly Spares<PacketBatch> _spares;
    private readonly SortingWindow _window;
    private readonly CancellationTokenSource _stop;
    private Thread? _thread;
    private Exception? _failure;

    /// <param name="inputs">The captures.</param>
    /// <param name="origins">The origin of each of them, in their order; others may be added.</param>
    /// <param name="selections">What is selected from them.</param>
    /// <param name="addresses">Puts addresses into the design's terms.</param>
    /// <param name="keepsFrames">Whether batches keep the bytes of packets.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="CaptureFormatException">A file is missing or no capture.</exception>
    public PacketSource(
        IReadOnlyList<CaptureInput> inputs, OriginList origins, CaptureSelections selections, AddressTranslation addresses, bool keepsFrames, CancellationToken cancellation)
        : this(new CaptureReader[inputs.Count], inputs.Select(input => input.Path), origins, selections, addresses, keepsFrames, cancellation)
    {
        try
        {
            for (int i = 0; i < _readers.Length; i++) _readers[i] = selections.Open(i, _stop.Token);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>One capture that is open already.</summary>
    public PacketSource(CaptureReader capture, OriginList origins, AddressTranslation addresses, bool keepsFrames)
        : this([capture], [capture.Name], origins, null, addresses, keepsFrames, CancellationToken.None)
    {
    }

    private PacketSource(
        CaptureReader[] readers, IEnumerable<string> paths, OriginList origins, CaptureSelections? selections, AddressTranslation addresses, bool keepsFrames,
        CancellationToken cancellation)
    {
        _readers = readers;
        _paths = [.. paths];
        _selections = selections;
        _taken = new long[readers.Length];
        Origins = origins;
        _addresses = addresses;
        _keepsFrames = keepsFrames;
        _full = new Handoff<PacketBatch>(keepsFrames ? BatchesAheadWithFrames : BatchesAhead);
        _spares = new Spares<PacketBatch>(NewBatch);
        _window = new SortingWindow(NewBatch());
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>Where packets were captured.</summary>
    public OriginList Origins { get; }

    /// <summary>Packets that came too late to be sorted.</summary>
    public long Reordered => _window.Reordered;

    /// <summary>Bytes of all captures; null where that is not known.</summary>
    public long? TotalBytes => _readers.All(reader => reader.TotalBytes is not null) ? _readers.Sum(reader => reader.TotalBytes) : null;

    /// <summary>How each capture ended; meaningful when <see cref="Batches"/> is through.</summary>
    public ImmutableArray<CaptureReport> Reports =>
    [
        .. _readers.Select((reader, i) => new CaptureReport(_paths[i], _selections?.Limit is null ? reader.PacketsRead : _taken[i], reader.End, reader.Problem)
        {
            Selection = (reader as SelectedCapture)?.Report,
        }),
    ];

    /// <summary>The batches in order. Each is handed back when the next is asked for.</summary>
    public IEnumerable<PacketBatch> Batches()
    {
        using CancellationTokenRegistration stopping = _stop.Token.Register(_full.Stop);
        _thread = new Thread(Produce) { Name = "capture reader", IsBackground = true };
        _thread.Start();
        while (_full.TryTake(out PacketBatch? batch))
        {
            yield return batch;
            _spares.Return(batch);
        }
        _stop.Token.ThrowIfCancellationRequested();
        if (_failure is not null) throw _failure;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _full.Stop();
        _thread?.Join();
        foreach (CaptureReader? reader in _readers) reader?.Dispose();
        _stop.Dispose();
    }

    private void Produce()
    {
        try
        {
            foreach (CaptureReader reader in _readers) reader.Waiting = Pause;
            _selections?.Begin(_readers);
            if (_readers.Length == 1) ReadLimited(Capture(0));
            else ReadLimited(new MergedCaptures(_readers.Select((_, i) => (ICaptures)Capture(i)), _keepsFrames));
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
            _full.Complete();
        }
    }

    private SingleCapture Capture(int place) =>
        new(_readers[place], (ushort)place, _selections?.SessionsOf(_readers[place], (ushort)place, Origins));

    private void ReadLimited<TCaptures>(TCaptures captures)
        where TCaptures : ICaptures
    {
        if (_selections?.Limit is { } limit) ReadAll(new LimitedCaptures<TCaptures>(captures, limit, Origins, _taken));
        else ReadAll(captures);
    }

    private void ReadAll<TCaptures>(TCaptures captures)
        where TCaptures : ICaptures
    {
        if (_readers.Any(reader => reader.MayWait)) ReadAsTheyCome(captures);
        else ReadFiles(captures);
        foreach (PacketBatch batch in _window.Rest()) HandOver(batch);
    }

    [MethodImpl(Hot.Path)]
    private void ReadFiles<TCaptures>(TCaptures captures)
        where TCaptures : ICaptures
    {
        while (true)
        {
            PacketBatch batch = _window.Latest;
            int at = batch.Count;
            if (!captures.TryDecode(batch, at)) break;
            Take(batch, at);
        }
    }

    /// <summary>While it waits for a packet, those before it are handed over: so it is decoded aside.</summary>
    private void ReadAsTheyCome<TCaptures>(TCaptures captures)
        where TCaptures : ICaptures
    {
        var aside = new PacketBatch(1, _keepsFrames);
        while (captures.TryDecode(aside, 0))
        {
            PacketBatch batch = _window.Latest;
            PacketBatch.Swap(batch, batch.Count, aside, 0);
            Take(batch, batch.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(PacketBatch batch, int at)
    {
        ref PacketHeader header = ref batch.Headers[at];
        if (header.Status == DecodeStatus.Decoded)
        {
            _addresses.Apply(ref header, ref batch.Quotes[at]);
            batch.Lookups[at] = FlowLookup.Of(in header);
        }
        if (_window.Add() && _window.Rotate(Empty()) is { } sorted) HandOver(sorted);
    }

    /// <summary>Hands over what is there, since nothing more comes for the moment.</summary>
    private void Pause()
    {
        long reached = _readers is [{ ReachedNs: { } clock }] ? clock : long.MinValue;
        IReadOnlyList<PacketBatch> rest = _window.Release(Empty, reached);
        if (_window.LatestNs == long.MinValue) return;
        if (rest.Count == 0) rest = [Empty()];
        rest[^1].PausedNs = _window.LatestNs;
        foreach (PacketBatch batch in rest) HandOver(batch);
    }

    private void HandOver(PacketBatch batch)
    {
        batch.BytesRead = _readers.Sum(reader => reader.BytesRead);
        if (!_full.Give(batch)) throw new OperationCanceledException(_stop.Token);
    }

    private PacketBatch NewBatch() => new(PacketBatch.Size, _keepsFrames);

    private PacketBatch Empty()
    {
        PacketBatch batch = _spares.Take();
        batch.Count = 0;
        batch.PausedNs = null;
        return batch;
    }
}
