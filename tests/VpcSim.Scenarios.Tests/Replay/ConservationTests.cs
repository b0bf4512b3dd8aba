using System.Text;
using CsCheck;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Every packet read has exactly one outcome, and the same packets have the same outcomes, run after run.</summary>
public class ConservationTests
{
    private static readonly Trial Design = Trial.Of(
        Resources.Web, Resources.App, Resources.Vpn, Resources.S3Gateway, Resources.InterfaceEndpoint("secretsmanager", privateDns: true), Resources.Peer);

    private static readonly string[] Hosts =
    [
        "10.0.1.10", "10.0.2.10", "10.0.1.100", "10.0.2.4", "10.9.1.10", "10.0.1.77", "10.0.0.2", "10.0.1.1", "169.254.169.254", "169.254.169.253",
        "192.168.10.5", "203.0.113.9", "198.51.100.7", "52.216.8.10", "0.0.0.0", "255.255.255.255", "224.0.0.5", "127.0.0.1",
        Design.PublicOf("10.0.1.10"), Design.PublicOf("10.0.1.100"), "2001:db8::1", "fe80::1", "ff02::1", "fd00:ec2::253", "::ffff:10.0.1.10",
    ];

    private static readonly int[] Steps = [0, 1, 1, 1, -3, 40, 200];

    /// <summary>Packets between interfaces, outside hosts and services, and how many seconds lie between them.</summary>
    internal static readonly Gen<(Frame Frame, int Step)[]> Traffic = TrafficOf(FrameOf(ends: true));

    /// <summary>The same without what ends a TCP connection.</summary>
    internal static readonly Gen<(Frame Frame, int Step)[]> TrafficWithoutEnds = TrafficOf(FrameOf(ends: false));

    [Fact]
    public void The_sum_of_outcomes_is_the_number_of_packets_and_two_runs_are_equal() => Traffic.Sample(
        traffic =>
        {
            Capture capture = CaptureOf(traffic);
            foreach (Trial trial in new[] { Design, Design.Open, Design.StrictMtu, Design.At("Web").Map("172.31.0.0/16=10.0.0.0/16") })
            {
                Replayed first = trial.Run(capture), second = trial.Run(capture);
                Assert.Equal(traffic.Length, first.Summary.PacketsRead);
                Assert.Equal(traffic.Length, first.Summary.Outcomes.Sum(pair => pair.Packets));
                Assert.Equal(first.Of(VpcSim.DataPath.Trace.Outcome.Dropped), first.Summary.DropReasons.Sum(pair => pair.Packets));
                Assert.Equal(first.Of(VpcSim.DataPath.Trace.Outcome.Consumed), first.Summary.Consumed.Sum(pair => pair.Packets));
                Assert.Equal(Text(first), Text(second));
            }
        },
        iter: 60);

    [Fact]
    public void Open_replay_leaves_nothing_unsent() => Traffic.Sample(
        traffic => Assert.Equal(0, Design.Open.Run(CaptureOf(traffic)).Of(VpcSim.DataPath.Trace.Outcome.NotSent)), iter: 60);

    [Fact]
    public void Splitting_a_capture_in_two_files_changes_nothing_as_long_as_times_tell_the_order() => Traffic.Sample(
        traffic =>
        {
            Capture whole = new(), odd = new(), even = new();
            for (int i = 0; i < traffic.Length; i++)
            {
                whole.At(2 * i).Add(traffic[i].Frame);
                (i % 2 == 0 ? even : odd).At(2 * i).Add(traffic[i].Frame);
            }
            using var folder = new TemporaryFolder();
            Replayed split = Design.RunInputs(
                new CaptureInput(folder.Write("even.pcap", even.ToPcap())), new CaptureInput(folder.Write("odd.pcap", odd.ToPcap())) { ClockOffsetNs = 0 });
            Assert.Equal(Text(Design.Run(whole)), Text(split));
        },
        iter: 40);

    private static Gen<(Frame Frame, int Step)[]> TrafficOf(Gen<Frame> frame) => Gen.Select(frame, Gen.Int[0, Steps.Length - 1].Select(i => Steps[i])).Array[1, 120];

    private static Gen<Frame> FrameOf(bool ends) => Gen.Select(
        Gen.Int[0, Hosts.Length - 1], Gen.Int[0, Hosts.Length - 1], Gen.Int[0, 8], Gen.Int[0, 3], Gen.Int[0, 3]).SelectMany(
        (from, to, kind, source, destination) => kind == 8 ? Gen.Byte.Array[0, 80].Select(bytes => new Frame(bytes, bytes.Length))
            : Gen.Const(Make(Hosts[from], Hosts[to], kind, source, destination, ends)));

    private static Frame Make(string from, string to, int kind, int source, int destination, bool ends)
    {
        if (from.Contains(':') != to.Contains(':')) to = from.Contains(':') ? "2600:1f18::1" : "10.0.1.10";
        int[] ports = [80, 443, 53, 40000];
        string client = from.Contains(':') ? $"[{from}]:{ports[source]}" : $"{from}:{ports[source]}";
        string server = to.Contains(':') ? $"[{to}]:{ports[destination]}" : $"{to}:{ports[destination]}";
        return kind switch
        {
            0 => Frame.Tcp(client, server, "S", mss: 1460),
            1 => Frame.Tcp(client, server, !ends || source > 1 ? "P." : source == 0 ? "F." : "R", destination * 700),
            2 => Frame.Tcp(client, server, "S."),
            3 => Frame.Udp(client, server, destination * 600, ttl: (byte)(source == 3 ? 1 : 64)),
            4 => Frame.Ping(from, to, source, destination),
            5 => Frame.Pong(from, to, source, destination),
            6 => Frame.Error(from, to, (byte)(from.Contains(':') ? 1 : 3), 3, Frame.Udp(server, client)),
            _ when from.Contains(':') => Frame.Other(50, from, to),
            _ => Frame.Udp(client, server, 2000, id: (ushort)source).Split(1480)[destination % 2],
        };
    }

    internal static Capture CaptureOf((Frame Frame, int Step)[] traffic)
    {
        var capture = new Capture();
        int seconds = 10;
        foreach ((Frame frame, int step) in traffic) capture.At(seconds += step).Add(frame);
        return capture;
    }

    private static string Text(Replayed result)
    {
        var text = new StringBuilder($"{result.Outcomes}; {result.Drops}; {result.Consumed}; {result.Summary.Generated}\n");
        foreach (var dropped in result.Summary.TopDropped) text.Append($"{dropped}\n");
        foreach (RecordingMeter.Counted count in result.Meter.Counts) text.Append($"{count.Number} {count.TimeNs} {count.Line} {count.Packets} {count.Bytes}\n");
        return text.ToString();
    }
}
