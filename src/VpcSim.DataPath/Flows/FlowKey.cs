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

    private FlowKey(IpAddress low, IpAddress high, ushort lowPort, ushort highPort, byte protocol, byte kind)
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

    public bool IsIPv6 => (Kind & IPv6Bit) != 0;

    public bool IsEcho => (Kind & EchoBit) != 0;

    /// <summary>Ports to print; 0 for protocols without.</summary>
    public (ushort Low, ushort High) Ports => (Kind & (EchoBit | IcmpBit)) != 0 ? default : (LowPort, HighPort);

    /// <param name="packet">A decoded packet.</param>
    /// <param name="fromHigh">1 when the packet goes from the higher to the lower end, else 0.</param>
    [MethodImpl(Hot.Path)]
    public static FlowKey Of(in PacketHeader packet, out int fromHigh)
    {
        byte kind = packet.Version == 6 ? IPv6Bit : (byte)0;
        if ((packet.Traits & PacketTraits.LaterFragment) != 0) kind |= LaterFragmentBit;
        IpAddress source = packet.Source.ToIpAddress(), destination = packet.Destination.ToIpAddress();
        bool ordered = source < destination || (source == destination && packet.SourcePort <= packet.DestinationPort);
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

    public uint Hash()
    {
        ulong state = Mix.Add(0, Low);
        state = Mix.Add(state, High);
        return Mix.Finish(Mix.Add(state, (ulong)LowPort << 48 | (ulong)HighPort << 32 | (uint)Protocol << 8 | Kind));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(in FlowKey other) =>
        Low == other.Low && High == other.High && LowPort == other.LowPort && HighPort == other.HighPort &&
        Protocol == other.Protocol && Kind == other.Kind;

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
