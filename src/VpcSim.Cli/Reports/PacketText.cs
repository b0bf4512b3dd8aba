using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Cli.Reports;

/// <summary>Words conversations and the kinds of their packets.</summary>
internal static class PacketText
{
    private static readonly (byte Bit, string Name)[] _flags = [(2, "SYN"), (16, "ACK"), (1, "FIN"), (4, "RST"), (8, "PSH"), (32, "URG"), (64, "ECE"), (128, "CWR")];

    /// <summary>A conversation in the form that <c>--explain</c> reads.</summary>
    public static string Words(ConversationKey key) =>
        $"{IpProtocol.NameOf(key.Protocol)} {SightText.End(key.First, key.FirstPort)} {SightText.End(key.Second, key.SecondPort)}{(key.IcmpIdentifier > 0 ? $" {key.IcmpIdentifier}" : "")}";

    /// <summary>Sender and receiver of the packets of a walk.</summary>
    public static string EndsOf(ConversationKey key, ExplainedWalk walk)
    {
        if (walk.Role == PacketRole.Error) return $"{walk.Source} > {walk.Destination}";
        (ushort source, ushort destination) = walk.FromFirst ? (key.FirstPort, key.SecondPort) : (key.SecondPort, key.FirstPort);
        return $"{SightText.End(walk.Source, source)} > {SightText.End(walk.Destination, destination)}";
    }

    /// <summary>TCP flags, the kind of an ICMP message; empty where there is nothing to say.</summary>
    public static string KindOf(ExplainedPacket packet, ExplainedWalk walk, byte protocol) => walk.Role switch
    {
        PacketRole.LaterFragment => "later fragment",
        PacketRole.Error => $"ICMP error about it, type {packet.IcmpType} code {packet.IcmpCode}",
        _ => KindOf(protocol, packet.TcpFlags, packet.IcmpType, packet.IcmpCode),
    };

    /// <summary>The same of a packet that is no fragment and no error.</summary>
    public static string KindOf(byte protocol, byte tcpFlags, byte icmpType, byte icmpCode) => protocol switch
    {
        IpProtocol.Tcp => string.Join(' ', _flags.Where(flag => (tcpFlags & flag.Bit) != 0).Select(flag => flag.Name)),
        IpProtocol.Icmp => Icmp(icmpType, icmpCode, request: 8, reply: 0),
        IpProtocol.IcmpV6 => Icmp(icmpType, icmpCode, request: 128, reply: 129),
        _ => "",
    };

    private static string Icmp(byte type, byte code, byte request, byte reply) =>
        type == request ? "echo request" : type == reply ? "echo reply" : $"type {type} code {code}";
}
