using VpcSim.Benchmarks.Captures;
using VpcSim.Wire;

namespace VpcSim.Benchmarks.Measurements;

/// <summary>The frames of a traffic plan one after the other in memory, and decoded.</summary>
internal sealed class CapturedTraffic
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;
    private readonly TrafficPlan _plan;

    public CapturedTraffic(TrafficPlan plan)
    {
        _plan = plan;
        _ends = new int[plan.Packets.Length];
        var frames = new FrameWriter(plan.Conversations);
        var bytes = new List<byte>();
        byte[] frame = new byte[FrameWriter.LongestFrame];
        for (int i = 0; i < _ends.Length; i++)
        {
            int length = frames.Write(in plan.Packets[i], frame);
            bytes.AddRange(frame.AsSpan(0, length));
            _ends[i] = bytes.Count;
        }
        _bytes = [.. bytes];
    }

    public ReadOnlySpan<byte> FrameAt(int place) => _bytes.AsSpan((place == 0 ? 0 : _ends[place - 1]).._ends[place]);

    /// <summary>The packets as a replay has them; times begin at 0.</summary>
    public PacketHeader[] Decode()
    {
        var headers = new PacketHeader[_ends.Length];
        QuotedPacket quote = default;
        for (int i = 0; i < headers.Length; i++)
        {
            PacketDecoder.Decode(LinkType.Ethernet, FrameAt(i), FrameAt(i).Length, ref headers[i], ref quote, out _);
            headers[i].TimeNs = _plan.Packets[i].TimeUs * 1000;
            headers[i].Number = i + 1;
        }
        return headers;
    }
}
