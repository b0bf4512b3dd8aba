using System.Text;
using CsCheck;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Gateways.Nat;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs;
using VpcSim.FlowLogs.Formats;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>How many flows stay in memory never changes a byte of what a replay tells. (docs/replay.md, "More flows than memory holds")</summary>
public class PutAsidePropertyTests
{
    private const int Packets = 6_000; // some batches: between them flows are put aside
    private const string AllFields =
        "interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status tcp-flags type pkt-srcaddr pkt-dstaddr flow-direction traffic-path";

    // A neighbour that lets in requests and nothing out of its own: its answers, and their way into Web's group, need both connections of a conversation.
    private static readonly Trial Design = Trial.Of(
        Resources.Web,
        Resources.App.Replace("PrivateIpAddress: 10.0.1.100", "PrivateIpAddress: 10.0.1.100, SecondaryAllocationIds: [!GetAtt NatEip2.AllocationId], SecondaryPrivateIpAddresses: [10.0.1.101]", StringComparison.Ordinal),
        """
        NatEip2: {Type: 'AWS::EC2::EIP', DependsOn: Attachment, Properties: {Domain: vpc}}
        Second: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Private, PrivateIpAddress: 10.0.2.11, GroupSet: [!GetAtt AppSg.GroupId]}}
        Quiet: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: q, VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/16}], SecurityGroupEgress: [{IpProtocol: icmp, FromPort: 8, ToPort: 0, CidrIp: 127.0.0.1/32}]}}
        Neighbour: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Public, PrivateIpAddress: 10.0.1.60, GroupSet: [!Ref Quiet]}}
        """);

    private static readonly int[] Allowances = [60, 700, 0, 0];

    private static readonly int[] Bounds = [1, 2, 7, 40, 250, 1_000, 5_000];

    private static readonly string[] Outside = [.. Enumerable.Range(1, 40).Select(static i => $"198.51.100.{i}"), .. Enumerable.Range(1, 10).Select(static i => $"203.0.113.{i}")];

    [Fact]
    public void The_bound_on_flows_in_memory_never_changes_a_result()
    {
        long putAside = 0, broughtBack = 0, bindings = 0, windows = 0;
        Gen.Select(Gen.Int, Gen.Int[0, Bounds.Length - 1], Gen.Bool, Gen.Bool, Gen.Int[0, 3], Gen.Enum<NatAddressChoice>()).Sample(
            (seed, bound, open, hurries, allowance, choice) =>
            {
                var chance = new Random(seed);
                Trial all = (open ? Design.Open : Design) with { Settings = Design.Settings with { ConnectionTrackingAllowance = Allowances[allowance], NatAddressChoice = choice } };
                List<(double Seconds, Frame Frame)> traffic = TrafficOf(chance, hurries ? 0.002 : 0.3);
                traffic.AddRange(AnswersAtTheGateway(all, traffic, chance));
                Capture capture = CaptureOf(traffic);
                string expected = ResultOf(all, null, capture, out _, out _);
                string bounded = ResultOf(all, new FlowBound(Bounds[bound], Path.GetTempPath()), capture, out FlowsAside? aside, out long moved);
                Assert.Equal(expected, bounded);
                Interlocked.Add(ref putAside, aside?.PutAside ?? 0);
                Interlocked.Add(ref broughtBack, aside?.BroughtBack ?? 0);
                Interlocked.Add(ref bindings, aside?.Bindings ?? 0);
                Interlocked.Add(ref windows, moved);
            },
            iter: 25);

        Assert.True(
            putAside > 1_000 && broughtBack > 100 && bindings > 1_000 && windows > 1_000,
            $"hardly anything was put aside: {putAside}, of which {broughtBack} came back, {bindings} bindings and {windows} counts");
    }

    [Fact]
    public void Ports_towards_a_destination_run_out_and_become_free_as_they_do_with_all_in_memory()
    {
        Trial one = Trial.Of(Resources.Web, Resources.App);
        var capture = new Capture();
        for (int i = 0; i < 56_000; i++) capture.At(i * 0.002).Add(Frame.Udp($"10.0.2.10:{1024 + i}", "198.51.100.1:53"));
        for (int i = 0; i < 20_000; i += 7) capture.At(150 + (i * 0.001)).Add(Frame.Udp("198.51.100.1:53", $"10.0.2.10:{1024 + i}"));
        for (int i = 0; i < 6_000; i++) capture.At(351 + (i * 0.002)).Add(Frame.Udp($"10.0.2.10:{58_000 + i}", "198.51.100.1:53"));

        string expected = ResultOf(one, null, capture, out _, out _);
        string bounded = ResultOf(one, new FlowBound(700, Path.GetTempPath()), capture, out FlowsAside? aside, out _);

        Assert.Equal(expected, bounded);
        Assert.Contains(nameof(DropReason.NgwPortAllocationFailed), expected, StringComparison.Ordinal);
        Assert.True(aside?.Bindings > 50_000);
    }

    /// <summary>
    /// Conversations of hosts on the internet with a web server, of it with its neighbour and of servers behind a NAT gateway, by TCP, UDP and ping: answered or not, ended, silent for long
    /// and taken up again, and told of errors.
    /// </summary>
    private static List<(double Seconds, Frame Frame)> TrafficOf(Random chance, double secondsBetween)
    {
        var traffic = new List<(double Seconds, Frame Frame)>();
        var open = new List<(string Near, string Far, int Kind, int Packets)>();
        double seconds = 10;
        for (int i = 0; i < Packets; i++)
        {
            seconds += chance.Next(1_500) == 0 ? chance.Next(100, 500) : chance.NextDouble() * secondsBetween;
            if (open.Count == 0 || chance.Next(3) == 0) open.Add(Begin(chance));
            int at = chance.Next(10) == 0 ? chance.Next(open.Count) : Math.Max(0, open.Count - 1 - chance.Next(60));
            (string near, string far, int kind, int packets) = open[at];
            bool back = packets > 0 && chance.Next(2) == 0;
            Frame frame = kind switch
            {
                0 => back ? Frame.Tcp(far, near, packets == 1 ? "S." : Flags(chance), 40) : Frame.Tcp(near, far, packets == 0 ? "S" : Flags(chance), 40, mss: packets == 0 ? 1400 : 0),
                1 => back ? Frame.Udp(far, near) : Frame.Udp(near, far),
                _ => Ping(near, far, back, packets),
            };
            traffic.Add((seconds, packets > 0 && chance.Next(20) == 0 ? ErrorAbout(frame, back ? near : far, back ? far : near) : frame));
            open[at] = (near, far, kind, packets + 1);
        }
        return traffic;
    }

    private static Frame ErrorAbout(Frame frame, string by, string to) => Frame.Error(by.Split(':')[0], to.Split(':')[0], 3, 3, frame);

    /// <summary>Answers to some of what went out through the NAT gateway, and errors about it, as they look before the gateway: soon, much later, or when their ports are others' by now.</summary>
    private static IEnumerable<(double Seconds, Frame Frame)> AnswersAtTheGateway(Trial trial, List<(double Seconds, Frame Frame)> traffic, Random chance)
    {
        var watcher = new RecordingWatcher { Picks = static packet => packet.Protocol is 6 or 17 };
        using var folder = new TemporaryFolder();
        new ReplayRun(trial.Design, Fabric.Compile(trial.Design, trial.Settings), trial.Settings, trial.Options, new RecordingMeter(), watcher)
            .Run([new CaptureInput(folder.Write("a.pcap", CaptureOf(traffic).ToPcap()))], null, TestContext.Current.CancellationToken);
        foreach (RecordingWatcher.Watched packet in watcher.Packets.Where(_ => chance.Next(12) == 0))
        {
            if (packet.Sights.FirstOrDefault(static sight => sight.Egress && (sight.Source.ToString() is "10.0.1.100" or "10.0.1.101")) is not { SourcePort: > 0 } sight) continue;
            string own = $"{sight.Source}:{sight.SourcePort}", far = $"{sight.Destination}:{sight.DestinationPort}";
            double seconds = traffic[(int)packet.Number - 1].Seconds + (chance.Next(4) == 0 ? chance.NextDouble() * 400 : chance.NextDouble());
            bool isTcp = sight.Protocol == 6;
            Frame answer = isTcp ? Frame.Tcp(far, own, Flags(chance), 40) : Frame.Udp(far, own);
            yield return (seconds, chance.Next(4) == 0 ? ErrorAbout(isTcp ? Frame.Tcp(own, far, "P.", 40) : Frame.Udp(own, far), far, own) : answer);
        }
    }

    private static Capture CaptureOf(List<(double Seconds, Frame Frame)> traffic)
    {
        var capture = new Capture();
        foreach ((double seconds, Frame frame) in traffic.OrderBy(static packet => packet.Seconds)) capture.At(seconds).Add(frame);
        return capture;
    }

    private static (string Near, string Far, int Kind, int Packets) Begin(Random chance)
    {
        string outside = Outside[chance.Next(Outside.Length)];
        int port = chance.Next(1024, 65_536), kind = chance.Next(5) switch { 0 => 1, 1 => 2, _ => 0 };
        string service = kind == 1 ? "53" : chance.Next(4) == 0 ? "22" : "80";
        return chance.Next(4) switch
        {
            3 => ($"10.0.1.10:{port}", "10.0.1.60:80", 0, 0),
            0 => ($"10.0.2.1{chance.Next(2)}:{port}", $"{outside}:{service}", kind, 0), // by the NAT gateway
            1 => ($"10.0.1.10:{port}", $"{outside}:{service}", kind, 0),
            _ => ($"{outside}:{port}", $"10.0.1.10:{service}", kind, 0),
        };
    }

    private static string Flags(Random chance) => chance.Next(12) switch { 0 => "F.", 1 => "R", _ => "P." };

    private static Frame Ping(string near, string far, bool back, int packets)
    {
        string[] asks = near.Split(':'), answers = far.Split(':');
        int id = int.Parse(asks[1]);
        return back ? Frame.Pong(answers[0], asks[0], id, packets - 1) : Frame.Ping(asks[0], answers[0], id, packets);
    }

    private static string ResultOf(Trial trial, FlowBound? bound, Capture capture, out FlowsAside? aside, out long moved)
    {
        using var folder = new TemporaryFolder();
        using var text = new MemoryStream();
        using var log = new FlowLogRun(trial.Design, new FlowLogOptions { Format = LogFormat.Parse(AllFields), Text = text, FlowBound = bound });
        ReplayRun run = (trial with { Options = trial.Options with { FlowBound = bound } }).With(log.Meter);
        ReplaySummary summary = run.Run([new CaptureInput(folder.Write("a.pcap", capture.ToPcap()))], null, TestContext.Current.CancellationToken);
        log.Finish(summary.LastPacketNs ?? 0);
        (aside, moved) = (summary.FlowsAside, log.PutAside);
        return string.Join(
            '\n',
            string.Join(' ', summary.Outcomes), string.Join(' ', summary.DropReasons), summary.Generated, summary.DroppedConversations, string.Join('\n', summary.TopDropped), Encoding.UTF8.GetString(text.ToArray()));
    }
}
