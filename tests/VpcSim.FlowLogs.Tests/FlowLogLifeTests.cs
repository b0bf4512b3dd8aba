using System.Text.Json;
using VpcSim.FlowLogs.Settings;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.FlowLogs;
using VpcSim.TestSupport;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests;

/// <summary>Flow logs that come and go while traffic flows: a packet on two interfaces every ten seconds.</summary>
public sealed class FlowLogLifeTests : IDisposable
{
    private const long Start = 6000, End = 6300, Change = 6095;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact] // VPC guide, "Work with flow logs": it logs from its creation on; the contrast is A_flow_log_that_stays_notices_nothing
    public void A_flow_log_that_is_made_under_traffic_has_the_packets_from_then_on()
    {
        Play(Design() with { FlowLogs = [Other()] }, design => design with { FlowLogs = [Other(), Logs.OfInterface(EniId, group: "late")] });
        Assert.Equal(["6100 6110 OK", "6120 6170 OK", "6180 6230 OK", "6240 6290 OK", "6300 6300 OK"], RecordsOf("late"));
        JsonElement first = JsonDocument.Parse(_folder.Files()[$"cloudwatch-logs/late/{EniId}-all.json"]).RootElement.GetProperty("events")[0];
        Assert.Equal((6120 + 300) * 1000, first.GetProperty("ingestionTime").GetInt64());
    }

    [Fact] // VPC guide, "Work with flow logs": a deleted flow log collects no data any more; what it has delivered stays
    public void A_flow_log_that_is_deleted_under_traffic_has_the_packets_until_then()
    {
        Play(Design() with { FlowLogs = [Other(), Logs.OfInterface(EniId, group: "early")] }, design => design with { FlowLogs = [Other()] });
        Assert.Equal(["6000 6050 OK", "6060 6090 OK"], RecordsOf("early"));
    }

    [Fact] // EC2 API, "CreateFlowLogs", FlowLogIds: each has an id of its own
    public void A_flow_log_that_is_deleted_and_made_again_loses_no_packet()
    {
        FlowLog log = Logs.OfInterface(EniId, group: "again");
        Play(Design() with { FlowLogs = [log] }, design => design with { FlowLogs = [log with { Id = "fl-00000000000000002" }] });
        Assert.Equal(["6000 6050 OK", "6060 6090 OK", "6100 6110 OK", "6120 6170 OK", "6180 6230 OK", "6240 6290 OK", "6300 6300 OK"], RecordsOf("again"));
    }

    [Fact] // VPC guide, "Publish flow logs to CloudWatch Logs": a stream is named after the interface and what is kept
    public void A_flow_log_that_is_made_again_with_another_filter_does_not_write_to_a_stream_of_the_former_one()
    {
        FlowLog log = Logs.OfInterface(EniId, group: "again", traffic: TrafficType.Accept);
        Play(Design() with { FlowLogs = [log] }, design => design with { FlowLogs = [log with { Id = "fl-00000000000000002", TrafficType = TrafficType.All }] });
        Assert.Equal(["6000 6050 OK"], RecordsOf("again", $"{EniId}-accept"));
        Assert.Equal(["6060 6090 OK", "6100 6110 OK", "6120 6170 OK", "6180 6230 OK", "6240 6290 OK", "6300 6300 OK"], RecordsOf("again"));
    }

    [Fact]
    public void A_flow_log_that_stays_notices_nothing()
    {
        FlowLog same = Logs.OfInterface(EniId, group: "same") with { Id = "fl-00000000000000003" }, late = Logs.OfInterface(EniId, group: "late");
        Play(Design() with { FlowLogs = [Other(), same] }, design => design with { FlowLogs = [Other(), same, late] });
        using var undisturbed = new TemporaryFolder();
        Play(Design() with { FlowLogs = [Other(), same] }, design => design, undisturbed);
        foreach (string stream in new[] { $"cloudwatch-logs/other/{OtherEniId}-all", $"cloudwatch-logs/same/{EniId}-all" })
            Assert.Equal(undisturbed.Files()[stream], _folder.Files()[stream]);
    }

    [Fact]
    public void The_flow_logs_of_a_design_without_any_neither_end_nor_begin_with_a_change()
    {
        Play(Design(), design => design with { FlowLogs = [Logs.OfInterface(EniId, group: "late")] });
        Assert.Equal(["6000 6300 OK"], RecordsOf("vpc-flow-logs"));
        Assert.Equal("6100 6110 OK", RecordsOf("late")[0]);

        using var deleted = new TemporaryFolder();
        Play(Design() with { FlowLogs = [Other()] }, design => design with { FlowLogs = [] }, deleted);
        Assert.All(deleted.Files().Keys, static file => Assert.StartsWith("cloudwatch-logs/other", file, StringComparison.Ordinal));
    }

    [Fact] // VPC guide, "Logging IP traffic using VPC Flow Logs": interfaces that are made later in a logged VPC or subnet are logged too
    public void An_interface_that_is_added_to_a_logged_VPC_is_logged_from_its_first_packet_on()
    {
        const string added = "eni-00000000000000000"; // before the others in the order of records
        Play(
            Design() with { FlowLogs = [Logs.OfVpc(group: "vpc")] },
            design => design with { NetworkInterfaces = design.NetworkInterfaces.Add(new NetworkInterface { Name = "New", Id = added, SubnetId = SubnetId }) }, addedInterface: 3);
        Assert.Equal(["6100 6110 OK", "6120 6170 OK", "6180 6230 OK", "6240 6290 OK", "6300 6300 OK"], RecordsOf("vpc", added));
        Assert.Equal(6, RecordsOf("vpc").Length);
    }

    [Fact] // VPC guide, "Logging IP traffic using VPC Flow Logs": its configuration and format cannot be changed, only its tags
    public void A_flow_log_cannot_be_changed()
    {
        using var run = new FlowLogRun(Design() with { FlowLogs = [Other()] }, new FlowLogOptions { OutFolder = _folder.Path });
        foreach (FlowLog changed in new[] { Other() with { LogFormat = "${srcaddr}" }, Other() with { TrafficType = TrafficType.Reject }, Other() with { MaxAggregationIntervalSeconds = 600 } })
        {
            var refusal = Assert.Throws<InvalidOperationException>(() => run.Change(Design() with { FlowLogs = [changed] }, 0));
            Assert.Contains("cannot be changed after it was made", refusal.Message, StringComparison.Ordinal);
        }
        run.Change(Design() with { FlowLogs = [Other() with { }] }, 0);
    }

    [Theory]
    [InlineData(WindowPhase.Fixed)]
    [InlineData(WindowPhase.Random)]
    public void No_packet_is_lost_to_a_change(WindowPhase phase)
    {
        var output = new MemoryStream();
        using var run = new FlowLogRun(Design(), new FlowLogOptions { Text = output, Format = FlowLogs.Formats.LogFormat.Parse("packets log-status"), Settings = new() { WindowPhase = phase } });
        for (long second = Start; second <= End; second += 10)
        {
            if (second == 6100) run.Change(Design() with { NetworkInterfaces = [.. Design().NetworkInterfaces, new NetworkInterface { Name = "New", Id = "eni-0", SubnetId = SubnetId }] }, Change * 1_000_000_000);
            for (int eni = 0; eni < (second < Change ? 2 : 4); eni += eni == 1 ? 2 : 1) Count(run, eni, second);
        }
        run.Finish(End * 1_000_000_000);
        string[] records = System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n')[1..^1];
        Assert.Equal(31 + 31 + 21, records.Where(record => record.EndsWith("OK", StringComparison.Ordinal)).Sum(record => int.Parse(record.Split(' ')[0])));
    }

    private static FlowLog Other() => Logs.OfInterface(OtherEniId, group: "other", name: "Other") with { Id = "fl-00000000000000001" };

    private void Play(Design design, Func<Design, Design> change, TemporaryFolder? folder = null, int? addedInterface = null)
    {
        using var run = new FlowLogRun(design, new FlowLogOptions { OutFolder = (folder ?? _folder).Path, LogEvents = true });
        bool changed = false;
        for (long second = Start; second <= End; second += 10)
        {
            if (!changed && second > Change)
            {
                run.Change(change(design), Change * 1_000_000_000);
                changed = true;
            }
            Count(run, Eni, second);
            Count(run, OtherEni, second);
            if (changed && addedInterface is { } added) Count(run, added, second);
        }
        run.Finish(End * 1_000_000_000);
        run.Commit();
    }

    private static void Count(FlowLogRun run, int eni, long second)
    {
        int handle = run.Meter.Open(Flow("10.0.1.5", "10.0.0.5", 40000, 443, eni));
        run.Meter.Count(handle, second * 1_000_000_000, second, 1, 40, 0);
        run.Meter.Release(handle);
    }

    /// <summary>Start, end and status of each record of the first interface, or another one.</summary>
    private string[] RecordsOf(string group, string eni = EniId) =>
        [.. _folder.Files()[$"cloudwatch-logs/{group}/{(eni.EndsWith("-accept", StringComparison.Ordinal) ? eni : eni + "-all")}"].Split('\n')[..^1].Select(record => record.Split(' ')).Select(words => $"{words[10]} {words[11]} {words[13]}")];
}
