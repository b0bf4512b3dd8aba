using System.IO.Compression;
using VpcSim.Wire;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Captures.Writing;

namespace VpcSim.Benchmarks.Processes;

/// <summary>The same packets in another form of file.</summary>
internal static class CaptureForms
{
    private const int BufferLength = 1 << 20;

    public static void WritePcapng(string capture, string path)
    {
        using CaptureReader reader = CaptureReader.Open(capture);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, BufferLength);
        var writer = new PcapngWriter(file, "VpcSim.Benchmarks");
        int all = writer.Describe(new WrittenInterface(LinkType.Ethernet, "all"));
        while (reader.TryRead(out CapturedFrame frame))
            writer.Write(all, frame.TimeNs, frame.Bytes, frame.OriginalLength, FrameDirection.Unknown, comment: "");
    }

    public static void WriteGzip(string capture, string path)
    {
        using FileStream from = File.OpenRead(capture);
        using FileStream to = File.Create(path);
        using var packed = new GZipStream(to, CompressionLevel.Optimal);
        from.CopyTo(packed, BufferLength);
    }

    /// <summary>Unpacks a file and gives the number of bytes: the least that reading it can cost.</summary>
    public static long Inflate(string path)
    {
        using var unpacked = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        byte[] buffer = new byte[BufferLength];
        long bytes = 0;
        for (int read = unpacked.Read(buffer); read > 0; read = unpacked.Read(buffer)) bytes += read;
        return bytes;
    }
}
