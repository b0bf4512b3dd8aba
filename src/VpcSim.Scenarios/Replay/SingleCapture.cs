using VpcSim.Wire;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Replay;

/// <summary>The packets of one capture as they stand there.</summary>
internal readonly struct SingleCapture(CaptureReader reader) : ICaptures
{
    public bool TryDecode(ref PacketHeader header, ref QuotedPacket quote, out Undecodable cause)
    {
        cause = Undecodable.None;
        if (!reader.TryRead(out CapturedFrame frame)) return false;
        header.TimeNs = frame.TimeNs;
        PacketDecoder.Decode(frame.Link, frame.Bytes, frame.OriginalLength, ref header, ref quote, out cause);
        return true;
    }
}
