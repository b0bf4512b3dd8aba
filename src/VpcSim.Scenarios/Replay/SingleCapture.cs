using System.Runtime.CompilerServices;
using VpcSim.Scenarios.Replay.Selection;
using VpcSim.Wire;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Replay;

/// <summary>The packets of one capture as they stand there, with the numbers that they have there.</summary>
/// <param name="reader">The capture.</param>
/// <param name="origin">The origin of its packets.</param>
/// <param name="sessions">Their origins where sessions of tunnels tell them apart; else null.</param>
internal readonly struct SingleCapture(CaptureReader reader, ushort origin, SessionOrigins? sessions = null) : ICaptures
{
    [MethodImpl(Hot.Path)]
    public bool TryDecode(PacketBatch batch, int at)
    {
        if (!reader.TryRead(out CapturedFrame frame)) return false;
        ref PacketHeader header = ref batch.Headers[at];
        header.TimeNs = frame.TimeNs;
        PacketDecoder.Decode(frame.Link, frame.Bytes, frame.OriginalLength, ref header, ref batch.Quotes[at], out batch.Causes[at]);
        header.Number = frame.Number;
        batch.Origins[at] = sessions is null ? origin : sessions.Latest;
        batch.Frames?[at].Take(in frame);
        return true;
    }
}
