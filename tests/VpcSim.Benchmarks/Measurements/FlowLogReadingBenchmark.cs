using BenchmarkDotNet.Attributes;
using VpcSim.FlowLogs.Destinations.S3;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.FlowLogs.Sql;
using VpcSim.Model.Services;

namespace VpcSim.Benchmarks.Measurements;

/// <summary>Flow-log files read back record by record, and asked by SQL. Figures are per record.</summary>
[MemoryDiagnoser]
public class FlowLogReadingBenchmark
{
    private const int Records = 500_000;
    private const int Hosts = 200;

    private string _folder = "";
    private string _file = "";

    /// <summary>How the file is written.</summary>
    [Params("log", "log.gz", "parquet")]
    public string Form { get; set; } = "log";

    [GlobalSetup]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("vpcsim-reading").FullName;
        _file = Path.Combine(_folder, $"records.{Form}");
        var writer = new RecordWriter(LogFormat.Default, new BenchmarkNetwork(Hosts, groups: 1, rules: 15).Design, AwsIpRanges.Default);
        using FileStream file = File.Create(_file);
        if (Form == "log") file.Write(System.Text.Encoding.UTF8.GetBytes(LogFormat.Default.Header + "\n"));
        using IS3Object? packed = Form == "log" ? null : Form == "parquet" ? new ParquetObject(file, LogFormat.Default) : new TextObject(file, LogFormat.Default);
        for (int i = 0; i < Records; i++)
        {
            ReadOnlySpan<byte> line = writer.Ok(BusyMinute.Record(i, Hosts));
            if (packed is null) file.Write(line);
            else packed.Write(line);
        }
        packed?.Complete();
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark(OperationsPerInvoke = Records, Baseline = true)]
    public int Read()
    {
        int read = 0;
        foreach (RecordLine _ in new FlowLogReader().ReadLines(LogFile.Find([_file]))) read++;
        return read;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public int Query()
    {
        using FlowLogDatabase database = FlowLogDatabase.Open([_file]);
        using QueryResult result = database.Query("SELECT dstport, sum(bytes) FROM flow_logs WHERE action = 'REJECT' GROUP BY dstport");
        int rows = 0;
        while (result.Read()) rows++;
        return rows;
    }
}
