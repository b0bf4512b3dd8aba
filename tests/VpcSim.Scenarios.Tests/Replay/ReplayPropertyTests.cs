using System.Text;
using CsCheck;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs;
using VpcSim.FlowLogs.Formats;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>What holds of every replay: of the order of a template, of the two modes, and of what flow logs add up to.</summary>
public class ReplayPropertyTests
{
    private static readonly string[] Written = [.. new[] { Resources.Web, Resources.App, Resources.Vpn, Resources.S3Gateway, Resources.InterfaceEndpoint("secretsmanager", privateDns: true), Resources.Peer }.SelectMany(ResourcesOf)];

    private static readonly Trial Design = Trial.Of(Written);

    // Amazon DNS and instance metadata; the others are FlowLogExclusionTests'. (VPC guide, "Flow log limitations")
    private static readonly string[] NeverLogged = ["169.254.169.253", "169.254.169.254", "fd00:ec2::253"];

    [Fact]
    public void The_order_of_resources_in_a_template_never_matters() => Gen.Select(ConservationTests.Traffic, Gen.Int).Sample(
        (traffic, seed) =>
        {
            string[] shuffled = [.. Written];
            new Random(seed).Shuffle(shuffled);
            Capture capture = ConservationTests.CaptureOf(traffic);
            Assert.Equal(ResultOf(Design, capture), ResultOf(Trial.Of(shuffled), capture));
        },
        iter: 20);

    [Fact] // An end that nobody could have sent is sent openly alone, and shuts out what comes later. Of the hosts behind the NAT gateway none has a public address too.
    public void Causal_replay_never_delivers_more_than_open_replay_as_long_as_nobody_ends_a_connection() => ConservationTests.TrafficWithoutEnds.Sample(
        traffic =>
        {
            Capture capture = ConservationTests.CaptureOf(traffic);
            Replayed causal = Design.Run(capture), open = Design.Open.Run(capture);
            Assert.True(causal.Of(Outcome.Delivered) <= open.Of(Outcome.Delivered), $"causal: {causal.Outcomes}; open: {open.Outcomes}");
        },
        iter: 60);

    [Fact]
    public void Flow_logs_add_up_to_what_each_interface_saw_less_the_exclusions() => Gen.Select(ConservationTests.Traffic, Gen.Bool).Sample(
        (traffic, open) =>
        {
            Capture capture = ConservationTests.CaptureOf(traffic);
            Trial trial = open ? Design.Open : Design;
            string[][] records = [.. RecordsOf(trial, capture, "interface-id flow-direction action packets bytes srcaddr dstaddr log-status").Where(record => record[7] == "OK")];
            var logged = records.GroupBy(record => $"{record[0]} {record[1]} {record[2]}")
                .Select(group => $"{group.Key} {group.Sum(record => long.Parse(record[3]))} {group.Sum(record => long.Parse(record[4]))}").Order(StringComparer.Ordinal);
            var seen = trial.Run(capture).Meter.Counts.GroupBy(count => $"{Design.Design.NetworkInterfaces[count.Seen.Interface].Id} {(count.Seen.Egress ? "egress" : "ingress")} {(count.Seen.Accepted ? "ACCEPT" : "REJECT")}")
                .Select(group => $"{group.Key} {group.Sum(count => (long)count.Packets)} {group.Sum(count => count.Bytes)}").Order(StringComparer.Ordinal);
            Assert.Equal(seen, logged);
            Assert.DoesNotContain(records, record => NeverLogged.Contains(record[5]) || NeverLogged.Contains(record[6]));
        },
        iter: 60);

    // A resource begins at the margin and goes on in lines that are indented.
    private static IEnumerable<string> ResourcesOf(string template) => template.ReplaceLineEndings("\n").Replace("\n ", "\r ", StringComparison.Ordinal).Split('\n').Select(resource => resource.Replace('\r', '\n'));

    private static string ResultOf(Trial trial, Capture capture)
    {
        Replayed result = trial.Run(capture);
        return $"{result.Outcomes}; {result.Drops}; {result.Consumed}\n{string.Join('\n', result.Meter.Counts.Select(count => $"{count.Number} {count.Line} {count.Packets} {count.Bytes}"))}\n"
            + string.Join('\n', RecordsOf(trial, capture, LogFormat.Default.ToString()).Select(record => string.Join(' ', record)));
    }

    internal static string[][] RecordsOf(Trial trial, Capture capture, string format)
    {
        using var folder = new TemporaryFolder();
        using var text = new MemoryStream();
        using var log = new FlowLogRun(trial.Design, new FlowLogOptions { Format = LogFormat.Parse(format), Text = text });
        ReplaySummary summary = trial.With(log.Meter).Run([new CaptureInput(folder.Write("a.pcap", capture.ToPcap()))], null, TestContext.Current.CancellationToken);
        log.Finish(summary.LastPacketNs ?? 0);
        return [.. Encoding.UTF8.GetString(text.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(' '))];
    }
}
