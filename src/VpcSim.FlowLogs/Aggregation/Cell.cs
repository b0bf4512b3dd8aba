using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VpcSim.DataPath.Trace;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>An observation and its counters in the window that is open now, in 40 bytes. The two addresses are those of an IPv4 packet that is the
/// same inside and outside, else the first is the slot of an <see cref="AddressQuad"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct Cell
{
    private const byte KeyBits = 0x3F;
    private const byte LiveBit = 0x40;
    private const byte LongBit = 0x80;
    private const int SecondBits = 0x3F, LastSecondShift = 6, TrafficPathShift = 12; // in the word of seconds: six bits, six, and four

    /// <summary>Interfaces are told apart by 24 bits.</summary>
    public const int MostInterfaces = 1 << 24;

    private uint _packets;
    private uint _bytes;
    private uint _firstPacket;

    /// <summary>How many remembered flows may still count here.</summary>
    public int Holds;

    public uint Source;
    public uint Destination;
    public ushort SourcePort;
    public ushort DestinationPort;
    private uint _interfaceAndProtocol;
    private ushort _upperBytes;
    private ushort _seconds;
    public byte TcpFlags;
    private byte _bits;
    private byte _upperPackets;
    private byte _upperFirstPacket;

    /// <summary>0 until the first packet of the window. Below 2^40.</summary>
    public long Packets
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly get => (long)_upperPackets << 32 | _packets;
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => (_packets, _upperPackets) = ((uint)value, (byte)(value >> 32));
    }

    /// <summary>Below 2^48.</summary>
    public long Bytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly get => (long)_upperBytes << 32 | _bytes;
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => (_bytes, _upperBytes) = ((uint)value, (ushort)(value >> 32));
    }

    /// <summary>The number of the window's first packet. Below 2^40.</summary>
    public long FirstPacket
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly get => (long)_upperFirstPacket << 32 | _firstPacket;
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => (_firstPacket, _upperFirstPacket) = ((uint)value, (byte)(value >> 32));
    }

    /// <summary>In which second of the window its first packet came, 0 to 60: windows may begin within one.</summary>
    public int FirstSecond
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly get => _seconds & SecondBits;
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => _seconds = (ushort)((_seconds & ~SecondBits) | value);
    }

    /// <summary>The same of its last packet.</summary>
    public int LastSecond
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly get => (_seconds >> LastSecondShift) & SecondBits;
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => _seconds = (ushort)((_seconds & ~(SecondBits << LastSecondShift)) | value << LastSecondShift);
    }

    /// <summary>No part of what tells cells apart.</summary>
    public byte TrafficPath
    {
        readonly get => (byte)(_seconds >> TrafficPathShift);
        set => _seconds = (ushort)((_seconds & ((1 << TrafficPathShift) - 1)) | value << TrafficPathShift);
    }

    public readonly int Interface => (int)(_interfaceAndProtocol >> 8);

    public readonly byte Protocol => (byte)_interfaceAndProtocol;

    public readonly bool Egress => (_bits & CellKey.EgressBit) != 0;

    public readonly bool Accepted => (_bits & CellKey.AcceptedBit) != 0;

    public readonly bool IPv6 => (_bits & CellKey.Ipv6Bit) != 0;

    /// <summary>Whether <see cref="Source"/> is the slot of all four addresses.</summary>
    public readonly bool AddressesBeside => (_bits & CellKey.AddressesBesideBit) != 0;

    public readonly RejectReason RejectReason => (RejectReason)((_bits & KeyBits) >> CellKey.RejectReasonShift);

    /// <summary>Whether it is in the store.</summary>
    public readonly bool IsLive => (_bits & LiveBit) != 0;

    /// <summary>Whether the long window that is open now has a sum of it.</summary>
    public bool InLong
    {
        readonly get => (_bits & LongBit) != 0;
        set => _bits = (byte)(value ? _bits | LongBit : _bits & ~LongBit);
    }

    /// <summary>Whether nobody holds it and nothing of it is still to be reported.</summary>
    public readonly bool IsIdle => this is { Holds: 0, Packets: 0, InLong: false };

    /// <summary>A live cell without counts, and without the addresses if they are beside.</summary>
    public static Cell Of(in CellKey key) => new()
    {
        Source = key.Source,
        Destination = key.Destination,
        SourcePort = key.SourcePort,
        DestinationPort = key.DestinationPort,
        _interfaceAndProtocol = key.InterfaceAndProtocol,
        TrafficPath = key.TrafficPath,
        _bits = (byte)(LiveBit | key.Bits),
    };

    /// <summary>Whether it is of the same observation, but for addresses that are beside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Matches(in CellKey key) =>
        _interfaceAndProtocol == key.InterfaceAndProtocol && SourcePort == key.SourcePort && DestinationPort == key.DestinationPort && ((_bits ^ key.Bits) & KeyBits) == 0
        && (AddressesBeside || (Source == key.Source && Destination == key.Destination));

    /// <summary>The key again, but for addresses that are beside.</summary>
    public readonly CellKey Key => new()
    {
        Source = Source,
        Destination = Destination,
        SourcePort = SourcePort,
        DestinationPort = DestinationPort,
        InterfaceAndProtocol = _interfaceAndProtocol,
        Bits = (byte)(_bits & KeyBits),
        TrafficPath = TrafficPath,
    };
}
