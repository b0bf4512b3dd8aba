using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>A damaged capture gives everything before the damage, and one message.</summary>
public class DamagedCaptureTests
{
    private const int FileHeader = 24, RecordHeader = 16, Syn = 14 + 40;

    private static readonly Trial Design = Trial.Of(Resources.Web);
    private static readonly byte[] Whole = new Capture().Http("203.0.113.9:40000", "10.0.1.10:80").ToPcap();

    [Fact]
    public void A_capture_cut_off_in_its_last_record_gives_the_records_before_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("cut.pcap", Whole[..^5]);
        Replayed result = Design.RunFiles(path);
        CaptureReport report = Assert.Single(result.Summary.Captures);

        Assert.Equal("delivered 7", result.Outcomes);
        Assert.Equal((path, 7, CaptureEnd.CutOff), (report.Path, report.Packets, report.End));
        Assert.StartsWith($"{path}: cut off within its last record", report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_capture_damaged_elsewhere_gives_the_records_before_the_damage()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = [.. Whole];
        bytes.AsSpan(FileHeader + RecordHeader + Syn + 8, 4).Fill(0xFF);
        string path = folder.Write("damaged.pcap", bytes);
        Replayed result = Design.RunFiles(path);
        CaptureReport report = Assert.Single(result.Summary.Captures);

        Assert.Equal("delivered 1", result.Outcomes);
        Assert.Equal((1, CaptureEnd.Damaged), (report.Packets, report.End));
        Assert.StartsWith($"{path}: damaged at byte", report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_capture_has_no_problem()
    {
        using var folder = new TemporaryFolder();
        CaptureReport report = Assert.Single(Design.RunFiles(folder.Write("whole.pcap", Whole)).Summary.Captures);

        Assert.Equal((8, CaptureEnd.Complete, null), (report.Packets, report.End, report.Problem));
    }

    [Fact]
    public void Damage_in_one_capture_does_not_end_another()
    {
        using var folder = new TemporaryFolder();
        string cut = folder.Write("cut.pcap", Whole[..(FileHeader + 3)]), whole = folder.Write("whole.pcap", Whole);
        Replayed result = Design.RunFiles(cut, whole);

        Assert.Equal("delivered 8", result.Outcomes);
        Assert.Equal([CaptureEnd.CutOff, CaptureEnd.Complete], result.Summary.Captures.Select(report => report.End));
    }

    [Fact]
    public void A_missing_file_or_one_that_is_no_capture_is_refused_before_anything_is_replayed()
    {
        using var folder = new TemporaryFolder();
        string whole = folder.Write("whole.pcap", Whole), text = folder.Write("notes.txt", "not a capture at all, just some text");
        var meter = new RecordingMeter();

        Assert.Throws<CaptureFormatException>(() => Design.With(meter).Run([whole, whole + ".missing"], null, TestContext.Current.CancellationToken));
        Assert.Throws<CaptureFormatException>(() => Design.With(meter).Run([whole, text], null, TestContext.Current.CancellationToken));
        Assert.Empty(meter.Counts);
    }
}
