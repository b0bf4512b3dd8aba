using VpcSim.Fuzz.Seeding;
using VpcSim.Wire.Captures;

namespace VpcSim.Fuzz.Targets;

/// <summary>Capture files of every kind that is read, plain and compressed: every packet of them, decoded.</summary>
internal sealed class CaptureTarget : FuzzTarget
{
    public override string Name => "captures";

    public override IEnumerable<Seed> Seeds() =>
        SourceTree.Matching("captures/*.pcap", "captures/*.pcapng", "captures/*.gz", "captures/rotated/*", "captures/formats/*");

    public override void Run(byte[] input, CancellationToken cancellation)
    {
        try
        {
            using CaptureReader reader = CaptureReader.Open(new MemoryStream(input, writable: false), "input");
            while (reader.TryRead(out CapturedFrame frame)) Decoded.Check(frame.Link, frame.Bytes, frame.OriginalLength);
            if ((reader.End == CaptureEnd.Complete) != (reader.Problem is null)) throw new InvalidOperationException($"{reader.End} with the problem '{reader.Problem}'");
        }
        catch (CaptureFormatException)
        {
            // What a user is told.
        }
    }
}
