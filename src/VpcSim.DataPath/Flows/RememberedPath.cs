using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.Flows;

/// <summary>What the walk of a conversation's direction found, so that its next packets need no walk: a verdict, what to touch, where to count. 44 bytes.</summary>
/// <remarks>Holds only for the design's generation and, unless it is <see cref="SelfChecked"/>, the conversation's version under which it was made.</remarks>
internal struct RememberedPath
{
    /// <summary>As many have room here; a path with more has all of them in a <see cref="PathRest"/>.</summary>
    public const int NearTouches = 2;

    /// <inheritdoc cref="NearTouches"/>
    public const int NearMeters = 2;

    public const int MostTouches = 4;
    public const int MostMeters = 8;

    private const int SelfCheckedBit = 1, TouchesShift = 1, MetersShift = 4;
    private const ushort ChangesLengthBit = 0x8000; // no MTU is so large

    public uint Version;

    /// <summary>The data path's count of changes, the design's and its own, when the path was made.</summary>
    public uint Generation;

    /// <summary>Number in the verdict book.</summary>
    public int Verdict;

    /// <summary>Slot of the <see cref="HeldCount"/> of the window that is open; 0 for none.</summary>
    public int Held;

    private ushort _mtu;

    /// <summary>Packets with a lower TTL take the walk.</summary>
    public byte LeastTtl;

    private byte _counts;

    public TouchList Touches;

    public MeterList Meters;

    /// <summary>The smallest MTU on the way in bytes; larger packets are split (TCP) or take the walk.</summary>
    public ushort Mtu
    {
        readonly get => (ushort)(_mtu & ~ChangesLengthBit);
        set => _mtu = (ushort)((_mtu & ChangesLengthBit) | value);
    }

    /// <summary>Whether the way depends on no connection state but what it touches, and so checks itself: whatever else comes or goes changes nothing.</summary>
    public bool SelfChecked
    {
        readonly get => (_counts & SelfCheckedBit) != 0;
        set => _counts = (byte)(value ? _counts | SelfCheckedBit : _counts & ~SelfCheckedBit);
    }

    public readonly int TouchCount => (_counts >> TouchesShift) & 7;

    public readonly int MeterCount => _counts >> MetersShift;

    /// <summary>Whether the packet is not everywhere as long as captured (NAT64): then <see cref="PathRest.Differences"/> say how much.</summary>
    public readonly bool ChangesLength => (_mtu & ChangesLengthBit) != 0;

    /// <summary>Whether what it touches and where it counts stands in a <see cref="PathRest"/>.</summary>
    public readonly bool IsBeside => TouchCount > NearTouches || MeterCount > NearMeters || ChangesLength;

    /// <summary>The slot of the <see cref="PathRest"/>, if it is there.</summary>
    [UnscopedRef]
    public ref int Rest => ref Meters[0];

    /// <summary>Says how much the lists hold, and so where they stand.</summary>
    public void Begin(int touches, int meters, bool changesLength)
    {
        _counts = (byte)((_counts & SelfCheckedBit) | touches << TouchesShift | meters << MetersShift);
        _mtu = (ushort)((_mtu & ~ChangesLengthBit) | (changesLength ? ChangesLengthBit : 0));
    }

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
