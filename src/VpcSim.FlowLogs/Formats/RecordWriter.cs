using System.Runtime.CompilerServices;
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
    private readonly RecordPlan?[] _plans;
    private readonly Dictionary<(LogField Field, int Interface, int Other), byte[]> _nextHops = [];
    private RecordPlan? _latest;
    private byte[] _line = [];

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
        _plans = new RecordPlan?[facts.Count];
    }

    /// <summary>Whether its records show, or hang on, who is at the other end of a hop.</summary>
    public bool NamesNextHops => _format.Fields.Any(LogFields.IsNextHop) || (_facts.HasEncryptionControls && _format.Fields.Contains(LogField.EncryptionStatus));

    /// <summary>The record of a flow, its line end included.</summary>
    /// <returns>Valid until the next call.</returns>
    [MethodImpl(Hot.Path)]
    public ReadOnlySpan<byte> Ok(in FlowAggregate aggregate)
    {
        Observation observation = aggregate.Observation;
        RecordPlan plan = _plans[observation.Interface] ?? MakePlan(observation.Interface);
        Span<byte> line = LineFor(plan);
        LogField[] fields = plan.Fields;
        byte[][] texts = plan.Texts;
        int at = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            at = Append(texts[i], line, at);
            at = AppendField(fields[i], aggregate, observation, line, at);
        }
        return line[..Append(texts[^1], line, at)];
    }

    /// <summary>The record of an interface without traffic in a window.</summary>
    /// <param name="networkInterface">Its place in the design.</param>
    /// <param name="startSeconds">The window's start.</param>
    /// <param name="endSeconds">The window's end.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> NoData(int networkInterface, long startSeconds, long endSeconds) => Empty("NODATA"u8, networkInterface, startSeconds, endSeconds);

    /// <summary>The record that stands for all records of an interface that were skipped in a window.</summary>
    /// <inheritdoc cref="NoData"/>
    public ReadOnlySpan<byte> SkipData(int networkInterface, long startSeconds, long endSeconds) => Empty("SKIPDATA"u8, networkInterface, startSeconds, endSeconds);

    // Nothing of a flow but the window's bounds. (VPC guide, "Flow log record examples")
    [MethodImpl(Hot.Path)]
    private ReadOnlySpan<byte> Empty(ReadOnlySpan<byte> status, int networkInterface, long startSeconds, long endSeconds)
    {
        RecordPlan plan = _plans[networkInterface] ?? MakePlan(networkInterface);
        Span<byte> line = LineFor(plan);
        int at = 0;
        for (int i = 0; i < plan.Fields.Length; i++)
        {
            at = Append(plan.Texts[i], line, at);
            at = plan.Fields[i] switch
            {
                LogField.Start => AppendNumber(startSeconds, line, at),
                LogField.End => AppendNumber(endSeconds, line, at),
                LogField.LogStatus => Append(status, line, at),
                _ => Append("-"u8, line, at),
            };
        }
        return line[..Append(plan.Texts[^1], line, at)];
    }

    private RecordPlan MakePlan(int networkInterface) =>
        _latest = _plans[networkInterface] = RecordPlan.Of(_format, _facts, networkInterface, _latest);

    [MethodImpl(Hot.Path)]
    private Span<byte> LineFor(RecordPlan plan)
    {
        if (_line.Length < plan.MaxLength) _line = new byte[plan.MaxLength];
        return _line;
    }

    [MethodImpl(Hot.Path)]
    private int AppendField(LogField field, in FlowAggregate aggregate, in Observation observation, Span<byte> line, int at) => field switch
    {
        LogField.SrcAddr => at + AddressText.Write(observation.Source, line[at..]),
        LogField.DstAddr => at + AddressText.Write(observation.Destination, line[at..]),
        LogField.SrcPort => AppendNumber(observation.SourcePort, line, at),
        LogField.DstPort => AppendNumber(observation.DestinationPort, line, at),
        LogField.Protocol => AppendNumber(observation.Protocol, line, at),
        LogField.Packets => AppendNumber(aggregate.Packets, line, at),
        LogField.Bytes => observation.RejectReason == RejectReason.BlockPublicAccess ? Append("-"u8, line, at) : AppendNumber(aggregate.Bytes, line, at),
        LogField.Start => AppendNumber(aggregate.FirstSeconds, line, at),
        LogField.End => AppendNumber(aggregate.LastSeconds, line, at),
        LogField.LogStatus => Append("OK"u8, line, at),
        LogField.Action => Append(observation.Accepted ? "ACCEPT"u8 : "REJECT"u8, line, at),
        LogField.TcpFlags => (aggregate.TcpFlags & RecordedTcpFlags.Impossible) == 0 ? AppendNumber(aggregate.TcpFlags, line, at) : Append("-"u8, line, at),
        LogField.Type => Append(observation.IPv6 ? "IPv6"u8 : "IPv4"u8, line, at),
        LogField.PktSrcAddr => at + AddressText.Write(observation.PacketSource, line[at..]),
        LogField.PktDstAddr => at + AddressText.Write(observation.PacketDestination, line[at..]),
        LogField.PktSrcAwsService => Append(_services.Of(observation.PacketSource), line, at),
        LogField.PktDstAwsService => Append(_services.Of(observation.PacketDestination), line, at),
        LogField.FlowDirection => Append(observation.Egress ? "egress"u8 : "ingress"u8, line, at),
        LogField.RejectReason => Append(observation.RejectReason == RejectReason.BlockPublicAccess ? "BPA"u8 : "-"u8, line, at),
        LogField.TrafficPath => AppendTrafficPath(observation.Egress ? TrafficPaths.Shown(observation.TrafficPath) : (byte)0, line, at),
        LogField.EncryptionStatus => AppendEncryption(_facts.Encryption.Of(observation, aggregate.NextHop - 1), line, at),
        >= LogField.NextHopInterfaceId and <= LogField.NextHopInterfaceType => Append(NextHopOf(field, observation.Interface, aggregate.NextHop - 1), line, at),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "not a field of a flow"),
    };

    private byte[] NextHopOf(LogField field, int networkInterface, int other)
    {
        if (!_nextHops.TryGetValue((field, networkInterface, other), out byte[]? text))
            _nextHops.Add((field, networkInterface, other), text = Encoding.UTF8.GetBytes(_facts.NextHopOf(field, networkInterface, other)));
        return text;
    }

    private static int AppendEncryption(int status, Span<byte> line, int at) => status == EncryptionStatus.Unknown ? Append("-"u8, line, at) : AppendNumber(status, line, at);

    private static int AppendTrafficPath(byte path, Span<byte> line, int at) => path == 0 ? Append("-"u8, line, at) : AppendNumber(path, line, at);

    private static int Append(ReadOnlySpan<byte> text, Span<byte> line, int at)
    {
        text.CopyTo(line[at..]);
        return at + text.Length;
    }

    private static int AppendNumber(long value, Span<byte> line, int at) => at + NumberText.Write(value, line[at..]);
}
