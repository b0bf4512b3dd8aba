using System.Runtime.CompilerServices;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay.Duplicates;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Scenarios.Replay.Selection;
using VpcSim.Wire;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Replay;

/// <summary>Replays captures through a design: for each packet who sends it, whether they could have, and what AWS does with it.</summary>
public sealed class ReplayRun
{
    private readonly DataPath.DataPath _dataPath;
    private readonly ReplayOptions _options;
    private readonly AddressTranslation _addresses;
    private readonly Placement _placement;
    private readonly EndpointBypass _bypass;
    private readonly Fabric _fabric;
    private readonly PacketsNear _near;
    private readonly ForwardedCopies? _copies;
    private readonly ReplayCounts _counts;
    private readonly Design _design;
    private readonly Watchers? _watchers;
    private DuplicateFates? _duplicates;
    private EntryPoint? _entry;
    private long _packets;
    private long? _firstNs;
    private long? _lastNs;

    /// <param name="design">A completed design.</param>
    /// <param name="fabric">The same design, compiled.</param>
    /// <param name="settings">Switches of the data path.</param>
    /// <param name="options">How to replay.</param>
    /// <param name="meter">Where flow logs count.</param>
    /// <param name="watchers">Who is shown packets on their way.</param>
    public ReplayRun(Design design, Fabric fabric, DataPathSettings settings, ReplayOptions options, IFlowMeter meter, params IReadOnlyList<IReplayWatcher> watchers)
    {
        _design = design;
        _fabric = fabric;
        _options = options;
        _dataPath = new DataPath.DataPath(fabric, meter, settings, options.FlowBound);
        _dataPath.Flows.HoldCounts();
        _near = new PacketsNear(_dataPath.Flows, fabric);
        _addresses = new AddressTranslation(fabric, options);
        _placement = new Placement(fabric, _dataPath);
        _bypass = new EndpointBypass(design, options.IpRanges);
        _counts = new ReplayCounts(_dataPath.Verdicts);
        _copies = ForwardedCopies.Of(design, settings);
        if (watchers.Count > 0) _watchers = new Watchers(watchers);
        if (_watchers is null) _dataPath.LeaveNoTrail();
        else _dataPath.Record();
    }

    /// <summary>Replays captures, merged by time, to their end or to their damage.</summary>
    /// <param name="captures">Files.</param>
    /// <param name="progress">Who hears of the progress, if anybody.</param>
    /// <param name="cancellation">Stops the replay between two batches of packets.</param>
    /// <exception cref="ArgumentException"><see cref="ReplayOptions.At"/>, a capture's <see cref="CaptureInput.At"/> or a session's place names no interface; the message says the nearest names.</exception>
    /// <exception cref="CaptureFormatException">A file is missing or no capture; nothing has been replayed then.</exception>
    /// <exception cref="OperationCanceledException">The replay was stopped.</exception>
    public ReplaySummary Run(IReadOnlyList<CaptureInput> captures, IReplayProgress? progress, CancellationToken cancellation)
    {
        using PacketSource source = Open(_fabric, _options, captures, _addresses, KeepsFrames, cancellation);
        return Run(source, progress, cancellation);
    }

    /// <summary>The same for captures of which nothing but the file is known.</summary>
    public ReplaySummary Run(IReadOnlyList<string> captures, IReplayProgress? progress, CancellationToken cancellation) =>
        Run([.. captures.Select(static path => new CaptureInput(path))], progress, cancellation);

    /// <summary>Reads captures once to find the conversation that a packet belongs to. They are read again by the replay, so pipes will not do.</summary>
    /// <param name="captures">Files.</param>
    /// <param name="number">The packet's number, from 1.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="FormatException">There is no such packet, or it belongs to no conversation.</exception>
    /// <exception cref="CaptureFormatException">A file is missing or no capture.</exception>
    public ConversationQuery Find(IReadOnlyList<CaptureInput> captures, long number, CancellationToken cancellation)
    {
        using PacketSource source = Open(_fabric, _options, captures, _addresses, keepsFrames: false, cancellation);
        if (source.MayWait) throw new FormatException("a packet's number needs a capture that can be read twice, which pipes cannot; name the conversation instead, such as 'tcp A:PORT B:PORT'");
        return FrameLookup.Find(source.Batches(), number);
    }

    /// <summary>Replays one capture that is open already; the run owns it from then on.</summary>
    internal ReplaySummary Run(CaptureReader capture)
    {
        using var source = new PacketSource(capture, OriginsOf(_design, _options, [new CaptureInput(capture.Name)]), _addresses, _fabric, KeepsFrames);
        return Run(source, progress: null, CancellationToken.None);
    }

    private bool KeepsFrames => _watchers is { WantsFrames: true };

    /// <summary>Opens captures as a run of these options reads them; the exceptions are those of a run.</summary>
    internal static PacketSource Open(
        Fabric fabric, ReplayOptions options, IReadOnlyList<CaptureInput> captures, AddressTranslation addresses, bool keepsFrames, CancellationToken cancellation)
    {
        Design design = fabric.Design;
        var selections = new CaptureSelections(options.Selection, captures, name => InterfaceCalled(design, name, "--vni"));
        return new PacketSource(captures, OriginsOf(design, options, captures), selections, addresses, fabric, keepsFrames, cancellation);
    }

    private static OriginList OriginsOf(Design design, ReplayOptions options, IReadOnlyList<CaptureInput> captures) =>
        new(captures.Select((capture, i) => new Origin(i, (capture.At ?? options.At) is { } name ? InterfaceCalled(design, name, "--at") : -1)));

    /// <summary>Opens captures for <see cref="Steps"/>; the exceptions are those of a run.</summary>
    internal PacketSource Open(IReadOnlyList<CaptureInput> captures, CancellationToken cancellation) => Open(_fabric, _options, captures, _addresses, KeepsFrames, cancellation);

    /// <summary>The replay batch by batch, for whoever has something to do in between.</summary>
    /// <returns>How many packets each batch had.</returns>
    internal IEnumerable<int> Steps(PacketSource source, CancellationToken cancellation)
    {
        foreach (PacketBatch batch in source.Batches())
        {
            cancellation.ThrowIfCancellationRequested();
            if (batch.Count > 0) Handle(batch, source.Origins);
            yield return batch.Count;
        }
    }

    /// <summary>Ends a replay by <see cref="Steps"/>.</summary>
    internal ReplaySummary Finish(PacketSource source)
    {
        _dataPath.Finish();
        return Summarize(source);
    }

    private ReplaySummary Run(PacketSource source, IReplayProgress? progress, CancellationToken cancellation)
    {
        long? total = source.TotalBytes;
        if (_options.ReadsAhead)
        {
            foreach (PacketBatch batch in source.Batches()) Take(batch);
        }
        else
        {
            source.ReadInto(Take);
        }
        _dataPath.Finish();
        return Summarize(source);

        void Take(PacketBatch batch)
        {
            cancellation.ThrowIfCancellationRequested();
            if (batch.Count > 0) Handle(batch, source.Origins);
            if (batch.PausedNs is { } reached) _dataPath.Pause(reached);
            progress?.Report(batch.BytesRead, total, _packets);
        }
    }

    [MethodImpl(Hot.Path)]
    private void Handle(PacketBatch batch, OriginList origins)
    {
        if (_firstNs is null) _dataPath.BeginAt((_firstNs = batch.Headers[0].TimeNs).Value);
        ReadOnlySpan<FlowLookup> lookups = batch.Lookups.AsSpan(0, batch.Count);
        bool plain = _watchers is null && batch.Sightings is null;
        for (int i = 0; i < lookups.Length; i++)
        {
            if (i % FlowTable.Group == 0) _near.Prefetch(batch, i);
            _dataPath.Flows.Expect(i);
            if (plain) Judge(in batch.Headers[i], in batch.Quotes[i], lookups[i], batch.Causes[i], origins.InterfaceOf(batch.Origins[i]), walks: false, out _);
            else if (_watchers is null || !_watchers.Wants(in batch.Headers[i])) Handle(batch, i, origins.InterfaceOf(batch.Origins[i]), walks: false);
            else Watch(_watchers, batch, i, origins[batch.Origins[i]]);
        }
        _packets += batch.Count;
        _lastNs = batch.Headers[batch.Count - 1].TimeNs;
        _dataPath.Sweep(batch.Count / 8, _lastNs.Value);
    }

    private Fate Handle(PacketBatch batch, int i, int at, bool walks) => batch.Sightings is null
        ? HandleOnce(batch, i, at, walks)
        : HandleSighting(batch, i, at, walks);

    private Fate HandleOnce(PacketBatch batch, int i, int at, bool walks) =>
        new(Judge(in batch.Headers[i], in batch.Quotes[i], batch.Lookups[i], batch.Causes[i], at, walks, out long blame), blame);

    private Fate HandleSighting(PacketBatch batch, int i, int at, bool walks)
    {
        int twin = batch.Sightings![i].Twin;
        _duplicates ??= new DuplicateFates();
        if (twin < 0)
        {
            Fate copied = _duplicates.OfCopy(twin);
            CountAgain(copied.Verdict);
            return copied;
        }
        Fate fate = HandleOnce(batch, i, at, walks);
        if (twin > 0) _duplicates.Note(twin, fate);
        return fate;
    }

    /// <returns>The word of its <see cref="Fate"/>.</returns>
    [MethodImpl(Hot.Path)]
    private long Judge(in PacketHeader packet, in QuotedPacket quote, FlowLookup lookup, Undecodable cause, int at, bool walks, out long blame)
    {
        blame = 0;
        if (packet.Status != DecodeStatus.Decoded) return Unread(packet.Status, cause);
        if (_copies is not null && _copies.Is(in packet, out int original))
        {
            CountAgain(original);
            return Fate.WordOf(original < 0 ? Outcome.NotSent : _dataPath.Verdicts.OutcomeOf(original), original, isCopy: true);
        }
        FlowRef flow = _dataPath.Flows.Open(in packet, lookup);
        if (IsUnsent(flow, in packet, in quote, at, out blame))
        {
            if ((packet.Traits & PacketTraits.FirstFragment) != 0) _dataPath.NoteFragment(in packet, sent: false, blame);
            _dataPath.Flows.Note(flow, in packet, Outcome.NotSent, -1, blame);
            _counts.NotSent();
            _copies?.Note(in packet, -1);
            return Fate.WordOf(Outcome.NotSent);
        }
        if ((packet.Traits & PacketTraits.FirstFragment) != 0) _dataPath.NoteFragment(in packet, sent: true, blame: 0);
        blame = 0;
        if (walks || !_dataPath.TryRepeat(flow, in packet, out int verdict)) verdict = Decide(flow, in packet, in quote, at);
        Outcome outcome = _dataPath.Verdicts.OutcomeOf(verdict);
        _dataPath.Flows.Note(flow, in packet, outcome, verdict);
        _counts.Verdict(verdict);
        _copies?.Note(in packet, verdict);
        if (flow.Mark is > 0 and byte mark) _bypass.Count(mark);
        return Fate.WordOf(outcome, verdict);
    }

    private void CountAgain(int verdict)
    {
        if (verdict < 0) _counts.NotSent();
        else _counts.Verdict(verdict);
    }

    private long Unread(DecodeStatus status, Undecodable cause)
    {
        bool notIp = status == DecodeStatus.NotIp;
        if (notIp) _counts.NotIp();
        else _counts.Undecodable(cause);
        return Fate.WordOf(notIp ? Outcome.NotIp : Outcome.Undecodable);
    }

    private void Watch(Watchers watchers, PacketBatch batch, int i, Origin origin)
    {
        ref readonly PacketHeader packet = ref batch.Headers[i];
        ref readonly QuotedPacket quote = ref batch.Quotes[i];
        Fate fate = Handle(batch, i, origin.Interface, walks: true);
        bool walked = fate.Verdict >= 0 && !fate.IsCopy;
        if (fate.Outcome == Outcome.NotSent) _entry = _placement.Find(in packet, in quote, origin.Interface, out _);
        watchers.Saw(new ReplayedPacket(in packet, in quote, batch.Frames?[i])
        {
            Origin = origin,
            Outcome = fate.Outcome,
            Verdict = fate.Verdict >= 0 ? _dataPath.Verdicts[fate.Verdict] : default,
            Cause = batch.Causes[i],
            Blame = fate.Blame,
            IsCopy = fate.IsCopy,
            Entry = walked || fate.Outcome == Outcome.NotSent ? _entry : null,
            Trail = walked ? _dataPath.LatestTrail : [],
            Forms = walked ? _dataPath.LatestForms : [],
            Observed = walked ? _dataPath.LatestObserved : [],
            ResetObserved = walked ? _dataPath.LatestResetObserved : [],
            Sights = walked ? _dataPath.LatestSights : [],
            Error = walked && _entry is not null ? _dataPath.LatestError : null,
            ResetSights = walked ? _dataPath.LatestResetSights : [],
        });
    }

    [MethodImpl(Hot.Path)]
    private bool IsUnsent(FlowRef flow, in PacketHeader packet, in QuotedPacket quote, int at, out long blame)
    {
        blame = 0;
        if (_options.Mode == ReplayMode.Open) return false;
        if ((packet.Traits & PacketTraits.LaterFragment) != 0 && _dataPath.WasFirstSent(in packet, out blame) is { } sent) return !sent;
        return !_dataPath.Flows.MaySend(flow, in packet, in quote, out blame) && !IsBeyondCausality(in packet, in quote, at);
    }

    // What the design does not hold is never "not sent"; and the router's own errors count as consumed, whatever became of the packet that they quote.
    private bool IsBeyondCausality(in PacketHeader packet, in QuotedPacket quote, int at)
    {
        if (_placement.Find(in packet, in quote, at, out Verdict verdict) is not null) return false;
        return verdict.Outcome == Outcome.NotInDesign || (packet.Traits & PacketTraits.QuotesPacket) != 0;
    }

    [MethodImpl(Hot.Path)]
    private int Decide(FlowRef flow, in PacketHeader packet, in QuotedPacket quote, int at)
    {
        _entry = _placement.Find(in packet, in quote, at, out Verdict verdict);
        if (_entry is not { } entry) return Met(_dataPath.Settle(flow, in packet, verdict), in packet);
        if (entry.Kind == EntryKind.Interface)
        {
            ref byte mark = ref flow.Mark;
            if (mark == 0) mark = _bypass.MarkFor(in packet, _fabric.VpcOf(entry.Index));
        }
        return Met(_dataPath.Send(flow, in packet, in quote, entry), in packet);
    }

    private int Met(int verdict, in PacketHeader packet)
    {
        _counts.Met(verdict, in packet);
        return verdict;
    }

    private ReplaySummary Summarize(PacketSource source) => new()
    {
        Captures = source.Reports,
        PacketsRead = _packets,
        Outcomes = _counts.Outcomes,
        DropReasons = _counts.DropReasons,
        Consumed = _counts.Consumed,
        UndecodableCauses = _counts.UndecodableCauses,
        Generated = _dataPath.Generated,
        Reordered = source.Reordered,
        ForwardedCopies = _copies?.Count ?? 0,
        Duplicates = _duplicates?.Copies ?? 0,
        FirstDrops = _counts.FirstDrops,
        TopDropped = [.. _dataPath.Flows.Dropped.Top],
        DroppedConversations = _dataPath.Flows.Dropped.Total,
        Verdicts = _dataPath.Verdicts,
        BypassedEndpoints = _bypass.Found,
        FirstPacketNs = _firstNs,
        LastPacketNs = _lastNs,
        Walks = _dataPath.Walks,
        FlowsAside = _dataPath.Aside,
    };

    private static int InterfaceCalled(Design design, string name, string option)
    {
        NameResolution found = new NameIndex(design).Resolve(name);
        if (found.Interface is not { } eni) throw new ArgumentException($"{option} {name}: {found.WhyNoInterface}");
        for (int i = 0; i < design.NetworkInterfaces.Length; i++)
            if (design.NetworkInterfaces[i].Id == eni.Id) return i;
        throw new ArgumentException($"{option} {name}: the design does not hold {eni.Id}");
    }
}
