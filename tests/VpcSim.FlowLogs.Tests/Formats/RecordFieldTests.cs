using System.Text;
using CsCheck;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Subscriptions;
using VpcSim.FlowLogs.Tests.Reading;
using VpcSim.Model.Designs;
using VpcSim.Model.Services;
using VpcSim.TestSupport;

namespace VpcSim.FlowLogs.Tests.Formats;

/// <summary>A record is what each of its fields says, whatever stands beside them, however it is written.</summary>
public class RecordFieldTests
{
    private const int RoomyLine = 20_000;

    private static readonly Gen<LogFormat> _format = Gen.Select(RecordValues.Format, Gen.Int[0, 60], (format, at) =>
    {
        // with all fields of the default format in their order somewhere, as most formats have them
        string[] names = [.. format.Fields.Select(LogFields.NameOf)];
        at = Math.Min(at, names.Length);
        return LogFormat.Parse(string.Join(' ', [.. names[..at], LogFormat.Default.Header, .. names[at..]]));
    });

    [Fact]
    public void A_record_is_the_texts_of_its_fields() => Gen.Select(Gen.OneOf(_format, RecordValues.Format), RecordValues.Flow.Array[1, 5]).Sample((format, flows) =>
    {
        RecordWriter writer = WriterOf(format), buffered = WriterOf(format);
        RecordWriter[] single = [.. format.Fields.Select(field => WriterOf(LogFormat.Parse(LogFields.NameOf(field))))];
        byte[] line = new byte[RoomyLine];
        foreach (FlowAggregate flow in flows)
        {
            string[] words = [.. single.Select(one => Encoding.UTF8.GetString(one.Ok(flow)).TrimEnd('\n'))];
            string record = string.Join(' ', words.Select((word, i) => format.Fields[i] == LogField.Version ? $"{format.Version}" : word)) + "\n";
            Assert.Equal(record, Encoding.UTF8.GetString(writer.Ok(flow)));
            Assert.Equal(record, Encoding.UTF8.GetString(line, 0, buffered.TryOk(flow, line)));
        }
    }, iter: 300);

    [Fact]
    public void A_record_is_not_written_where_the_longest_one_has_no_room()
    {
        FlowAggregate flow = RecordValues.Flow.Single();
        RecordWriter writer = WriterOf(LogFormat.Default);
        int room = Enumerable.Range(0, RoomyLine).First(length => writer.TryOk(flow, new byte[length]) > 0);
        Assert.True(room >= LongestDefaultRecord().Length, $"{room} bytes");
        byte[] behind = new byte[room + 100];
        writer.TryOk(LongestFlow(), behind.AsSpan(0, room));
        Assert.Equal(new byte[100], behind[room..]);
    }

    [Fact] // ids, zones and services of a design and a list of ranges may be longer than any of AWS
    public void Words_that_are_longer_than_any_of_AWS_are_written_whole()
    {
        using var folder = new TemporaryFolder();
        string longer = new('S', 300), longest = new('Z', 2_000);
        File.WriteAllText(folder["ranges.json"], $$"""
            { "createDate": "2026-08-22-15-17-05", "prefixes": [
              { "ip_prefix": "198.51.100.0/24", "region": "us-east-1", "service": "{{longer}}", "network_border_group": "us-east-1" } ], "ipv6_prefixes": [] }
            """);
        Design design = Samples.Design();
        design = design with { Subnets = design.Subnets.SetItem(1, design.Subnets[1] with { AvailabilityZoneId = longest }) };
        var writer = new RecordWriter(
            LogFormat.Parse("pkt-src-aws-service next-hop-az-id pkt-dst-aws-service next-hop-az-id srcaddr"), new InterfaceFacts(design), AwsIpRanges.Load(folder["ranges.json"]));
        FlowAggregate flow = LongestFlow() with { Observation = Samples.Flow("198.51.100.7", "198.51.100.8", 1, 2), NextHop = Samples.OtherEni + 1 };
        string record = $"{longer} {longest} {longer} {longest} 198.51.100.7\n";
        byte[] line = new byte[RoomyLine];

        Assert.Equal(0, writer.TryOk(flow, line.AsSpan(0, 1_000))); // and nothing behind it
        Assert.Equal(new byte[RoomyLine - 1_000], line[1_000..]);
        Assert.Equal(record, Encoding.UTF8.GetString(writer.Ok(flow)));
        Assert.Equal(record, Encoding.UTF8.GetString(line, 0, writer.TryOk(flow, line)));
    }

    [Fact] // buffers of 256 KiB
    public void Records_that_are_written_into_a_full_buffer_are_those_that_are_handed_over()
    {
        Design design = Samples.Design();
        var stream = new MemoryStream();
        using var text = new TextDestination(stream, LogFormat.Default);
        var handedOver = new RecordingSink();
        var records = new RecordStream(
            design, [(Subscription.Everything(design, LogFormat.Default), text), (Subscription.Everything(design, LogFormat.Default), handedOver)], AwsIpRanges.Default, longestIdleSeconds: 60);
        records.BeginWindow(120, shortEnds: true, longEnds: false);
        for (int i = 0; i < 9_000; i++) records.Flow(Flow(i));
        records.EndWindow();
        text.Flush();
        Assert.Equal([LogFormat.Default.Header, .. handedOver.Lines], Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n'));
        Assert.Equal(18_000, records.Records);
    }

    private static FlowAggregate Flow(int number) => LongestFlow() with
    {
        Observation = Samples.Flow("10.0.1.5", number % 7 == 0 ? "2001:db8::1" : "10.0.0.5", number, 443, Samples.NatEni - (number / 3_000), accepted: number % 3 > 0), // in order of id
        Packets = number,
        Bytes = 1L << (number % 63),
        FirstSeconds = 1_767_225_600 + (number % 60),
        LastSeconds = 1_767_225_660,
    };

    private static FlowAggregate LongestFlow() => new()
    {
        Observation = Samples.Flow("2001:1db8:1234:a100:8d6e:3477:df66:f105", "2001:1db8:1234:a100:8d6e:3477:df66:f105", 65535, 65535, protocol: 255),
        IntervalSeconds = 60,
        WindowEndSeconds = 120,
        Packets = long.MinValue,
        Bytes = long.MinValue,
        FirstSeconds = long.MinValue,
        LastSeconds = long.MinValue,
        TcpFlags = 0,
        FirstPacket = 1,
    };

    private static byte[] LongestDefaultRecord() => WriterOf(LogFormat.Default).Ok(LongestFlow()).ToArray();

    private static RecordWriter WriterOf(LogFormat format) => new(format, Samples.Design(), AwsIpRanges.Default);
}
