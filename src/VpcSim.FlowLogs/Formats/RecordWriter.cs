using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.Model.Designs;
using VpcSim.Model.Services;

namespace VpcSim.FlowLogs.Formats;

/// <summary>Writes records of one format as lines of UTF-8. Allocates once for each interface, and then nothing.</summary>
public sealed class RecordWriter
{
    private readonly LogFormat _format;
    private readonly InterfaceFacts _facts;
    private readonly ServiceCodes _services;
    private readonly RecordPlans _ok, _noData, _skipData;
    private readonly SecondsText _seconds = new();
    private readonly Dictionary<(LogField Field, int Interface, int Other), byte[]> _nextHops = [];
    private byte[] _line = [];
    private int _longestWord = RecordPlan.LongestField; // of a design or a list of ranges, which may have longer ones than AWS

    /// <param name="format">The fields and their order.</param>
    /// <param name="design">Where the interfaces stand.</param>
    /// <param name="ranges">AWS's published ranges, for the service fields.</param>
    public RecordWriter(LogFormat format, Design design, AwsIpRanges ranges)
        : this(format, new InterfaceFacts(design), ranges)
    {
    }

    internal RecordWriter(LogFormat format, InterfaceFacts facts, AwsIpRanges ranges)
    {
        _format = format;
        _facts = facts;
        _services = new ServiceCodes(ranges);
        _ok = new RecordPlans(format, facts, RecordPlan.WithFlow);
        _noData = new RecordPlans(format, facts, "NODATA");
        _skipData = new RecordPlans(format, facts, "SKIPDATA");
    }

    /// <summary>Whether its records show, or hang on, who is at the other end of a hop.</summary>
    public bool NamesNextHops => _format.Fields.Any(LogFields.IsNextHop) || (_facts.HasEncryptionControls && _format.Fields.Contains(LogField.EncryptionStatus));

    /// <summary>The record of a flow, its line end included.</summary>
    /// <returns>Valid until the next call.</returns>
    [MethodImpl(Hot.Path)]
    public ReadOnlySpan<byte> Ok(in FlowAggregate aggregate) => Line(_ok[aggregate.Observation.Interface], in aggregate);

    /// <summary>Writes the record of a flow where the longest one would have room.</summary>
    /// <param name="aggregate">The flow.</param>
    /// <param name="destination">Where to. What is behind the record may be overwritten, too.</param>
    /// <returns>How long it is, its line end included; 0 where there is less room.</returns>
    [MethodImpl(Hot.Path)]
    internal int TryOk(in FlowAggregate aggregate, Span<byte> destination) => TryWrite(_ok[aggregate.Observation.Interface], in aggregate, destination);

    /// <summary>The record of an interface without traffic in a window.</summary>
    /// <param name="networkInterface">Its place in the design.</param>
    /// <param name="startSeconds">The window's start.</param>
    /// <param name="endSeconds">The window's end.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> NoData(int networkInterface, long startSeconds, long endSeconds) => Empty(_noData[networkInterface], startSeconds, endSeconds);

    /// <summary>The record that stands for all records of an interface that were skipped in a window.</summary>
    /// <inheritdoc cref="NoData"/>
    public ReadOnlySpan<byte> SkipData(int networkInterface, long startSeconds, long endSeconds) => Empty(_skipData[networkInterface], startSeconds, endSeconds);

    private ReadOnlySpan<byte> Empty(RecordPlan plan, long startSeconds, long endSeconds)
    {
        var bounds = new FlowAggregate
        {
            Observation = default,
            IntervalSeconds = 0,
            WindowEndSeconds = endSeconds,
            Packets = 0,
            Bytes = 0,
            FirstSeconds = startSeconds,
            LastSeconds = endSeconds,
            TcpFlags = 0,
            FirstPacket = 0,
        };
        return Line(plan, in bounds);
    }

    private ReadOnlySpan<byte> Line(RecordPlan plan, scoped in FlowAggregate aggregate)
    {
        int length;
        while ((length = TryWrite(plan, in aggregate, _line)) == 0) _line = new byte[RoomOf(plan)];
        return _line.AsSpan(0, length);
    }

    private int RoomOf(RecordPlan plan) => plan.MaxLength + (plan.Fields.Length * (_longestWord - RecordPlan.LongestField));

    /// <summary>Asks once whether there is the room that the longest line needs, so that nobody has to for each field.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int TryWrite(RecordPlan plan, scoped in FlowAggregate aggregate, Span<byte> line)
    {
        if (line.Length < RoomOf(plan)) return 0;
        int longestWord = _longestWord;
        LogField[] fields = plan.Fields;
        FixedText[] texts = plan.Texts;
        ref byte first = ref MemoryMarshal.GetReference(line);
        ref byte at = ref first;
        for (int i = 0; i < fields.Length; i++)
        {
            at = ref texts[i].Append(ref at);
            if (fields[i] == RecordPlan.Usual) at = ref AppendUsualFields(ref at, in aggregate);
            else at = ref AppendField(ref at, fields[i], in aggregate, longestWord);
        }
        at = ref texts[fields.Length].Append(ref at);
        return longestWord == _longestWord ? TextBytes.Between(ref first, ref at) : 0;
    }

    /// <summary><see cref="RecordPlan.UsualFields"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte AppendUsualFields(ref byte at, scoped in FlowAggregate aggregate)
    {
        at = ref TextBytes.Space(ref AddressText.Append(ref at, aggregate.Observation.Source));
        at = ref TextBytes.Space(ref AddressText.Append(ref at, aggregate.Observation.Destination));
        at = ref TextBytes.Space(ref NumberText.AppendShort(ref at, aggregate.Observation.SourcePort));
        at = ref TextBytes.Space(ref NumberText.AppendShort(ref at, aggregate.Observation.DestinationPort));
        at = ref TextBytes.Space(ref NumberText.AppendShort(ref at, aggregate.Observation.Protocol));
        at = ref TextBytes.Space(ref NumberText.Append(ref at, aggregate.Packets));
        at = ref TextBytes.Space(ref AppendBytes(ref at, in aggregate));
        at = ref TextBytes.Space(ref _seconds.Append(ref at, aggregate.FirstSeconds));
        at = ref TextBytes.Space(ref _seconds.Append(ref at, aggregate.LastSeconds));
        return ref AppendAction(ref at, in aggregate);
    }

    private ref byte AppendField(ref byte at, LogField field, scoped in FlowAggregate aggregate, int longestWord)
    {
        Observation observation = aggregate.Observation;
        switch (field)
        {
            case LogField.SrcAddr: return ref AddressText.Append(ref at, observation.Source);
            case LogField.DstAddr: return ref AddressText.Append(ref at, observation.Destination);
            case LogField.SrcPort: return ref NumberText.AppendShort(ref at, observation.SourcePort);
            case LogField.DstPort: return ref NumberText.AppendShort(ref at, observation.DestinationPort);
            case LogField.Protocol: return ref NumberText.AppendShort(ref at, observation.Protocol);
            case LogField.Packets: return ref NumberText.Append(ref at, aggregate.Packets);
            case LogField.Bytes: return ref AppendBytes(ref at, in aggregate);
            case LogField.Start: return ref _seconds.Append(ref at, aggregate.FirstSeconds);
            case LogField.End: return ref _seconds.Append(ref at, aggregate.LastSeconds);
            case LogField.Action: return ref AppendAction(ref at, in aggregate);
            case LogField.TcpFlags when (aggregate.TcpFlags & RecordedTcpFlags.Impossible) == 0: return ref NumberText.AppendShort(ref at, aggregate.TcpFlags);
            case LogField.PktSrcAddr: return ref AddressText.Append(ref at, observation.PacketSource);
            case LogField.PktDstAddr: return ref AddressText.Append(ref at, observation.PacketDestination);
            case LogField.TrafficPath when observation.Egress && TrafficPaths.Shown(observation.TrafficPath) is > 0 and byte path: return ref NumberText.AppendShort(ref at, path);
            case LogField.EncryptionStatus when _facts.Encryption.Of(observation, aggregate.NextHop - 1) is >= 0 and int status: return ref NumberText.AppendShort(ref at, (uint)status);
            default: return ref AppendWord(ref at, WordOf(field, in aggregate), longestWord);
        }
    }

    private ref byte AppendWord(ref byte at, scoped ReadOnlySpan<byte> word, int longestWord)
    {
        if (word.Length <= longestWord) return ref TextBytes.Append(ref at, word);
        _longestWord = Math.Max(_longestWord, word.Length); // and so this line is none
        return ref at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte AppendAction(ref byte at, scoped in FlowAggregate aggregate) => ref TextBytes.Append(ref at, aggregate.Observation.Accepted ? "ACCEPT"u8 : "REJECT"u8);

    // A reject of VPC Block Public Access has no bytes. (VPC guide, "Flow log limitations")
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte AppendBytes(ref byte at, scoped in FlowAggregate aggregate)
    {
        if (aggregate.Observation.RejectReason == RejectReason.BlockPublicAccess) return ref TextBytes.Append(ref at, "-"u8);
        return ref NumberText.Append(ref at, aggregate.Bytes);
    }

    private ReadOnlySpan<byte> WordOf(LogField field, scoped in FlowAggregate aggregate) => field switch
    {
        LogField.Type => aggregate.Observation.IPv6 ? "IPv6"u8 : "IPv4"u8,
        LogField.PktSrcAwsService => _services.Of(aggregate.Observation.PacketSource),
        LogField.PktDstAwsService => _services.Of(aggregate.Observation.PacketDestination),
        LogField.FlowDirection => aggregate.Observation.Egress ? "egress"u8 : "ingress"u8,
        LogField.RejectReason when aggregate.Observation.RejectReason == RejectReason.BlockPublicAccess => "BPA"u8,
        >= LogField.NextHopInterfaceId and <= LogField.NextHopInterfaceType => NextHopOf(field, aggregate.Observation.Interface, aggregate.NextHop - 1),
        LogField.TcpFlags or LogField.RejectReason or LogField.TrafficPath or LogField.EncryptionStatus => "-"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "not a field of a flow"),
    };

    private byte[] NextHopOf(LogField field, int networkInterface, int other)
    {
        if (!_nextHops.TryGetValue((field, networkInterface, other), out byte[]? text))
            _nextHops.Add((field, networkInterface, other), text = Encoding.UTF8.GetBytes(_facts.NextHopOf(field, networkInterface, other)));
        return text;
    }
}
