using VpcSim.Wire.Captures;

namespace VpcSim.Wire.Tests.Captures;

/// <summary>Files that change between their opening and their last packet.</summary>
public sealed class ChangingFileTests : IDisposable
{
    private const int Packets = 5000; // more than a reader has read when it has opened the file

    private readonly string _folder = Directory.CreateTempSubdirectory("vpcsim-wire-").FullName;

    private string File => Path.Combine(_folder, ReadCapture.Name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(null, 24 + (3000 * 76))]
    [InlineData(null, 24 + (3000 * 76) + 33)]
    [InlineData("gzip", null)]
    [InlineData("zstd", null)]
    public void Of_a_file_that_grows_the_packets_are_read_that_it_held_when_it_was_opened(string? packing, int? held)
    {
        byte[] whole = Write(packing);
        int length = held ?? whole.Length / 2;
        System.IO.File.WriteAllBytes(File, whole[..length]);
        ReadCapture still = ReadCapture.From(CaptureReader.Open(File));

        CaptureReader reader = CaptureReader.Open(File);
        Append(whole[length..]);
        ReadCapture read = ReadCapture.From(reader);

        Assert.Equal(CaptureEnd.Grown, read.End);
        Assert.Equal(still.Packets, read.Packets);
        Assert.Contains($"The {read.Packets.Count} packets that it held then were read", read.Problem, StringComparison.Ordinal);
        ReadCapture.From(CaptureReader.Open(File)).IsComplete(Packets);
    }

    [Theory]
    [InlineData(24 + (3000 * 76), CaptureEnd.Complete)]
    [InlineData(24 + (3000 * 76) + 33, CaptureEnd.CutOff)]
    public void Of_a_file_that_stays_as_it_is_nothing_is_said_of_growth(int length, CaptureEnd end)
    {
        System.IO.File.WriteAllBytes(File, Write(packing: null)[..length]);

        Assert.Equal((3000, end), (ReadCapture.From(CaptureReader.Open(File)).Packets.Count, ReadCapture.From(CaptureReader.Open(File)).End));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    public void A_file_that_becomes_shorter_is_cut_off(string? packing)
    {
        byte[] whole = Write(packing);
        System.IO.File.WriteAllBytes(File, whole);

        CaptureReader reader = CaptureReader.Open(File);
        using (FileStream file = System.IO.File.Open(File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) file.SetLength(whole.Length * 3 / 4);
        ReadCapture read = ReadCapture.From(reader);

        Assert.Equal(CaptureEnd.CutOff, read.End);
        Assert.InRange(read.Packets.Count, 1, Packets - 1);
        Assert.Contains("the file has become shorter since it was opened", read.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_deleted_is_read_to_its_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows deletes no open file");
        System.IO.File.WriteAllBytes(File, Write(packing: null));

        CaptureReader reader = CaptureReader.Open(File);
        System.IO.File.Delete(File);

        ReadCapture.From(reader).IsComplete(Packets);
    }

    [Fact]
    public void A_file_of_a_set_that_has_gone_before_its_turn_is_named()
    {
        byte[] whole = Write(packing: null);
        string second = Path.Combine(_folder, "second.pcap");
        System.IO.File.WriteAllBytes(File, whole);
        System.IO.File.WriteAllBytes(second, [.. whole[..24], .. whole[^76..]]);

        using CaptureReader set = CaptureReader.OpenSet("a set", [File, second]);
        System.IO.File.Delete(second);

        var problem = Assert.Throws<CaptureFormatException>(() =>
        {
            while (set.TryRead(out _)) { }
        });
        Assert.Contains($"{second} does not exist", problem.Message, StringComparison.Ordinal);
    }

    private void Append(byte[] bytes)
    {
        using FileStream file = System.IO.File.Open(File, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(bytes);
    }

    private static byte[] Write(string? packing)
    {
        FileBytes file = new FileBytes(isBigEndian: false).PcapHeader();
        var random = new Random(1); // so that compression leaves much
        for (int i = 0; i < Packets; i++)
        {
            byte[] frame = new byte[60];
            random.NextBytes(frame);
            file.PcapRecord((uint)i, 0, frame);
        }
        return packing is null ? file.ToArray() : FileBytes.Pack(packing, file.ToArray());
    }
}
