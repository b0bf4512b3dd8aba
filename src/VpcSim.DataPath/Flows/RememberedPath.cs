using System.Runtime.CompilerServices;
using VpcSim.DataPath.Trace;
using VpcSim.Wire;

namespace VpcSim.DataPath.Flows;

/// <summary>What the walk of a conversation's direction found, so that its next packets need no walk: a verdict, what to touch, where to count.</summary>
/// <remarks>Holds only for the design's generation and, unless it is <see cref="SelfChecked"/>, the conversation's version under which it was made.</remarks>
internal struct RememberedPath
{
    public const int MostTouches = 4;
    public const int MostMeters = 8;

    public uint Version;

    /// <summary>The data path's count of changes, the design's and its own, when the path was made.</summary>
    public uint Generation;

    /// <summary>Number in the verdict book.</summary>
    public int Verdict;

    /// <summary>The smallest MTU on the way in bytes; larger packets are split (TCP) or take the walk.</summary>
    public int Mtu;

    /// <summary>Packets with a lower TTL take the walk.</summary>
    public byte LeastTtl;

    /// <summary>Whether the way depends on no connection state but what it touches, and so checks itself: whatever else comes or goes changes nothing.</summary>
    public bool SelfChecked;

    public byte TouchCount;

    public byte MeterCount;

    public TouchList Touches;

    public MeterList Meters;

    /// <summary>Whether the packet is not everywhere as long as captured (NAT64).</summary>
    public bool ChangesLength;

    /// <summary>By meter: how many bytes longer than captured the packet is there; meaningful where it <see cref="ChangesLength"/>.</summary>
    public DifferenceList Differences;

    /// <summary>Counts a packet that <see cref="ChangesLength"/> says is not everywhere as long as captured.</summary>
    /// <param name="meter">Where it is counted.</param>
    /// <param name="packet">The packet as captured.</param>
    /// <param name="packets">The segments that it stands for.</param>
    /// <param name="bytes">Their IP total lengths together, as captured.</param>
    public readonly void CountChanged(IFlowMeter meter, in PacketHeader packet, int packets, long bytes)
    {
        for (int i = 0; i < MeterCount; i++)
            meter.Count(Meters[i], packet.TimeNs, packet.Number, packets, bytes + packets * Differences[i], packet.TcpFlags);
    }

    [InlineArray(MostTouches)]
    internal struct TouchList
    {
        private Touch _first;
    }

    [InlineArray(MostMeters)]
    internal struct DifferenceList
    {
        private sbyte _first;
    }

    [InlineArray(MostMeters)]
    internal struct MeterList
    {
        private int _first;
    }
}
