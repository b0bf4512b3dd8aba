namespace VpcSim.Cli.Tests;

/// <summary>Other formats, rotated files and folders, by what replay says of them.</summary>
public class CaptureSetTests
{
    [Theory]
    [InlineData("web-http.snoop")]
    [InlineData("web-http.modified.pcap.gz")]
    [InlineData("web-http.pcap.zst")]
    public void Other_formats_of_a_capture_have_its_records(string name) =>
        Assert.Equal(RecordsOf(Repository.Capture("web-http.pcap.gz")), RecordsOf(Repository.Capture(Path.Combine("formats", name))));

    [Fact]
    public void Rotated_files_in_any_order_are_one_capture()
    {
        string[] files = [.. Directory.GetFiles(Repository.Capture("rotated"), "trace.pcap*").Order(StringComparer.Ordinal)];
        Assert.Equal(3, files.Length);

        Ran ran = Ran.InProcess(["replay", .. files.Reverse(), "--design", Repository.Template]);

        Assert.StartsWith($"{files[2]} and 2 more of its set: 174 packets", ran.Out, StringComparison.Ordinal);
        Assert.Equal(RecordsOf(files), RecordsOf([.. files.Reverse()]));
    }

    [Fact]
    public void A_folder_is_one_capture_of_all_that_are_in_it()
    {
        string folder = Repository.Capture("rotated");
        Assert.Equal(RecordsOf(Directory.GetFiles(folder)), RecordsOf(folder));
        Ran ran = Ran.InProcess("replay", folder, "--design", Repository.Template);
        Assert.StartsWith($"{folder}: 260 packets", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("left out", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_capture_in_a_folder_is_left_out_and_named()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Repository.Capture("ntp.pcap"), folder["ntp.pcap"]);
        string notes = folder.Write("notes.txt", "hello");

        Ran ran = Ran.InProcess("replay", folder.Path, "--design", Repository.Template);

        Assert.Equal(0, ran.Status);
        Assert.Contains($"vpcsim: warning: left out, as no captures that can be read: {notes}\n", ran.Error, StringComparison.Ordinal);
        Assert.Contains(": 16 packets", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_captures_than_may_be_open_at_once_are_told_the_way_out()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "open files are limited otherwise on this system");
        using var folder = new TemporaryFolder();
        string[] files = [.. Enumerable.Range(0, 400).Select(i => folder[$"{(char)('a' + (i / 20))}{(char)('a' + (i % 20))}.pcap"])];
        foreach (string file in files) File.Copy(Repository.Capture("ntp.pcap"), file);

        Ran named = await VpcSimProcess.RunWithFiles(400, ["replay", .. files, "--design", Repository.Template]);
        Ran enough = await VpcSimProcess.RunWithFiles(400, ["replay", .. files.Take(5), "--design", Repository.Template]);

        named.IsUnusable("too many captures are open at once. ", "named as one folder", "ulimit -n");
        Assert.Equal(0, enough.Status);
    }

    private static string RecordsOf(params string[] captures)
    {
        Ran ran = Ran.InProcess(["replay", .. captures, "--design", Repository.Template, "--flow-logs", "-"]);
        Assert.Equal(0, ran.Status);
        return ran.Out;
    }
}
