using System.Runtime.CompilerServices;
using Parquet;
using VpcSim.FlowLogs.Destinations.S3;
using VpcSim.FlowLogs.Formats;
using VpcSim.TestSupport;

namespace VpcSim.FlowLogs.Tests.Formats;

/// <summary>The headers of the flow logs in ../shared/flow-logs, where that folder is there.</summary>
public class SharedSampleFormatTests
{
    [Fact]
    public void Every_header_is_a_format_and_its_records_have_as_many_fields()
    {
        foreach (string file in Files().Where(file => !file.Contains("tgw", StringComparison.Ordinal)))
        {
            string[] lines = File.ReadAllLines(file);
            LogFormat format = LogFormat.Parse(lines[0]);
            Assert.Equal(lines[0], format.Header);
            Assert.All(lines.Skip(1).Where(line => line != "bogus line"), line => Assert.Equal(format.Fields.Length, line.Split(' ').Length));
        }
    }

    [Fact]
    public void Versions_in_the_records_are_the_formats()
    {
        foreach (string file in Files().Where(file => File.ReadAllLines(file)[0].Split(' ').Contains("version")))
        {
            string[] lines = File.ReadAllLines(file);
            LogFormat format = LogFormat.Parse(lines[0]);
            int column = format.Fields.IndexOf(LogField.Version);
            Assert.All(lines.Skip(1).Where(line => line != "bogus line"), line => Assert.Equal(format.Version, int.Parse(line.Split(' ')[column])));
        }
    }

    [Fact]
    public void The_transit_gateways_header_is_refused()
    {
        string file = Files().Single(file => file.Contains("tgw", StringComparison.Ordinal));
        Assert.False(LogFormat.TryParse(File.ReadAllLines(file)[0], out _, out string? error));
        Assert.Contains("transit gateway", error);
    }

    [Fact] // the sample's types are those of the program that wrote it, its names are Athena's
    public async Task Names_of_Parquet_columns_are_those_of_the_sample()
    {
        string sample = Path.Combine(Path.GetDirectoryName(Files()[0])!, "flowlogs-reader.parquet");
        Assert.SkipUnless(File.Exists(sample), "the sample is not there");
        await using ParquetReader reader = await ParquetReader.CreateAsync(sample, cancellationToken: TestContext.Current.CancellationToken);
        using var file = new TemporaryFolder();
        using (var made = new ParquetObject(File.Create(file["made.parquet"]), LogFormat.Default))
        {
            made.Write("2 1 e - - - - - - - 1 2 - NODATA\n"u8);
            made.Complete();
        }
        await using ParquetReader own = await ParquetReader.CreateAsync(file["made.parquet"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            reader.Schema.DataFields.Select(field => field.Name).Order(StringComparer.Ordinal), own.Schema.DataFields.Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    private static string[] Files()
    {
        string root = Above(AppContext.BaseDirectory) ?? Above(ThisFile()) ?? ".";
        string shared = Path.GetFullPath(Path.Combine(root, "..", "shared", "flow-logs"));
        Assert.SkipUnless(Directory.Exists(shared), "the folder ../shared/flow-logs is not there");
        return [.. Directory.GetFiles(shared, "*.log").Order(StringComparer.Ordinal)];
    }

    private static string? Above(string? path)
    {
        while (path is not null && !File.Exists(Path.Combine(path, "VpcSim.sln"))) path = Path.GetDirectoryName(path);
        return path;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
