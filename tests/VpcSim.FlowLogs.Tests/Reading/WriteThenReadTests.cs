using System.Text;
using CsCheck;
using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Destinations.S3;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.FlowLogs.Settings;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Services;
using VpcSim.TestSupport;

namespace VpcSim.FlowLogs.Tests.Reading;

/// <summary>What VpcSim writes it reads back, field by field, in any format, wherever flow logs go.</summary>
public class WriteThenReadTests
{
    private static readonly Design _design = Tagged(Samples.Design());

    [Fact]
    public void Records_are_read_as_they_were_written_as_text_gzip_Parquet_log_events_and_for_Firehose() =>
        Gen.Select(RecordValues.Format, RecordValues.Flow.Array[1, 20], Gen.Bool).Sample((format, flows, skips) =>
        {
            var writer = new RecordWriter(format, _design, AwsIpRanges.Default);
            byte[] empty = skips ? writer.SkipData(Samples.Eni, 60, 120).ToArray() : writer.NoData(Samples.Eni, 60, 120).ToArray();
            byte[][] lines = [.. flows.Select(flow => writer.Ok(flow).ToArray()), empty];
            using var folder = new TemporaryFolder();
            Write(folder, format, lines);
            string[] texts = [.. lines.Select(line => Encoding.UTF8.GetString(line).TrimEnd('\n'))];
            foreach (string file in (string[])["a.log", "a.log.gz", "a.parquet", "stream", "stream.json", "firehose.log", "messages.log"])
            {
                var reader = new FlowLogReader(format);
                FlowLogRecord[] records = [.. reader.Read([folder[file]])];
                Assert.Equal(0, reader.Tally.BadLines);
                Assert.Equal(texts, records.Select(record => record.ToString()));
                for (int i = 0; i < flows.Length; i++) records[i].ShouldTell(format, flows[i]);
                if (format.Fields.Contains(LogField.LogStatus)) Assert.Equal(skips ? LogStatus.SkipData : LogStatus.NoData, records[^1].LogStatus);
            }
            using var expected = new ExpectedRecords(File.OpenRead(folder["a.log"]), format);
            foreach (byte[] line in lines) expected.Write(default, line);
            expected.Finish();
            Assert.Null(expected.Difference);
        }, iter: 60);

    private static void Write(TemporaryFolder folder, LogFormat format, byte[][] lines)
    {
        using (FileStream file = File.Create(folder["a.log"]))
        using (var text = new TextDestination(file, format))
        {
            foreach (byte[] line in lines) text.Write(default, line);
            text.Flush();
        }
        using (var gzip = new TextObject(File.Create(folder["a.log.gz"]), format)) WriteTo(gzip, lines);
        using (var parquet = new ParquetObject(File.Create(folder["a.parquet"]), format)) WriteTo(parquet, lines);
        using var output = new AtomicOutput();
        var files = new SpilledFiles(output);
        int stream = files.Add(folder["stream"]);
        var events = new LogEvents(files, folder["stream.json"], stream, delaySeconds: 300);
        FirehoseStream plain = new(folder["firehose.log"], FirehoseForm.Text, files), messages = new(folder["messages.log"], FirehoseForm.Message, files);
        foreach (byte[] line in lines)
        {
            files.Write(stream, line);
            events.Write(new RecordStamp(Samples.Eni, 60, 119, 120), line);
            plain.Write(default, line);
            messages.Write(default, line);
        }
        events.Finish();
        files.Flush();
        output.Commit();
    }

    private static void WriteTo(IS3Object s3, byte[][] lines)
    {
        foreach (byte[] line in lines) s3.Write(line);
        s3.Complete();
    }

    private static Design Tagged(Design design) => design with
    {
        FlowLogs = [new FlowLog { Name = "Log", Id = "fl-0", ResourceType = FlowLogResource.Vpc, ResourceId = Samples.VpcId, InterfaceTagKeys = ["Odd"] }],
        NetworkInterfaces = design.NetworkInterfaces.SetItem(Samples.Eni, design.NetworkInterfaces[Samples.Eni] with { Tags = design.NetworkInterfaces[Samples.Eni].Tags.Add("Odd", RecordValues.OddTag) }),
    };
}
