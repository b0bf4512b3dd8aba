using System.Runtime.CompilerServices;
using VpcSim.Scenarios.Replay.Duplicates;
using VpcSim.Scenarios.Replay.Selection;
using VpcSim.Wire;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Captures.Selecting;

namespace VpcSim.Scenarios.Replay;

/// <summary>The packets of one capture as they stand there, with the numbers that they have there.</summary>
/// <param name="reader">The capture.</param>
/// <param name="origin">The origin of its packets.</param>
/// <param name="sessions">Their origins where sessions of tunnels tell them apart; else null.</param>
/// <param name="aheadNs">How far its clock was ahead, in nanoseconds.</param>
internal readonly struct SingleCapture(CaptureReader reader, ushort origin, SessionOrigins? sessions = null, long aheadNs = 0) : ICaptures
{
    [MethodImpl(Hot.Path)]
    public bool TryDecode(PacketBatch batch, int at)
    {
        if (!reader.TryRead(out CapturedFrame frame)) return false;
        ref PacketHeader header = ref batch.Headers[at];
        header.TimeNs = aheadNs == 0 ? frame.TimeNs : Corrected(frame.TimeNs);
        PacketDecoder.Decode(frame.Link, frame.Bytes, frame.OriginalLength, ref header, ref batch.Quotes[at], out batch.Causes[at]);
        header.Number = frame.Number;
        batch.Origins[at] = sessions is null ? origin : sessions.Latest;
        if (batch.Sightings is { } sightings)
            sightings[at] = header.Status == DecodeStatus.Decoded ? new Sighting { Identity = PacketIdentity.Of(frame.Link, frame.Bytes, in header) } : default;
        batch.Frames?[at].Take(in frame, (reader as SelectedCapture)?.Outer);
        return true;
    }

    private long Corrected(long timeNs) => (long)Int128.Clamp((Int128)timeNs - aheadNs, 0, CapturedFrame.LatestTimeNs);
}
