using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using VpcSim.DataPath.Fabrics;
using VpcSim.Scenarios.Replay.Clocks;
using VpcSim.Scenarios.Replay.Duplicates;
using VpcSim.Scenarios.Replay.Selection;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Captures.Selecting;

namespace VpcSim.Scenarios.Replay;

/// <summary>Reads and decodes captures, merged by time, and hands them over in batches in a fixed order: ahead on a thread of its own, or on the caller's.</summary>
internal sealed class PacketSource : IDisposable
{
    private const int BatchesAhead = 32, BatchesAheadWithFrames = 8;
    private const int BatchesAtHand = 3; // that packets are decoded into, that waits for late ones, and that is handled
    private const int MostCaptures = ushort.MaxValue; // each is an origin at least
    private readonly CaptureReader[] _readers;
    private readonly CaptureInput[] _inputs;
    private readonly AddressTranslation _addresses;
    private readonly CaptureSelections? _selections;
    private readonly long[] _taken;
    private readonly Senders _senders;
    private readonly bool _keepsFrames;
    private readonly bool _tellsDuplicates;
    private readonly Handoff<PacketBatch> _full;
    private readonly Spares<PacketBatch> _spares;
    private readonly SortingWindow _window;
    private readonly CancellationTokenSource _stop;
    private Thread? _thread;
    private Action<PacketBatch>? _taker;
    private ExceptionDispatchInfo? _failure;
    private ImmutableArray<CaptureClock> _clocks;
    private long[] _aheadNs = [];

    /// <param name="inputs">The captures.</param>
    /// <param name="origins">The origin of each of them, in their order; others may be added.</param>
    /// <param name="selections">What is selected from them.</param>
    /// <param name="addresses">Puts addresses into the design's terms.</param>
    /// <param name="fabric">The design.</param>
    /// <param name="keepsFrames">Whether batches keep the bytes of packets.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="CaptureFormatException">A file is missing or no capture.</exception>
    public PacketSource(
        IReadOnlyList<CaptureInput> inputs, OriginList origins, CaptureSelections selections, AddressTranslation addresses, Fabric fabric, bool keepsFrames,
        CancellationToken cancellation)
        : this(null, inputs, origins, selections, addresses, fabric, keepsFrames, cancellation)
    {
    }

    /// <summary>One capture that is open already.</summary>
    public PacketSource(CaptureReader capture, OriginList origins, AddressTranslation addresses, Fabric fabric, bool keepsFrames)
        : this(capture, [new CaptureInput(capture.Name)], origins, null, addresses, fabric, keepsFrames, CancellationToken.None)
    {
    }

    private PacketSource(
        CaptureReader? opened, IReadOnlyList<CaptureInput> inputs, OriginList origins, CaptureSelections? selections, AddressTranslation addresses, Fabric fabric,
        bool keepsFrames, CancellationToken cancellation)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _inputs = [.. inputs];
        _selections = selections;
        _readers = opened is null ? OpenAll(inputs.Count) : [opened];
        _taken = new long[_readers.Length];
        Origins = origins;
        _addresses = addresses;
        _senders = new Senders(fabric, origins);
        _keepsFrames = keepsFrames;
        _full = new Handoff<PacketBatch>(Ahead);
        _spares = new Spares<PacketBatch>(NewBatch);
        _tellsDuplicates = _readers.Length > 1 || _readers[0] is SelectedCapture { MayUnwrap: true };
        _window = new SortingWindow(NewBatch());
    }

    /// <summary>Where packets were captured.</summary>
    public OriginList Origins { get; }

    /// <summary>Whether some of it comes as it is made, and once only.</summary>
    public bool MayWait => _readers.Any(static reader => reader.MayWait);

    /// <summary>Packets that came too late to be sorted.</summary>
    public long Reordered => _window.Reordered;

    /// <summary>Bytes of all captures; null where that is not known.</summary>
    public long? TotalBytes => _readers.All(reader => reader.TotalBytes is not null) ? _readers.Sum(reader => reader.TotalBytes) : null;

    /// <summary>How each capture ended; meaningful when <see cref="Batches"/> is through.</summary>
    public ImmutableArray<CaptureReport> Reports =>
    [
        .. _readers.Select((reader, i) => new CaptureReport(_inputs[i].Path, _selections?.Limit is null ? reader.PacketsRead : _taken[i], reader.End, reader.Problem)
        {
            Selection = (reader as SelectedCapture)?.Report,
            At = _inputs[i].At,
            Clock = ClockOf(i),
        }),
    ];

    /// <summary>The batches in order, read ahead on a thread of its own. Each is handed back when the next is asked for.</summary>
    public IEnumerable<PacketBatch> Batches()
    {
        using CancellationTokenRegistration stopping = _stop.Token.Register(_full.Stop);
        _spares.Most = Ahead + BatchesAtHand;
        _thread = new Thread(Produce) { Name = "capture reader", IsBackground = true };
        _thread.Start();
        while (_full.TryTake(out PacketBatch? batch))
        {
            yield return batch;
            _spares.Return(batch);
        }
        _stop.Token.ThrowIfCancellationRequested();
        _failure?.Throw();
    }

    /// <summary>Reads on this thread.</summary>
    /// <param name="taker">Takes each batch as soon as it is full, and is done with it when it returns.</param>
    public void ReadInto(Action<PacketBatch> taker)
    {
        _taker = taker;
        Produce();
        _stop.Token.ThrowIfCancellationRequested();
        _failure?.Throw();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _full.Stop();
        foreach (CaptureReader reader in _readers) reader.Abandon();
        _thread?.Join();
        foreach (CaptureReader? reader in _readers) reader?.Dispose();
        _stop.Dispose();
    }

    private int Ahead => _keepsFrames ? BatchesAheadWithFrames : BatchesAhead;

    private CaptureReader[] OpenAll(int count)
    {
        if (count > MostCaptures) throw new CaptureFormatException($"{count} captures are too many: {MostCaptures} can be told apart. Name the files of one place as a folder");
        var readers = new List<CaptureReader>();
        try
        {
            for (int i = 0; i < count; i++) readers.Add(_selections!.Open(i, _stop.Token));
            return [.. readers];
        }
        catch
        {
            foreach (CaptureReader reader in readers) reader.Dispose();
            _stop.Dispose();
            throw;
        }
    }

    private void Produce()
    {
        try
        {
            foreach (CaptureReader reader in _readers)
            {
                reader.Waiting = Pause;
                if (reader is SelectedCapture selected) selected.KeepsOuter = _keepsFrames;
            }
            _aheadNs = FindClocks();
            _selections?.Begin(_readers);
            if (_readers.Length == 1) ReadLimited(Capture(0));
            else ReadLimited(new MergedCaptures(_readers.Select((_, i) => (ICaptures)Capture(i)), _keepsFrames, _tellsDuplicates));
        }
        catch (OperationCanceledException)
        {
            // The consumer has stopped listening.
        }
        catch (Exception failure)
        {
            _failure = ExceptionDispatchInfo.Capture(failure); // the consumer's, whatever it is: here it would end the process
        }
        finally
        {
            _full.Complete();
        }
    }

    private SingleCapture Capture(int place) =>
        new(_readers[place], (ushort)place, _selections?.SessionsOf(_readers[place], (ushort)place, Origins), _aheadNs[place]);

    private void ReadLimited<TCaptures>(TCaptures captures)
        where TCaptures : ICaptures
    {
        if (_selections?.Limit is { } limit) ReadOnce(new LimitedCaptures<TCaptures>(captures, limit, Origins, _taken));
        else ReadOnce(captures);
    }

    /// <summary>Reads packets of which those that were captured at several places are sent once.</summary>
    private void ReadOnce<TCaptures>(TCaptures captures)
        where TCaptures : ICaptures
    {
        var inTerms = new InDesignTerms<TCaptures>(captures, _addresses);
        if (_tellsDuplicates) ReadAll(new DuplicateWindow<InDesignTerms<TCaptures>>(inTerms, _senders, _keepsFrames));
        else ReadAll(inTerms);
    }

    private long[] FindClocks()
    {
        long?[] given = [.. _inputs.Select(input => input.ClockOffsetNs)];
        if (given.Length > 1) _clocks = new ClockSampling(OpenAgain, _addresses, _senders).Clocks(given, _stop.Token);
        else if (given[0] is { } ahead) _clocks = [new CaptureClock(ahead, ClockBasis.Given)];
        else return [0];
        for (int i = 0; i < _readers.Length; i++)
            if (_readers[i] is SelectedCapture selected) selected.ClockAheadNs = _clocks[i].AheadNs;
        return [.. _clocks.Select(clock => clock.AheadNs)];
    }

    private OpenedCapture? OpenAgain(int capture)
    {
        if (_selections is null || _readers[capture] is { TotalBytes: null } or { MayWait: true }) return null;
        CaptureReader reader = _selections.Open(capture, _stop.Token);
        return new OpenedCapture(reader, new SingleCapture(reader, (ushort)capture));
    }

    private CaptureClock? ClockOf(int capture) => _clocks.IsDefault ? null : _clocks[capture];

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
            if (!captures.TryDecode(batch, batch.Count)) break;
            Take();
        }
    }

    /// <summary>While it waits for a packet, those before it are handed over: so it is decoded aside.</summary>
    private void ReadAsTheyCome<TCaptures>(TCaptures captures)
        where TCaptures : ICaptures
    {
        var aside = new PacketBatch(1, _keepsFrames, _tellsDuplicates);
        while (captures.TryDecode(aside, 0))
        {
            PacketBatch batch = _window.Latest;
            PacketBatch.Swap(batch, batch.Count, aside, 0);
            Take();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take()
    {
        if (_window.Add() && _window.Rotate(Empty()) is { } sorted) HandOver(sorted);
    }

    /// <summary>Hands over what is there, since nothing more comes for the moment.</summary>
    private void Pause()
    {
        // What waits for copies of itself may be of an earlier time than the clock's.
        long reached = !_tellsDuplicates && _readers[0].ReachedNs is { } clock ? clock - _aheadNs[0] : long.MinValue;
        IReadOnlyList<PacketBatch> rest = _window.Release(Empty, reached);
        if (_window.LatestNs == long.MinValue) return;
        if (rest.Count == 0) rest = [Empty()];
        rest[^1].PausedNs = _window.LatestNs;
        foreach (PacketBatch batch in rest) HandOver(batch);
    }

    private void HandOver(PacketBatch batch)
    {
        batch.BytesRead = 0;
        foreach (CaptureReader reader in _readers) batch.BytesRead += reader.BytesRead;
        if (_taker is { } taker)
        {
            taker(batch);
            _spares.Return(batch);
        }
        else if (!_full.Give(batch))
        {
            throw new OperationCanceledException(_stop.Token);
        }
    }

    private PacketBatch NewBatch() => new(PacketBatch.Size, _keepsFrames, _tellsDuplicates);

    private PacketBatch Empty()
    {
        PacketBatch batch = _spares.Take();
        batch.Count = 0;
        batch.PausedNs = null;
        return batch;
    }
}
