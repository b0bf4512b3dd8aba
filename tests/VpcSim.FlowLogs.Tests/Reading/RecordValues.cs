using System.Globalization;
using CsCheck;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.Model.Addressing;

namespace VpcSim.FlowLogs.Tests.Reading;

/// <summary>Any flow in any format, and what each field of its record has to say.</summary>
internal static class RecordValues
{
    private static readonly Gen<IpAddress> _address = Gen.OneOf(
        Gen.UInt.Select(IpAddress.FromIPv4), Gen.Select(Gen.UInt, Gen.ULong, (high, low) => new IpAddress(0x2001_0db8_0000_0000UL | high, low)),
        Gen.Select(Gen.ULong, Gen.UShort, Gen.Int[0, 3], (high, low, zeros) => new IpAddress(high << (16 * zeros), low)));

    private static readonly Gen<Observation> _observation = Gen.Select(
        Gen.Select(_address, _address, _address, _address), Gen.Select(Gen.UShort, Gen.UShort, Gen.Byte, Gen.Int[0, 2]), Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Byte[0, 8]),
        (addresses, numbers, flags) => new Observation
        {
            Interface = numbers.Item4,
            Egress = flags.Item1,
            Accepted = flags.Item2,
            RejectReason = flags is { Item2: false, Item3: true } ? RejectReason.BlockPublicAccess : RejectReason.None,
            Source = addresses.Item1,
            Destination = addresses.Item2,
            PacketSource = addresses.Item3,
            PacketDestination = addresses.Item4,
            SourcePort = numbers.Item1,
            DestinationPort = numbers.Item2,
            Protocol = numbers.Item3,
            IPv6 = !addresses.Item1.IsIPv4,
            TrafficPath = flags.Item1 ? flags.Item4 : (byte)0,
        });

    /// <summary>Any flow.</summary>
    public static Gen<FlowAggregate> Flow { get; } = Gen.Select(_observation, Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue], Gen.Byte[0, 31], (seen, packets, bytes, flags) => new FlowAggregate
    {
        Observation = seen,
        IntervalSeconds = 60,
        WindowEndSeconds = 120,
        Packets = packets,
        Bytes = bytes,
        FirstSeconds = packets / 2,
        LastSeconds = bytes / 2,
        TcpFlags = flags,
        FirstPacket = 1,
    });

    /// <summary>Any fields in any order, each once.</summary>
    public static Gen<LogFormat> Format { get; } = Gen.Int[0, (int)LogField.NextHopInterfaceType].Array[1, 60]
        .Select(fields => LogFormat.Parse(string.Join(' ', fields.Distinct().Select(field => LogFields.NameOf((LogField)field)))));

    /// <summary>Of a record that was read: what a flow says stands in it. Fields that tell of the interface and its surroundings are compared as text, elsewhere.</summary>
    public static void ShouldTell(this FlowLogRecord record, LogFormat format, FlowAggregate flow)
    {
        Observation seen = flow.Observation;
        var values = new (LogField Field, object? Wanted, object? Got)[]
        {
            (LogField.Version, format.Version, record.Version),
            (LogField.InterfaceId, new[] { Samples.EniId, Samples.OtherEniId, Samples.NatEniId }[seen.Interface], record.InterfaceId),
            (LogField.SubnetId, seen.Interface == Samples.OtherEni ? Samples.OtherSubnetId : Samples.SubnetId, record.SubnetId),
            (LogField.VpcId, Samples.VpcId, record.VpcId),
            (LogField.SrcAddr, seen.Source, record.SrcAddr),
            (LogField.DstAddr, seen.Destination, record.DstAddr),
            (LogField.PktSrcAddr, seen.PacketSource, record.PktSrcAddr),
            (LogField.PktDstAddr, seen.PacketDestination, record.PktDstAddr),
            (LogField.SrcPort, (int)seen.SourcePort, record.SrcPort),
            (LogField.DstPort, (int)seen.DestinationPort, record.DstPort),
            (LogField.Protocol, (int)seen.Protocol, record.Protocol),
            (LogField.Packets, flow.Packets, record.Packets),
            (LogField.Bytes, seen.RejectReason == RejectReason.None ? flow.Bytes : null, record.Bytes),
            (LogField.Start, flow.FirstSeconds, record.Start),
            (LogField.End, flow.LastSeconds, record.End),
            (LogField.Action, seen.Accepted ? FlowAction.Accept : FlowAction.Reject, record.Action),
            (LogField.LogStatus, LogStatus.Ok, record.LogStatus),
            (LogField.TcpFlags, (int)flow.TcpFlags, record.TcpFlags),
            (LogField.Type, seen.IPv6 ? "IPv6" : "IPv4", record.Type),
            (LogField.FlowDirection, seen.Egress ? "egress" : "ingress", record.FlowDirection),
            (LogField.TrafficPath, seen.TrafficPath == 0 ? null : (int)seen.TrafficPath, record.TrafficPath),
            (LogField.RejectReason, seen.RejectReason == RejectReason.None ? null : "BPA", record.RejectReason),
            (LogField.InterfaceTag, seen.Interface == Samples.Eni ? Uri.EscapeDataString(OddTag) : null, record.InterfaceTag),
        };
        foreach ((LogField field, object? wanted, object? got) in values)
            if (format.Fields.Contains(field)) Assert.True(Equals(wanted, got), string.Create(CultureInfo.InvariantCulture, $"{LogFields.NameOf(field)}: wanted {wanted}, got {got}"));
    }

    /// <summary>A tag's value with everything that a line of text or a string of JSON may trip over.</summary>
    public const string OddTag = "a \"b\" \\c,\u00E9\u4E2D'<&>+ {-}";
}
