using VpcSim.Wire.Captures;

namespace VpcSim.Wire.Tests.Captures;

public sealed class CaptureSetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vpcsim-set-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_in_any_order_are_one_capture_in_the_order_of_time()
    {
        string third = Write("trace.pcap10", 30, 31), first = Write("trace.pcap", 10, 11), second = Write("trace.pcap9.gz", 20, 21);

        ReadCapture read = ReadCapture.From(CaptureReader.OpenSet("trace", [third, first, second])).IsComplete(6);

        Assert.Equal([10, 11, 20, 21, 30, 31], Seconds(read));
        Assert.Equal([1, 2, 3, 4, 5, 6], read.Packets.Select(packet => packet.Number));
    }

    [Fact]
    public void Files_that_overlap_are_merged_by_time_and_where_times_are_equal_the_earlier_file_comes_first()
    {
        string one = Write("a", 10, 20, 20, 40), other = Write("b", 15, 20, 30, 50), late = Write("c", 45);

        ReadCapture read = ReadCapture.From(CaptureReader.OpenSet("set", [late, other, one])).IsComplete(9);

        Assert.Equal([10, 15, 20, 20, 20, 30, 40, 45, 50], Seconds(read));
        Assert.Equal(["61", "62", "61", "61", "62", "62", "61", "63", "62"], read.Packets.Select(packet => packet.Hex[..2]));
    }

    [Fact]
    public void Disorder_within_a_file_stays_as_it_is() =>
        Assert.Equal([10, 12, 11, 20], Seconds(ReadCapture.From(CaptureReader.OpenSet("set", [Write("b", 20), Write("a", 10, 12, 11)])).IsComplete(4)));

    [Fact]
    public void Thousands_of_files_are_open_few_at_a_time()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fd"), "the system does not tell which files are open");
        string[] paths = [.. Enumerable.Range(0, 3000).Select(i => Write($"t{i}", (uint)i * 10, ((uint)i * 10) + 5))];
        using CaptureReader reader = CaptureReader.OpenSet("set", paths.Reverse());
        int most = 0;
        for (long packets = 0; reader.TryRead(out CapturedFrame frame); packets++)
        {
            Assert.Equal(packets * 5, frame.TimeNs / 1_000_000_000);
            if (packets % 500 == 0) most = Math.Max(most, Directory.GetFiles("/proc/self/fd").Count(IsOfSet));
        }

        Assert.Equal(6000, reader.PacketsRead);
        Assert.Equal(reader.TotalBytes, reader.BytesRead);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public void A_file_that_is_cut_off_or_damaged_ends_alone_and_is_told()
    {
        string cut = Write("a", 10, 11), damaged = Write("b", 20, 21), whole = Write("c", 30);
        File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..^1]);
        byte[] bytes = File.ReadAllBytes(damaged);
        Array.Fill(bytes, (byte)0xFF, 24 + 16 + 20 + 8, 4);
        File.WriteAllBytes(damaged, bytes);

        ReadCapture read = ReadCapture.From(CaptureReader.OpenSet("set", [cut, damaged, whole]));

        Assert.Equal([10, 20, 30], Seconds(read));
        Assert.Equal(CaptureEnd.Damaged, read.End);
        Assert.Contains($"{cut}: cut off", read.Problem, StringComparison.Ordinal);
        Assert.Contains($"{damaged}: damaged", read.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_without_packets_are_nothing_and_what_is_no_capture_is_left_out_or_refused()
    {
        string empty = Write("a"), other = Path.Combine(_folder, "README.md"), one = Write("b", 10);
        File.WriteAllText(other, "# Captures");
        var leftOut = new List<string>();

        Assert.Equal([10], Seconds(ReadCapture.From(CaptureReader.OpenSet("set", [empty, other, one], leftOut.Add)).IsComplete(1)));

        Assert.Equal([other], leftOut);
        Assert.Throws<CaptureFormatException>(() => CaptureReader.OpenSet("set", [one, other]));
        Assert.Contains("holds no capture", Assert.Throws<CaptureFormatException>(() => CaptureReader.OpenSet("set", [other], leftOut.Add)).Message, StringComparison.Ordinal);
    }

    [Theory] // tcpdump(8), -C, -W and -G; dumpcap(1), -b
    [InlineData("trace.pcap", "trace.pcap1", true)]
    [InlineData("trace.pcap0.gz", "trace.pcap12", true)]
    [InlineData("web_00001_20261123233000.pcapng", "web_00002_20261123234000.pcapng", true)]
    [InlineData("web_20261123233000_00001.pcapng", "web_20261123234000_00002.pcapng.gz", true)]
    [InlineData("web-2026-11-23_23:30:00.pcap", "web-2026-11-24_00:30:00.pcap", true)]
    [InlineData("web-20261123T233000.pcap", "web-20261124T003000.pcap1", true)]
    [InlineData("web-1795476590.pcap", "web-1795480190.pcap", true)]
    [InlineData("web1.pcap", "web2.pcap", false)]
    [InlineData("10.0.1.10.pcap", "10.0.2.10.pcap", false)]
    [InlineData("192.168.101.100.pcap", "192.168.101.101.pcap", false)]
    [InlineData("web1-20261123.pcap", "web2-20261123.pcap", false)]
    [InlineData("a/trace.pcap0", "b/trace.pcap1", false)]
    [InlineData("trace.pcap0", "trace.pcapng1", false)]
    public void Names_tell_which_files_are_of_one_set(string one, string other, bool isSet)
    {
        RotatedName left = RotatedName.Of(one), right = RotatedName.Of(other);
        Assert.Equal(isSet, left.Set == right.Set);
        if (isSet) Assert.NotEqual(left.Counter, right.Counter);
    }

    private static bool IsOfSet(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget?.Contains("vpcsim-set-", StringComparison.Ordinal) ?? false;
        }
        catch (IOException)
        {
            return false; // closed meanwhile
        }
    }

    private static IEnumerable<long> Seconds(ReadCapture read) => read.Packets.Select(packet => packet.TimeNs / 1_000_000_000);

    private string Write(string name, params uint[] seconds)
    {
        FileBytes file = new FileBytes(false).PcapHeader();
        foreach (uint second in seconds) file.PcapRecord(second, 0, Enumerable.Repeat((byte)name[0], 20).ToArray());
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, name.EndsWith(".gz", StringComparison.Ordinal) ? FileBytes.Gzip(file.ToArray()) : file.ToArray());
        return path;
    }
}
