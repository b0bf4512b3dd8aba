using System.Text;
using CsCheck;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Destinations.S3;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Services;
using VpcSim.TestSupport;

namespace VpcSim.FlowLogs.Tests.Reading;

/// <summary>What VpcSim writes it reads back, field by field, in any format.</summary>
public class WriteThenReadTests
{
    private static readonly Design _design = Samples.Design();

    private static readonly Gen<IpAddress> _address =
        Gen.Select(Gen.Bool, Gen.UInt, Gen.ULong, (isIPv4, bits, low) => isIPv4 ? IpAddress.FromIPv4(bits) : new IpAddress(0x2001_0db8_0000_0000UL | bits, low));

    private static readonly Gen<FlowAggregate> _flow =
        Gen.Select(Gen.Select(_address, _address, Gen.UShort, Gen.UShort, Gen.Byte), Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue], Gen.Int[0, 7], Gen.Bool, Gen.Bool), (flow, counts) => new FlowAggregate
        {
            Observation = Samples.Flow(flow.Item1.ToString(), flow.Item2.ToString(), flow.Item3, flow.Item4, protocol: flow.Item5, accepted: counts.Item4, egress: counts.Item5),
            IntervalSeconds = 60,
            WindowEndSeconds = 120,
            Packets = counts.Item1,
            Bytes = counts.Item2,
            FirstSeconds = counts.Item1 / 2,
            LastSeconds = counts.Item2 / 2,
            TcpFlags = (byte)counts.Item3,
            FirstPacket = 1,
        });

    private static readonly Gen<LogFormat> _format = Gen.Int[0, (int)LogField.NextHopInterfaceType].Array[1, 30]
        .Select(fields => LogFormat.Parse(string.Join(' ', fields.Distinct().Select(field => LogFields.NameOf((LogField)field)))));

    [Fact]
    public void Records_that_were_written_as_text_or_Parquet_are_read_as_they_were() => Gen.Select(_format, _flow.Array[1, 20]).Sample((format, flows) =>
    {
        var writer = new RecordWriter(format, _design, AwsIpRanges.Default);
        string[] lines = [.. flows.Select(flow => Encoding.UTF8.GetString(writer.Ok(flow)).TrimEnd('\n')), Encoding.UTF8.GetString(writer.NoData(Samples.Eni, 60, 120)).TrimEnd('\n')];
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.log"], $"{format.Header}\n{string.Join('\n', lines)}\n");
        using (var parquet = new ParquetObject(File.Create(folder["a.parquet"]), format))
        {
            foreach (string line in lines) parquet.Write(Encoding.UTF8.GetBytes(line + "\n"));
            parquet.Complete();
        }
        foreach (string file in (string[])["a.log", "a.parquet"])
        {
            var reader = new FlowLogReader();
            FlowLogRecord[] records = [.. reader.Read([folder[file]])];
            Assert.Equal(0, reader.Tally.BadLines);
            Assert.Equal(lines, records.Select(record => record.ToString()));
            for (int i = 0; i < flows.Length; i++) AssertSame(format, flows[i], records[i]);
        }
    }, iter: 40);

    private static void AssertSame(LogFormat format, FlowAggregate flow, FlowLogRecord record)
    {
        if (format.Fields.Contains(LogField.SrcAddr)) Assert.Equal(flow.Observation.Source, record.SrcAddr);
        if (format.Fields.Contains(LogField.PktDstAddr)) Assert.Equal(flow.Observation.PacketDestination, record.PktDstAddr);
        if (format.Fields.Contains(LogField.DstPort)) Assert.Equal((int)flow.Observation.DestinationPort, record.DstPort);
        if (format.Fields.Contains(LogField.Bytes)) Assert.Equal(flow.Bytes, record.Bytes);
        if (format.Fields.Contains(LogField.Action)) Assert.Equal(flow.Observation.Accepted ? FlowAction.Accept : FlowAction.Reject, record.Action);
        if (format.Fields.Contains(LogField.InterfaceId)) Assert.Equal(Samples.EniId, record.InterfaceId);
        if (format.Fields.Contains(LogField.TcpFlags)) Assert.Equal((int)flow.TcpFlags, record.TcpFlags);
    }
}
