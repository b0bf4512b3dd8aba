using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Destinations;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.TestSupport;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Destinations;

// VPC guide, "Publish flow logs to CloudWatch Logs"
public sealed class CloudWatchLogsFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TrafficType.All, "all")]
    [InlineData(TrafficType.Accept, "accept")]
    [InlineData(TrafficType.Reject, "reject")]
    public void Each_interface_has_a_log_stream_named_after_it_and_the_traffic_type(TrafficType traffic, string suffix)
    {
        Play(Logs.OfVpc(traffic, group: "/vpc/flow-logs"));
        string[] interfaces = traffic == TrafficType.Reject ? [EniId] : [OtherEniId, EniId]; // only the first has rejected traffic
        Assert.Equal(interfaces.Select(eni => $"cloudwatch-logs/vpc/flow-logs/{eni}-{suffix}"), _folder.Files().Keys);
    }

    [Fact]
    public void A_stream_has_no_header_line()
    {
        Play(Logs.OfInterface(EniId));
        Assert.StartsWith("2 123456789010 ", Assert.Single(_folder.Files()).Value);
    }

    [Fact] // the same page: if one flow log captures rejected and another accepted traffic, the combined log stream captures all traffic
    public void Logs_of_one_interface_in_one_group_share_one_stream()
    {
        Play(Logs.OfInterface(EniId, traffic: TrafficType.Accept), Logs.OfInterface(EniId, traffic: TrafficType.Reject));
        KeyValuePair<string, string> stream = Assert.Single(_folder.Files());
        Assert.Equal($"cloudwatch-logs/logs/{EniId}-all", stream.Key);
        Assert.Equal(["ACCEPT OK", "REJECT OK"], Endings(stream.Value));
    }

    [Fact]
    public void Logs_in_different_groups_have_a_stream_each()
    {
        Play(Logs.OfInterface(EniId, traffic: TrafficType.Accept, group: "a"), Logs.OfInterface(EniId, traffic: TrafficType.Reject, group: "b"));
        Assert.Equal([$"cloudwatch-logs/a/{EniId}-accept", $"cloudwatch-logs/b/{EniId}-reject"], _folder.Files().Keys);
    }

    [Fact]
    public void Two_logs_of_everything_in_one_group_write_each_record_twice()
    {
        Play(Logs.OfInterface(EniId), Logs.OfVpc());
        Assert.Equal(["ACCEPT OK", "ACCEPT OK", "REJECT OK", "REJECT OK"], Endings(_folder.Files()[$"cloudwatch-logs/logs/{EniId}-all"]));
    }

    [Fact] // VPC guide, "Troubleshoot VPC Flow Logs": the log group is created only when traffic is recorded
    public void Without_traffic_there_is_no_log_group()
    {
        Play(Logs.OfInterface(NatEniId));
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void Groups_whose_names_differ_by_a_leading_slash_stay_apart()
    {
        Play(Logs.OfInterface(EniId, group: "a"), Logs.OfInterface(EniId, group: "/a"));
        Assert.Equal(2, _folder.Files().Count);
        Assert.Contains($"cloudwatch-logs/a/{EniId}-all", _folder.Files().Keys);
    }

    [Fact]
    public void A_hostile_group_name_stays_in_the_folder()
    {
        Play(Logs.OfInterface(EniId, group: "../../../escaped"));
        Assert.Equal([$"cloudwatch-logs/%2E%2E/%2E%2E/%2E%2E/escaped/{EniId}-all"], _folder.Files().Keys);
    }

    [Theory]
    [InlineData("named", null, "named")]
    [InlineData(null, "arn:aws:logs:us-east-1:123456789012:log-group:/from/arn:*", "/from/arn")]
    [InlineData(null, "arn:aws:logs:us-east-1:123456789012:log-group:from-arn", "from-arn")]
    [InlineData(null, null, "Log")]
    public void The_group_is_named_by_the_flow_log_or_by_its_destinations_ARN(string? name, string? arn, string group)
    {
        Assert.Equal(group, CloudWatchLogsFolder.LogGroupOf(Logs.OfVpc() with { LogGroupName = name, Destination = arn }));
    }

    [Fact]
    public void A_design_without_flow_logs_has_one_of_each_VPC_in_the_default_format()
    {
        Play();
        Assert.Equal([$"cloudwatch-logs/vpc-flow-logs/{OtherEniId}-all", $"cloudwatch-logs/vpc-flow-logs/{EniId}-all"], _folder.Files().Keys);
    }

    private void Play(params FlowLog[] flowLogs)
    {
        Design design = Design() with { FlowLogs = [.. flowLogs] };
        using var run = new FlowLogRun(design, new FlowLogOptions { OutFolder = _folder.Path });
        Observation flow = Flow("10.0.1.5", "10.0.0.5", 40000, 443);
        Count(flow, 60);
        Count(flow with { Accepted = false }, 61);
        Count(flow with { Interface = OtherEni, Egress = true }, 62);
        run.Finish(62_000_000_000);
        run.Commit();

        void Count(Observation observation, long second)
        {
            int handle = run.Meter.Open(observation);
            run.Meter.Count(handle, second * 1_000_000_000, second, 1, 40, 0);
            run.Meter.Release(handle);
        }
    }

    private static IEnumerable<string> Endings(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ')[^2..]));
}
