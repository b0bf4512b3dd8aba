using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay.Explanations;

/// <summary>A conversation by its ends, the one that spoke first in the capture before the other. Of ICMP echo messages the identifier belongs to it.</summary>
/// <param name="Protocol">IANA number.</param>
/// <param name="First">Who spoke first.</param>
/// <param name="FirstPort">0 for protocols without ports.</param>
/// <param name="Second">The other end.</param>
/// <param name="SecondPort">0 for protocols without ports.</param>
/// <param name="IcmpIdentifier">Of echo messages; else 0.</param>
public readonly record struct ConversationKey(byte Protocol, IpAddress First, ushort FirstPort, IpAddress Second, ushort SecondPort, ushort IcmpIdentifier = 0)
{
    /// <summary>The same conversation as the other end sees it.</summary>
    public ConversationKey Reversed => new(Protocol, Second, SecondPort, First, FirstPort, IcmpIdentifier);

    /// <summary>Its hosts, which is all that fragments behind the first show.</summary>
    internal ConversationKey Hosts => this with { FirstPort = 0, SecondPort = 0, IcmpIdentifier = 0 };

    internal static ConversationKey Of(in PacketHeader packet) => new(
        packet.Protocol, packet.Source.ToIpAddress(), packet.SourcePort, packet.Destination.ToIpAddress(), packet.DestinationPort, packet.IcmpIdentifier);

    internal static ConversationKey Of(in QuotedPacket quote) => new(
        quote.Protocol, quote.Source.ToIpAddress(), quote.SourcePort, quote.Destination.ToIpAddress(), quote.DestinationPort, quote.IcmpIdentifier);
}
