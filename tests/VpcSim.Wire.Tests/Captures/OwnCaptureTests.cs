using VpcSim.Wire.Captures;

namespace VpcSim.Wire.Tests.Captures;

/// <summary>The captures that the repository ships.</summary>
public class OwnCaptureTests
{
    [Fact]
    public void Every_capture_ends_as_its_name_says_and_decodes()
    {
        Assert.SkipUnless(Repository.OwnCaptures.Count > 0, "the repository's captures were not found");
        foreach (string path in Repository.OwnCaptures)
        {
            string name = Path.GetFileName(path);
            CaptureEnd expected = name.Contains("truncated", StringComparison.Ordinal) ? CaptureEnd.CutOff
                : name.Contains("damaged", StringComparison.Ordinal) ? CaptureEnd.Damaged
                : CaptureEnd.Complete;

            ReadCapture read = ReadCapture.From(CaptureReader.Open(path));

            Assert.True(read.End == expected, $"{name}: {read.End}, {read.Problem}");
            Assert.NotEmpty(read.Packets);
            foreach (Packet packet in read.Packets)
            {
                Decoded decoded = Decoded.From(packet.Link, Convert.FromHexString(packet.Hex), packet.OriginalLength);
                Assert.True(decoded.Why == Undecodable.None, $"{name} packet {packet.Number}: {decoded.Why}");
            }
        }
    }
}
