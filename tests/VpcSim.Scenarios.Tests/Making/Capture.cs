using System.Buffers.Binary;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Tests.Making;

/// <summary>A capture of a test: frames with their times. Begins at 2026-01-01T00:00:00Z; a frame follows the one before by a millisecond unless <see cref="At"/> says otherwise.</summary>
internal sealed class Capture
{
    public const long StartNs = 1_767_225_600L * 1_000_000_000;

    private readonly List<(long TimeNs, Frame Frame)> _frames = [];
    private long _clockNs = StartNs;

    public int Count => _frames.Count;

    /// <summary>Sets the time of the next frame in seconds after the start.</summary>
    public Capture At(double seconds)
    {
        _clockNs = StartNs + (long)Math.Round(seconds * 1e6) * 1000;
        return this;
    }

    public Capture Add(params ReadOnlySpan<Frame> frames)
    {
        foreach (Frame frame in frames)
        {
            _frames.Add((_clockNs, frame));
            _clockNs += 1_000_000;
        }
        return this;
    }

    /// <summary>Adds a frame at a time in nanoseconds after the start.</summary>
    public Capture AddAt(long afterNs, Frame frame)
    {
        _frames.Add((StartNs + afterNs, frame));
        return this;
    }

    /// <summary>Handshake, request, answer and the end of a TCP conversation: 8 packets.</summary>
    public Capture Http(string client, string server) => Add(
        Frame.Tcp(client, server, "S"), Frame.Tcp(server, client, "S."), Frame.Tcp(client, server, "."),
        Frame.Tcp(client, server, "P.", 100), Frame.Tcp(server, client, "P.", 1000),
        Frame.Tcp(client, server, "F."), Frame.Tcp(server, client, "F."), Frame.Tcp(client, server, "."));

    /// <summary>The frames of a file, each changed.</summary>
    public static Capture OfFile(string path, Func<Frame, Frame> change)
    {
        var capture = new Capture();
        using CaptureReader reader = CaptureReader.Open(path);
        while (reader.TryRead(out CapturedFrame frame))
            capture._frames.Add((frame.TimeNs, change(new Frame(frame.Bytes.ToArray(), frame.OriginalLength))));
        return capture;
    }

    /// <summary>The first packets of it.</summary>
    public Capture First(int packets)
    {
        var prefix = new Capture();
        prefix._frames.AddRange(_frames.Take(packets));
        return prefix;
    }

    /// <summary>A pcap file of Ethernet frames with nanoseconds.</summary>
    public byte[] ToPcap()
    {
        var bytes = new List<byte>();
        WriteAll(bytes, 0xA1B2_3C4D, 2 | 4 << 16, 0, 0, 0x4_0000, 1);
        foreach ((long timeNs, Frame frame) in _frames)
        {
            WriteAll(
                bytes, (uint)(timeNs / 1_000_000_000), (uint)(timeNs % 1_000_000_000), (uint)frame.Bytes.Length, (uint)frame.OriginalLength);
            bytes.AddRange(frame.Bytes);
        }
        return [.. bytes];
    }

    private static void WriteAll(List<byte> bytes, params ReadOnlySpan<uint> values)
    {
        Span<byte> word = stackalloc byte[4];
        foreach (uint value in values)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(word, value);
            bytes.AddRange(word);
        }
    }
}
