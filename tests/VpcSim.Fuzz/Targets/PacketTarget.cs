using VpcSim.Fuzz.Seeding;
using VpcSim.Wire;
using VpcSim.Wire.Captures;

namespace VpcSim.Fuzz.Targets;

/// <summary>One packet: the first byte chooses what it begins with, the second by how much the capture cut it.</summary>
internal sealed class PacketTarget : FuzzTarget
{
    private const int MostOfAFile = 40;

    private static readonly LinkType[] _links = Enum.GetValues<LinkType>();

    public override string Name => "packets";

    public override IEnumerable<Seed> Seeds() =>
        SourceTree.Matching("captures/*.pcap", "captures/*.pcapng").SelectMany(static capture => PacketsOf(capture).Take(MostOfAFile));

    public override void Run(byte[] input, CancellationToken cancellation)
    {
        if (input.Length < 2) return;
        ReadOnlySpan<byte> frame = input.AsSpan(2);
        Decoded.Check(_links[input[0] % _links.Length], frame, frame.Length + input[1]);
    }

    private static IEnumerable<Seed> PacketsOf(Seed capture)
    {
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(capture.Bytes), capture.Name);
        while (TryNext(reader, out byte[] input)) yield return new Seed($"{capture.Name}, packet {reader.PacketsRead}", input);
    }

    private static bool TryNext(CaptureReader reader, out byte[] input)
    {
        bool read = reader.TryRead(out CapturedFrame frame);
        input = read ? [(byte)Math.Max(0, Array.IndexOf(_links, frame.Link)), (byte)Math.Min(255, frame.OriginalLength - frame.Bytes.Length), .. frame.Bytes] : [];
        return read;
    }
}
