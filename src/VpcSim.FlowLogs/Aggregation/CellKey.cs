using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VpcSim.DataPath.Trace;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>What tells an observation's <see cref="Cell"/> from others, and the traffic path, in 20 bytes. The two addresses are those of an IPv4 packet that is the same inside and
/// outside; others stand beside, in an <see cref="AddressQuad"/>.</summary>
/// <remarks>Its fields are written where they stay: another thread reads them, and each line that two processors share is waited for.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct CellKey
{
    public const byte EgressBit = 1, AcceptedBit = 2, Ipv6Bit = 4, AddressesBesideBit = 8;
    public const int RejectReasonShift = 4; // two bits

    public uint Source;
    public uint Destination;
    public ushort SourcePort;
    public ushort DestinationPort;
    public uint InterfaceAndProtocol;
    public byte Bits;
    public byte TrafficPath;

    public readonly int Interface => (int)(InterfaceAndProtocol >> 8);

    public readonly bool AddressesBeside => (Bits & AddressesBesideBit) != 0;

    /// <summary>The key of an observation.</summary>
    /// <param name="observation">The observation.</param>
    /// <param name="addresses">Its addresses where they stand beside.</param>
    public static CellKey Of(in Observation observation, out AddressQuad addresses)
    {
        bool beside = PutsAddressesBeside(in observation);
        Write(in observation, beside, out CellKey key);
        addresses = beside ? AddressQuad.Of(in observation) : default;
        return key;
    }

    /// <summary>Whether the addresses of an observation stand beside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool PutsAddressesBeside(in Observation observation) =>
        observation.IPv6 || observation.PacketSource != observation.Source || observation.PacketDestination != observation.Destination;

    /// <summary>Writes the key of an observation where it stays.</summary>
    /// <param name="observation">The observation.</param>
    /// <param name="beside">From <see cref="PutsAddressesBeside"/>.</param>
    /// <param name="key">The place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(in Observation observation, bool beside, out CellKey key)
    {
        key.Source = beside ? 0 : observation.Source.IPv4Bits;
        key.Destination = beside ? 0 : observation.Destination.IPv4Bits;
        key.SourcePort = observation.SourcePort;
        key.DestinationPort = observation.DestinationPort;
        key.InterfaceAndProtocol = (uint)observation.Interface << 8 | observation.Protocol;
        key.Bits = (byte)((observation.Egress ? EgressBit : 0) | (observation.Accepted ? AcceptedBit : 0) | (observation.IPv6 ? Ipv6Bit : 0)
            | (beside ? AddressesBesideBit : 0) | (int)observation.RejectReason << RejectReasonShift);
        key.TrafficPath = observation.TrafficPath;
    }
}
