using VpcSim.FlowLogs.Settings;
using VpcSim.Model.FlowLogs;
using VpcSim.TestSupport;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Destinations;

public sealed class FirehoseStreamTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact] // VPC guide, "Publish flow logs to Amazon Data Firehose": plain text
    public void A_stream_gets_the_records_as_text_without_a_header()
    {
        LogPlayer.Play(_folder, [ToFirehose("flows")], [60]);
        Assert.Equal($"2 123456789010 {EniId} 10.0.1.5 10.0.0.5 40000 443 6 1 40 60 60 ACCEPT OK\n", _folder.Files()["firehose/flows.log"]);
    }

    [Fact]
    public void With_the_setting_each_record_is_the_message_of_a_JSON_object()
    {
        LogPlayer.Play(_folder, [ToFirehose("flows")], [60, 61], FlowLogSettings.Default with { FirehoseForm = FirehoseForm.Message });
        Assert.Equal($"{{\"message\":\"2 123456789010 {EniId} 10.0.1.5 10.0.0.5 40000 443 6 2 80 60 61 ACCEPT OK\"}}\n", _folder.Files()["firehose/flows.log"]);
    }

    [Fact]
    public void Logs_to_one_stream_share_it_and_others_have_their_own()
    {
        LogPlayer.Play(_folder, [ToFirehose("one"), ToFirehose("one"), ToFirehose("two/..")], [60]);
        Assert.Equal([("firehose/one.log", 2), ("firehose/two%2F...log", 1)], _folder.Files().Select(file => (file.Key, file.Value.Count(letter => letter == '\n'))));
    }

    [Fact]
    public void A_folder_in_the_place_of_a_stream_is_told_before_the_first_packet()
    {
        Directory.CreateDirectory(_folder["firehose/flows.log"]);
        var problem = Assert.Throws<IOException>(() => LogPlayer.Play(_folder, [ToFirehose("flows")], []));
        Assert.StartsWith(_folder["firehose/flows.log"] + " is a folder", problem.Message, StringComparison.Ordinal);
    }

    private static FlowLog ToFirehose(string stream) => Logs.OfInterface(EniId) with
    {
        DestinationType = "kinesis-data-firehose",
        LogGroupName = null,
        Destination = $"arn:aws:firehose:us-east-1:123456789012:deliverystream/{stream}",
    };
}
