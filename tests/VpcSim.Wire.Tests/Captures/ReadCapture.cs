using VpcSim.Wire.Captures;

namespace VpcSim.Wire.Tests.Captures;

/// <summary>One packet of a capture, kept.</summary>
internal sealed record Packet(long TimeNs, long Number, LinkType Link, int InterfaceIndex, int OriginalLength, string Hex);

/// <summary>All that a reader says of a capture.</summary>
internal sealed record ReadCapture(IReadOnlyList<Packet> Packets, CaptureEnd End, string? Problem)
{
    public const string Name = "some.pcap";

    public static ReadCapture From(byte[] file) => From(CaptureReader.Open(new MemoryStream(file), Name));

    public static ReadCapture From(CaptureReader reader)
    {
        using (reader)
        {
            var packets = new List<Packet>();
            while (reader.TryRead(out CapturedFrame frame))
            {
                packets.Add(new Packet(
                    frame.TimeNs, frame.Number, frame.Link, frame.InterfaceIndex, frame.OriginalLength, Convert.ToHexString(frame.Bytes)));
            }

            Assert.False(reader.TryRead(out _), "a reader that has ended stays so");
            Assert.Equal(packets.Count, reader.PacketsRead);
            Assert.Equal(reader.End == CaptureEnd.Complete, reader.Problem is null);
            return new ReadCapture(packets, reader.End, reader.Problem);
        }
    }

    public ReadCapture IsComplete(int packets)
    {
        Assert.Null(Problem);
        Assert.Equal(packets, Packets.Count);
        return this;
    }

    public void IsDamaged(int packetsBefore, string saying)
    {
        Assert.Equal(CaptureEnd.Damaged, End);
        Assert.Equal(packetsBefore, Packets.Count);
        Assert.True(Problem!.Contains(saying, StringComparison.Ordinal), Problem);
        Assert.StartsWith(Name, Problem, StringComparison.Ordinal);
    }
}
