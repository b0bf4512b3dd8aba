using System.Runtime.CompilerServices;
using VpcSim.DataPath.Trace;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>An observation in 32 bytes. The four addresses are IPv4 bits, or for IPv6 the first is the slot of an <see cref="AddressQuad"/>.</summary>
internal struct CellKey
{
    private const byte EgressBit = 1;
    private const byte AcceptedBit = 2;
    private const byte Ipv6Bit = 4;
    private const int RejectReasonShift = 3;

    public uint Source;
    public uint Destination;
    public uint PacketSource;
    public uint PacketDestination;
    public int Interface;

    /// <summary>The hash of the whole observation; carried along so that it need not be made again.</summary>
    public uint Tag;

    public ushort SourcePort;
    public ushort DestinationPort;
    public byte Protocol;
    public byte Bits;

    /// <summary>Carried along; no part of the key.</summary>
    public byte TrafficPath;

    public readonly bool Egress => (Bits & EgressBit) != 0;

    public readonly bool Accepted => (Bits & AcceptedBit) != 0;

    public readonly bool IPv6 => (Bits & Ipv6Bit) != 0;

    public readonly RejectReason RejectReason => (RejectReason)(Bits >> RejectReasonShift);

    /// <summary>The key without an IPv6 observation's addresses.</summary>
    public static CellKey Of(in Observation observation)
    {
        var key = new CellKey
        {
            Interface = observation.Interface,
            SourcePort = observation.SourcePort,
            DestinationPort = observation.DestinationPort,
            Protocol = observation.Protocol,
            TrafficPath = observation.TrafficPath,
            Bits = (byte)((observation.Egress ? EgressBit : 0) | (observation.Accepted ? AcceptedBit : 0) | (observation.IPv6 ? Ipv6Bit : 0)
                | (int)observation.RejectReason << RejectReasonShift),
        };
        if (observation.IPv6) return key;
        key.Source = observation.Source.IPv4Bits;
        key.Destination = observation.Destination.IPv4Bits;
        key.PacketSource = observation.PacketSource.IPv4Bits;
        key.PacketDestination = observation.PacketDestination.IPv4Bits;
        return key;
    }

    /// <summary>Equal but for an IPv6 observation's addresses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Matches(in CellKey other) =>
        Interface == other.Interface && SourcePort == other.SourcePort && DestinationPort == other.DestinationPort
        && Protocol == other.Protocol && Bits == other.Bits
        && (IPv6 || (Source == other.Source && Destination == other.Destination
            && PacketSource == other.PacketSource && PacketDestination == other.PacketDestination));
}
