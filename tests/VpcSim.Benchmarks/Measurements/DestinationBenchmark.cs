using BenchmarkDotNet.Attributes;
using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Destinations.S3;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Services;

namespace VpcSim.Benchmarks.Measurements;

/// <summary>What a destination adds to a record that is formatted: text, an object of gzip text, an object of Parquet. Figures are per record.</summary>
[MemoryDiagnoser]
public class DestinationBenchmark
{
    private const int Records = 200_000;
    private const int Hosts = 200;

    private LogFormat _format = LogFormat.Default;
    private byte[][] _lines = [];

    /// <summary>Fields of the default format, or all of versions 2 to 5.</summary>
    [Params(2, 5)]
    public int Version { get; set; }

    [GlobalSetup]
    public void Build()
    {
        if (Version > 2) _format = LogFormat.Parse(string.Join(' ', Enum.GetValues<LogField>().Where(field => LogFields.VersionOf(field) <= Version).Select(LogFields.NameOf)));
        var writer = new RecordWriter(_format, new BenchmarkNetwork(Hosts, groups: 1, rules: 15).Design, AwsIpRanges.Default);
        _lines = [.. Enumerable.Range(0, Records).Select(i => writer.Ok(BusyMinute.Record(i, Hosts)).ToArray())];
    }

    [Benchmark(OperationsPerInvoke = Records, Baseline = true)]
    public long GzipText()
    {
        using var file = new MemoryStream();
        using var made = new TextObject(file, _format);
        foreach (byte[] line in _lines) made.Write(line);
        made.Complete();
        return file.Length;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public long Parquet()
    {
        using var file = new MemoryStream();
        using var made = new ParquetObject(file, _format);
        foreach (byte[] line in _lines) made.Write(line);
        made.Complete();
        return file.Length;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public void Text()
    {
        using var made = new TextDestination(Stream.Null, _format);
        foreach (byte[] line in _lines) made.Write(default, line);
        made.Flush();
    }
}
