using System.Runtime.CompilerServices;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.DataPath.Flows;

/// <summary>
/// What tells one conversation from another: both ends in numeric order, the protocol, and for ICMP the type, code and identifier.
/// </summary>
/// <remarks>
/// An echo request and its reply are one conversation, told apart from pings the other way by who asks. Later fragments, which show no
/// ports, are conversations of their own.
/// </remarks>
internal readonly struct FlowKey : ITableKey<FlowKey>
{
    private const byte IPv6Bit = 1;
    private const byte LaterFragmentBit = 2;
    private const byte EchoBit = 4;
    private const byte IcmpBit = 8;
    private const byte QueryBit = 16;

    internal FlowKey(IpAddress low, IpAddress high, ushort lowPort, ushort highPort, byte protocol, byte kind)
    {
        Low = low;
        High = high;
        LowPort = lowPort;
        HighPort = highPort;
        Protocol = protocol;
        Kind = kind;
    }

    /// <summary>The numerically lower address.</summary>
    public IpAddress Low { get; }

    public IpAddress High { get; }

    /// <summary>The lower end's port; of an ICMP echo the identifier; of other ICMP messages the type.</summary>
    public ushort LowPort { get; }

    /// <summary>The higher end's port; of an ICMP echo 1 when the higher end asks; of other ICMP messages the code.</summary>
    public ushort HighPort { get; }

    public byte Protocol { get; }

    public byte Kind { get; }

    public bool IsIPv6 => IsOfIPv6(Kind);

    public bool IsEcho => (Kind & EchoBit) != 0;

    /// <summary>Ports to print; 0 for protocols without.</summary>
    public (ushort Low, ushort High) Ports => (Kind & (EchoBit | IcmpBit)) != 0 ? default : (LowPort, HighPort);

    public static bool IsOfIPv6(byte kind) => (kind & IPv6Bit) != 0;

    /// <summary>The key by which both ends track packets of a protocol with ports, or without: ports are 0 then.</summary>
    /// <param name="near">One end.</param>
    /// <param name="far">The other one.</param>
    /// <param name="nearPort">The port of <paramref name="near"/>.</param>
    /// <param name="farPort">The port of <paramref name="far"/>.</param>
    /// <param name="protocol">IANA number.</param>
    /// <param name="nearIsHigh">Whether <paramref name="near"/> is the higher end.</param>
    [MethodImpl(Hot.Path)]
    public static FlowKey Between(IpAddress near, IpAddress far, ushort nearPort, ushort farPort, byte protocol, out bool nearIsHigh)
    {
        nearIsHigh = !IsOrdered(near, far, nearPort, farPort);
        byte kind = near.IsIPv4 ? (byte)0 : IPv6Bit;
        return nearIsHigh ? new FlowKey(far, near, farPort, nearPort, protocol, kind) : new FlowKey(near, far, nearPort, farPort, protocol, kind);
    }

    /// <summary>The key by which both ends track an ICMP query and its answer. Echoes have that of their conversation.</summary>
    /// <param name="near">One end.</param>
    /// <param name="far">The other one.</param>
    /// <param name="nearAsks">Whether <paramref name="near"/> sends the query.</param>
    /// <param name="type">The query's type.</param>
    /// <param name="identifier">The query's identifier.</param>
    /// <param name="protocol">1 or 58.</param>
    /// <param name="nearIsHigh">Whether <paramref name="near"/> is the higher end.</param>
    public static FlowKey OfQuery(IpAddress near, IpAddress far, bool nearAsks, byte type, ushort identifier, byte protocol, out bool nearIsHigh)
    {
        nearIsHigh = !IsOrdered(near, far, 0, 0);
        (IpAddress low, IpAddress high) = nearIsHigh ? (far, near) : (near, far);
        int highAsks = nearAsks == nearIsHigh ? 1 : 0;
        byte family = near.IsIPv4 ? (byte)0 : IPv6Bit;
        return (protocol, type) is (1, 8) or (58, 128)
            ? new FlowKey(low, high, identifier, (ushort)highAsks, protocol, (byte)(family | EchoBit))
            : new FlowKey(low, high, identifier, (ushort)(type << 1 | highAsks), protocol, (byte)(family | QueryBit));
    }

    /// <param name="packet">A decoded packet.</param>
    /// <param name="fromHigh">1 when the packet goes from the higher to the lower end, else 0.</param>
    [MethodImpl(Hot.Path)]
    public static FlowKey Of(in PacketHeader packet, out int fromHigh)
    {
        byte kind = packet.Version == 6 ? IPv6Bit : (byte)0;
        if ((packet.Traits & PacketTraits.LaterFragment) != 0) kind |= LaterFragmentBit;
        IpAddress source = packet.Source.ToIpAddress(), destination = packet.Destination.ToIpAddress();
        bool ordered = IsOrdered(source, destination, packet.SourcePort, packet.DestinationPort);
        fromHigh = ordered ? 0 : 1;
        ushort first = packet.SourcePort, second = packet.DestinationPort;
        if (packet.Protocol is 1 or 58 && (kind & LaterFragmentBit) == 0)
            return OfIcmp(in packet, ordered, kind);
        return ordered
            ? new FlowKey(source, destination, first, second, packet.Protocol, kind)
            : new FlowKey(destination, source, second, first, packet.Protocol, kind);
    }

    /// <summary>The key of the packet that an ICMP error quotes.</summary>
    [MethodImpl(Hot.Path)]
    public static FlowKey Of(in QuotedPacket quote, out int fromHigh)
    {
        PacketHeader packet = default;
        packet.Source = quote.Source;
        packet.Destination = quote.Destination;
        packet.SourcePort = quote.SourcePort;
        packet.DestinationPort = quote.DestinationPort;
        packet.Protocol = quote.Protocol;
        packet.IcmpType = quote.IcmpType;
        packet.IcmpCode = quote.IcmpCode;
        packet.IcmpIdentifier = quote.IcmpIdentifier;
        packet.Version = (byte)(quote.Source.IsIPv4 ? 4 : 6);
        packet.Traits = (quote.Protocol, quote.IcmpType) switch
        {
            (1, 8) or (58, 128) => PacketTraits.EchoRequest,
            (1, 0) or (58, 129) => PacketTraits.EchoReply,
            _ => quote.LaterFragment ? PacketTraits.LaterFragment : PacketTraits.None,
        };
        return Of(in packet, out fromHigh);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Hash()
    {
        ulong state = IsIPv6 ? Mix.Add(Mix.Add(0, Low), High) : Mix.Add(0, (ulong)Low.IPv4Bits << 32 | High.IPv4Bits);
        // A product spreads bits upwards alone: what differs most stands lowest.
        return Mix.Finish(Mix.Add(state, (ulong)Kind << 40 | (ulong)Protocol << 32 | (uint)LowPort << 16 | HighPort));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(in FlowKey other) =>
        Low == other.Low && High == other.High && LowPort == other.LowPort && HighPort == other.HighPort &&
        Protocol == other.Protocol && Kind == other.Kind;

    private static bool IsOrdered(IpAddress first, IpAddress second, ushort firstPort, ushort secondPort) =>
        first < second || (first == second && firstPort <= secondPort);

    private static FlowKey OfIcmp(in PacketHeader packet, bool ordered, byte kind)
    {
        IpAddress low = (ordered ? packet.Source : packet.Destination).ToIpAddress(), high = (ordered ? packet.Destination : packet.Source).ToIpAddress();
        bool request = (packet.Traits & PacketTraits.EchoRequest) != 0;
        if (request || (packet.Traits & PacketTraits.EchoReply) != 0)
        {
            bool highAsks = request != ordered;
            return new FlowKey(low, high, packet.IcmpIdentifier, (ushort)(highAsks ? 1 : 0), packet.Protocol, (byte)(kind | EchoBit));
        }
        return new FlowKey(low, high, packet.IcmpType, packet.IcmpCode, packet.Protocol, (byte)(kind | IcmpBit));
    }
}
