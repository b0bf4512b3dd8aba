using System.IO.Pipes;
using VpcSim.Wire.Captures;

namespace VpcSim.Wire.Tests.Captures;

/// <summary>Captures that somebody still writes, through a real pipe.</summary>
public sealed class FollowTests : IDisposable
{
    private readonly AnonymousPipeServerStream _writer = new(PipeDirection.Out);
    private readonly AnonymousPipeClientStream _pipe;
    private readonly CancellationTokenSource _enough = new();

    public FollowTests() => _pipe = new AnonymousPipeClientStream(PipeDirection.In, _writer.ClientSafePipeHandle);

    public void Dispose()
    {
        _writer.Dispose();
        _enough.Dispose();
    }

    [Theory]
    [InlineData("plain", 1)]
    [InlineData("plain", 7)]
    [InlineData("plain", 100_000)]
    [InlineData("gzip", 5)]
    [InlineData("zstd", 5)]
    public void A_pipe_gives_the_packets_of_the_file_however_it_is_written(string packing, int piece)
    {
        byte[] content = packing == "plain" ? File() : FileBytes.Pack(packing, File());
        var writing = new Thread(() =>
        {
            foreach (byte[] bytes in content.Chunk(piece)) _writer.Write(bytes);
            _writer.Dispose();
        });
        writing.Start();

        ReadCapture read = ReadCapture.From(Follow()).IsComplete(50);

        Assert.Equal(ReadCapture.From(File()).Packets, read.Packets);
        writing.Join();
    }

    [Fact]
    public void Who_waits_is_told_once_what_came_before_having_been_given()
    {
        byte[] file = File();
        _writer.Write(file, 0, 24 + (3 * 80) + 10); // three packets and a piece of the fourth
        using CaptureReader reader = Follow();
        var given = new List<long>();
        reader.Waiting = () =>
        {
            given.Add(reader.PacketsRead);
            _writer.Write(file, 24 + (3 * 80) + 10, file.Length - (24 + (3 * 80) + 10));
            _writer.Dispose();
        };

        while (reader.TryRead(out _))
        {
        }

        Assert.True(reader.MayWait);
        Assert.Equal([3], given);
        Assert.Equal(50, reader.PacketsRead);
        Assert.Null(reader.Problem);
    }

    [Fact]
    public void A_writer_that_goes_within_a_record_leaves_a_capture_that_is_cut_off()
    {
        _writer.Write(File(), 0, 24 + 80 + 10);
        _writer.Dispose();
        ReadCapture read = ReadCapture.From(Follow());
        Assert.Equal((1, CaptureEnd.CutOff), (read.Packets.Count, read.End));
    }

    [Fact]
    public void When_it_is_enough_it_ends_with_what_has_come_though_the_writer_stays()
    {
        _writer.Write(File(), 0, 24 + (3 * 80) + 10);
        using CaptureReader reader = Follow();
        reader.Waiting = _enough.Cancel;

        ReadCapture read = ReadCapture.From(reader);

        Assert.Equal((3, CaptureEnd.Complete, null), (read.Packets.Count, read.End, read.Problem));
    }

    [Fact]
    public void What_the_recorder_writes_as_it_is_interrupted_too_is_read()
    {
        byte[] file = File();
        _writer.Write(file, 0, 24 + (3 * 80) + 10);
        using CaptureReader reader = Follow();
        reader.Waiting = () =>
        {
            _enough.Cancel();
            _writer.Write(file, 24 + (3 * 80) + 10, 70);
            _writer.Dispose();
        };
        ReadCapture.From(reader).IsComplete(4);
    }

    [Fact]
    public void Enough_before_anything_came_is_a_stop_and_no_empty_file()
    {
        _enough.Cancel();
        Assert.Throws<OperationCanceledException>(() => Follow());
    }

    [Fact]
    public void A_pipe_that_closes_without_a_byte_is_empty()
    {
        _writer.Dispose();
        Assert.Contains("is empty", Assert.Throws<CaptureFormatException>(() => Follow()).Message, StringComparison.Ordinal);
    }

    // 50 packets of 64 bytes: 80 bytes each with their headers.
    private static byte[] File()
    {
        FileBytes file = new FileBytes(false).PcapHeader();
        for (uint i = 0; i < 50; i++) file.PcapRecord(i, 0, FileBytes.Frame((int)i, 64));
        return file.ToArray();
    }

    private CaptureReader Follow() => CaptureReader.Follow(_pipe, "a pipe", _enough.Token);
}
