using System.Text;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Addressing;

namespace VpcSim.FlowLogs.Reading;

/// <summary>Which records are wanted. What is null or empty asks for nothing; a record without the field asked for is not wanted.</summary>
public sealed class RecordFilter
{
    public FlowAction? Action { get; init; }

    /// <summary>Ids; a record is of one of them.</summary>
    public IReadOnlyList<string> Interfaces { get => _interfaces; init => (_interfaces, _interfaceBytes) = (value, [.. value.Select(Encoding.UTF8.GetBytes)]); }

    /// <summary>Unix seconds: records that end before are not wanted.</summary>
    public long? From { get; init; }

    /// <summary>Unix seconds: records that start then or later are not wanted.</summary>
    public long? Until { get; init; }

    /// <summary>One of the record's addresses, also of the packet's, is in one of these blocks.</summary>
    public IReadOnlyList<Cidr> Addresses { get; init; } = [];

    public IReadOnlyList<Cidr> Sources { get; init; } = [];

    public IReadOnlyList<Cidr> Destinations { get; init; } = [];

    /// <summary>One of the record's ports is one of these.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    public int? Protocol { get; init; }

    private readonly IReadOnlyList<string> _interfaces = [];
    private readonly byte[][] _interfaceBytes = [];

    internal bool Wants(RecordLine line) =>
        (Action is not { } action || line[LogField.Action].SequenceEqual(action == FlowAction.Accept ? "ACCEPT"u8 : "REJECT"u8))
        && (_interfaceBytes.Length == 0 || IsOfInterface(line[LogField.InterfaceId]))
        && (From is not { } from || (FieldCheck.TryNumber(line[LogField.End], out long end) && end >= from))
        && (Until is not { } until || (FieldCheck.TryNumber(line[LogField.Start], out long start) && start < until))
        && (Protocol is not { } protocol || (FieldCheck.TryNumber(line[LogField.Protocol], out long number) && number == protocol))
        && (Ports.Count == 0 || HasPort(line[LogField.SrcPort]) || HasPort(line[LogField.DstPort]))
        && (Sources.Count == 0 || IsIn(Sources, line[LogField.SrcAddr]) || IsIn(Sources, line[LogField.PktSrcAddr]))
        && (Destinations.Count == 0 || IsIn(Destinations, line[LogField.DstAddr]) || IsIn(Destinations, line[LogField.PktDstAddr]))
        && (Addresses.Count == 0 || IsIn(Addresses, line[LogField.SrcAddr]) || IsIn(Addresses, line[LogField.DstAddr])
            || IsIn(Addresses, line[LogField.PktSrcAddr]) || IsIn(Addresses, line[LogField.PktDstAddr]));

    private bool IsOfInterface(ReadOnlySpan<byte> id)
    {
        foreach (byte[] wanted in _interfaceBytes)
            if (id.SequenceEqual(wanted)) return true;
        return false;
    }

    private bool HasPort(ReadOnlySpan<byte> text) => FieldCheck.TryNumber(text, out long port) && Ports.Contains((int)port);

    private static bool IsIn(IReadOnlyList<Cidr> blocks, ReadOnlySpan<byte> text)
    {
        if (!FieldCheck.TryAddress(text, out IpAddress address)) return false;
        foreach (Cidr block in blocks)
            if (block.Contains(address)) return true;
        return false;
    }
}
