using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Naming;
using VpcSim.Scenarios.Files;

namespace VpcSim.Testing;

/// <summary>Says which records of flow logs are meant: those that have all of it.</summary>
public sealed class FlowLogQuery
{
    private readonly List<(LogField Field, string Value)> _fields = [];
    private string? _interface;
    private long? _minRecords;
    private long? _maxRecords;
    private long? _minPackets;
    private long? _maxPackets;
    private long? _minBytes;
    private long? _maxBytes;

    internal FlowLogQuery()
    {
    }

    /// <summary>Records of an interface, or of all interfaces of an instance.</summary>
    public FlowLogQuery Of(string interfaceOrInstance)
    {
        _interface = interfaceOrInstance;
        return this;
    }

    /// <summary>The traffic was let through (action ACCEPT).</summary>
    public FlowLogQuery Accept() => Field("action", "ACCEPT");

    /// <summary>The traffic was rejected (action REJECT).</summary>
    public FlowLogQuery Reject() => Field("action", "REJECT");

    /// <summary>The source address of the traffic, as the record has it (srcaddr).</summary>
    public FlowLogQuery Source(string address) => Field("srcaddr", address);

    /// <summary>The destination address of the traffic, as the record has it (dstaddr).</summary>
    public FlowLogQuery Destination(string address) => Field("dstaddr", address);

    /// <summary>The source port (srcport).</summary>
    public FlowLogQuery SourcePort(int port) => Field("srcport", FormattableString.Invariant($"{port}"));

    /// <summary>The destination port (dstport).</summary>
    public FlowLogQuery DestinationPort(int port) => Field("dstport", FormattableString.Invariant($"{port}"));

    /// <summary>The protocol's IANA number: 6 for TCP, 17 for UDP, 1 for ICMP.</summary>
    public FlowLogQuery Protocol(int number) => Field("protocol", FormattableString.Invariant($"{number}"));

    /// <summary>Any field of a record, by AWS's name: <c>Field("traffic-path", "8")</c>.</summary>
    /// <exception cref="VpcUsageException">There is no such field, or it never has such a value.</exception>
    public FlowLogQuery Field(string name, string value)
    {
        LogField[] known = [.. FlowLogExpectation.FieldsOfRecords];
        LogField[] named = [.. known.Where(field => LogFields.NameOf(field) == name)];
        if (named.Length == 0) throw new VpcUsageException($"records have no field '{name}'; the nearest are {string.Join(", ", NearestNames.Of(name, known.Select(LogFields.NameOf)))}");
        if (FlowLogExpectation.ProblemOf(named[0], value) is { } problem) throw new VpcUsageException(problem);
        _fields.Add((named[0], value));
        return this;
    }

    /// <summary>So many records fit.</summary>
    public FlowLogQuery Records(long atLeast = 1, long? atMost = null)
    {
        (_minRecords, _maxRecords) = (atLeast, atMost);
        return this;
    }

    /// <summary>The records that fit hold so many packets together.</summary>
    public FlowLogQuery Packets(long? atLeast = null, long? atMost = null)
    {
        (_minPackets, _maxPackets) = (atLeast, atMost);
        return this;
    }

    /// <summary>The records that fit hold so many bytes together.</summary>
    public FlowLogQuery Bytes(long? atLeast = null, long? atMost = null)
    {
        (_minBytes, _maxBytes) = (atLeast, atMost);
        return this;
    }

    internal FlowLogExpectation ToExpectation(bool none) => new(default, _interface is null ? null : new Placed(_interface, default), [.. _fields])
    {
        MinRecords = none ? 0 : _minRecords ?? 1,
        MaxRecords = none ? 0 : _maxRecords,
        MinPackets = _minPackets,
        MaxPackets = _maxPackets,
        MinBytes = _minBytes,
        MaxBytes = _maxBytes,
    };
}
