using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.Flows;

/// <summary>What the walk of a conversation's direction found, so that its next packets need no walk: a verdict, what to touch, where to count. 48 bytes.</summary>
/// <remarks>Holds only for the design's generation and, unless it is <see cref="SelfChecked"/>, the conversation's version under which it was made.</remarks>
internal struct RememberedPath
{
    /// <summary>As many have room here; the others are in <see cref="Rest"/>.</summary>
    public const int NearTouches = 2;

    /// <inheritdoc cref="NearTouches"/>
    public const int NearMeters = 2;

    public const int MostTouches = NearTouches + PathRest.Touched;
    public const int MostMeters = NearMeters + PathRest.Metered;

    public uint Version;

    /// <summary>The data path's count of changes, the design's and its own, when the path was made.</summary>
    public uint Generation;

    /// <summary>Number in the verdict book.</summary>
    public int Verdict;

    /// <summary>Slot of the <see cref="PathRest"/>; −1 for none.</summary>
    public int Rest;

    /// <summary>The smallest MTU on the way in bytes; larger packets are split (TCP) or take the walk.</summary>
    public ushort Mtu;

    /// <summary>Packets with a lower TTL take the walk.</summary>
    public byte LeastTtl;

    /// <summary>Whether the way depends on no connection state but what it touches, and so checks itself: whatever else comes or goes changes nothing.</summary>
    public bool SelfChecked;

    /// <summary>Whether the packet is not everywhere as long as captured (NAT64): then <see cref="PathRest.Differences"/> say how much.</summary>
    public bool ChangesLength;

    public byte TouchCount;

    public byte MeterCount;

    public TouchList Touches;

    public MeterList Meters;

    [InlineArray(NearTouches)]
    internal struct TouchList
    {
        private Touch _first;
    }

    [InlineArray(NearMeters)]
    internal struct MeterList
    {
        private int _first;
    }
}
