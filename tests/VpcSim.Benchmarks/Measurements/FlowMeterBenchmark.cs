using BenchmarkDotNet.Attributes;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Addressing;
using VpcSim.Model.Services;

namespace VpcSim.Benchmarks.Measurements;

/// <summary>Flow logs: a packet on a counter, the finding of a counter, and a record as text. Figures are per packet and per record.</summary>
[MemoryDiagnoser]
public class FlowMeterBenchmark
{
    private const int Operations = 20_000;
    private const long StepNs = 100;
    private const byte Ack = 16;

    private readonly int[] _handles = new int[Operations];
    private Observation[] _observations = [];
    private IFlowMeter _meter = null!;
    private RecordWriter _defaultWriter = null!;
    private RecordWriter _fullWriter = null!;
    private FlowAggregate[] _aggregates = [];
    private long _nowNs;
    private long _number;

    [GlobalSetup]
    public void Build()
    {
        const int hosts = 8;
        var network = new BenchmarkNetwork(hosts, groups: 1, rules: 15);
        _meter = network.NewMeter();
        _observations = [.. Enumerable.Range(0, Operations).Select(i => ObservationOf(i, hosts))];
        for (int i = 0; i < Operations; i++) _handles[i] = _meter.Open(in _observations[i]);
        _aggregates = [.. _observations.Select(AggregateOf)];
        _defaultWriter = new RecordWriter(LogFormat.Default, network.Design, AwsIpRanges.Default);
        _fullWriter = new RecordWriter(
            LogFormat.Parse(string.Join(' ', Enum.GetValues<LogField>().Where(field => LogFields.VersionOf(field) <= 5).Select(LogFields.NameOf))),
            network.Design,
            AwsIpRanges.Default);
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public void Count()
    {
        foreach (int handle in _handles) _meter.Count(handle, _nowNs += StepNs, ++_number, 1, 540, Ack);
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public void OpenAndRelease()
    {
        foreach (ref readonly Observation observation in _observations.AsSpan()) _meter.Release(_meter.Open(in observation));
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public long DefaultRecord() => Write(_defaultWriter);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long RecordOfVersions2To5() => Write(_fullWriter);

    private long Write(RecordWriter writer)
    {
        long bytes = 0;
        foreach (ref readonly FlowAggregate aggregate in _aggregates.AsSpan()) bytes += writer.Ok(in aggregate).Length;
        return bytes;
    }

    private static Observation ObservationOf(int number, int hosts)
    {
        IpAddress source = IpAddress.FromIPv4(Addresses.Client(number % hosts));
        IpAddress destination = IpAddress.FromIPv4(Addresses.Server(number % hosts));
        return new Observation
        {
            Interface = number % hosts,
            Egress = true,
            Accepted = true,
            Source = source,
            Destination = destination,
            PacketSource = source,
            PacketDestination = destination,
            SourcePort = (ushort)(1024 + number),
            DestinationPort = 443,
            Protocol = 6,
            IPv6 = false,
            TrafficPath = 1,
        };
    }

    private static FlowAggregate AggregateOf(Observation observation) => new()
    {
        Observation = observation,
        IntervalSeconds = WindowMeter.ShortSeconds,
        WindowEndSeconds = 1_767_225_660,
        Packets = 17,
        Bytes = 12_345,
        FirstSeconds = 1_767_225_601,
        LastSeconds = 1_767_225_650,
        TcpFlags = 3,
        FirstPacket = 1,
    };
}
