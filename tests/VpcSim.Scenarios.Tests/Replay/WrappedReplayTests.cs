using System.Text;
using VpcSim.FlowLogs;
using VpcSim.FlowLogs.Formats;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>A mirror changes nothing of what it mirrors: the same outcomes and the same records.</summary>
public class WrappedReplayTests
{
    private const string Fields = "interface-id srcaddr dstaddr srcport dstport protocol pkt-srcaddr pkt-dstaddr packets bytes start end action tcp-flags flow-direction";

    private static readonly Trial ThreeTier = Trial.OfFile(Repository.ThreeTier);

    [Theory]
    [InlineData("web-session.pcapng")]
    [InlineData("fragments.pcap")] // fragments inside
    [InlineData("snapped.pcap")]
    [InlineData("offload.pcap")] // segments above every MTU
    [InlineData("ping-traceroute.pcap")]
    [InlineData("dns-dhcp.pcap")]
    public void What_is_in_vxlan_is_replayed_as_what_is_not(string name)
    {
        using var folder = new TemporaryFolder();
        string mirror = folder.Write("mirror.pcap", Capture.OfFile(Repository.Capture(name), frame => frame.InVxlan(7)).ToPcap());

        (ReplaySummary plain, string records) = Replay(Repository.Capture(name));
        (ReplaySummary mirrored, string mirroredRecords) = Replay(mirror);

        Assert.Equal(records, mirroredRecords);
        Assert.Equal(plain.Outcomes, mirrored.Outcomes);
        Assert.Equal(plain.DropReasons, mirrored.DropReasons);
        Assert.Equal(plain.UndecodableCauses, mirrored.UndecodableCauses);
        Assert.Equal((plain.Generated, plain.FirstPacketNs, plain.LastPacketNs), (mirrored.Generated, mirrored.FirstPacketNs, mirrored.LastPacketNs));
        Assert.Equal(plain.PacketsRead, mirrored.Captures[0].Selection!.Sessions.Single().Packets);
    }

    [Theory] // EC2 API, CreateTrafficMirrorSession: PacketLength
    [InlineData("web-session.pcapng", 96)]
    [InlineData("fragments.pcap", 80)]
    public void A_mirror_that_truncates_changes_no_record(string name, int packetLength)
    {
        using var folder = new TemporaryFolder();
        string mirror = folder.Write("mirror.pcap", Capture.OfFile(Repository.Capture(name), frame => Truncated(frame, packetLength).InVxlan(7)).ToPcap());

        (ReplaySummary plain, string records) = Replay(Repository.Capture(name));
        (ReplaySummary mirrored, string mirroredRecords) = Replay(mirror);

        Assert.Equal(plain.Outcomes, mirrored.Outcomes);
        Assert.Equal(records, mirroredRecords);
    }

    private static Frame Truncated(Frame frame, int length) => frame.Bytes.Length <= length ? frame : new Frame(frame.Bytes[..length], length);

    private static (ReplaySummary Summary, string Records) Replay(string capture)
    {
        using var text = new MemoryStream();
        using var log = new FlowLogRun(ThreeTier.Design, new FlowLogOptions { Format = LogFormat.Parse(Fields), IntervalSeconds = 60, Text = text });
        ReplaySummary summary = ThreeTier.With(log.Meter).Run([capture], null, TestContext.Current.CancellationToken);
        log.Finish(summary.LastPacketNs!.Value);
        return (summary, Encoding.UTF8.GetString(text.ToArray()));
    }
}
