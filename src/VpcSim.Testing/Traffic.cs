using System.Globalization;
using VpcSim.Model.Addressing;

namespace VpcSim.Testing;

/// <summary>What a rule speaks of: a protocol, and of TCP and UDP ports, of ICMP a type and code.</summary>
/// <remarks>With <c>using static VpcSim.Testing.Traffic;</c> rules read as they are said: <c>AllowIn(Tcp(443), "0.0.0.0/0")</c>.</remarks>
public readonly record struct Traffic
{
    private const int Any = -1;

    private Traffic(int protocol, int from = Any, int to = Any) => (ProtocolNumber, From, To) = (protocol, from, to);

    /// <summary>Every protocol.</summary>
    public static Traffic All { get; } = new(IpProtocol.All);

    /// <summary>ICMP, every type.</summary>
    public static Traffic Icmp { get; } = new(IpProtocol.Icmp);

    /// <summary>ICMPv6, every type.</summary>
    public static Traffic IcmpV6 { get; } = new(IpProtocol.IcmpV6);

    /// <summary>ICMP echo requests, what <c>ping</c> sends.</summary>
    public static Traffic Ping { get; } = new(IpProtocol.Icmp, 8);

    /// <summary>ICMPv6 echo requests.</summary>
    public static Traffic PingV6 { get; } = new(IpProtocol.IcmpV6, 128);

    /// <summary>IANA number of the protocol; −1 for all.</summary>
    internal int ProtocolNumber { get; }

    /// <summary>The first port, or the type of ICMP; −1 for all.</summary>
    internal int From { get; }

    /// <summary>The last port, or the code of ICMP; −1 for all.</summary>
    internal int To { get; }

    internal bool IsIcmp => ProtocolNumber is IpProtocol.Icmp or IpProtocol.IcmpV6;

    internal bool HasPorts => ProtocolNumber is IpProtocol.Tcp or IpProtocol.Udp;

    /// <summary>TCP to one port.</summary>
    public static Traffic Tcp(int port) => Tcp(port, port);

    /// <summary>TCP to a range of ports.</summary>
    /// <exception cref="VpcUsageException">They are no ports, or the last one comes before the first.</exception>
    public static Traffic Tcp(int from, int to) => Between(nameof(Tcp), IpProtocol.Tcp, from, to);

    /// <summary>TCP to every port.</summary>
    public static Traffic Tcp() => Tcp(0, ushort.MaxValue);

    /// <summary>UDP to one port.</summary>
    public static Traffic Udp(int port) => Udp(port, port);

    /// <summary>UDP to a range of ports.</summary>
    /// <exception cref="VpcUsageException">They are no ports, or the last one comes before the first.</exception>
    public static Traffic Udp(int from, int to) => Between(nameof(Udp), IpProtocol.Udp, from, to);

    /// <summary>UDP to every port.</summary>
    public static Traffic Udp() => Udp(0, ushort.MaxValue);

    /// <summary>A protocol by its IANA number, such as 50 for ESP.</summary>
    /// <exception cref="VpcUsageException">It is not from 0 to 255.</exception>
    public static Traffic Protocol(int number) => number switch
    {
        IpProtocol.Tcp => Tcp(),
        IpProtocol.Udp => Udp(),
        >= 0 and <= byte.MaxValue => new Traffic(number),
        _ => throw new VpcUsageException(FormattableString.Invariant($"{nameof(Protocol)}({number}): a protocol is a number from 0 to 255; {nameof(All)} is every one")),
    };

    /// <summary>As it is written: <c>Tcp(443)</c>.</summary>
    public override string ToString() => this switch
    {
        { ProtocolNumber: IpProtocol.All } => nameof(All),
        { ProtocolNumber: IpProtocol.Icmp, From: Any } => nameof(Icmp),
        { ProtocolNumber: IpProtocol.Icmp } => nameof(Ping),
        { ProtocolNumber: IpProtocol.IcmpV6, From: Any } => nameof(IcmpV6),
        { ProtocolNumber: IpProtocol.IcmpV6 } => nameof(PingV6),
        { ProtocolNumber: IpProtocol.Tcp } => $"Tcp({Ports})",
        { ProtocolNumber: IpProtocol.Udp } => $"Udp({Ports})",
        _ => string.Create(CultureInfo.InvariantCulture, $"Protocol({ProtocolNumber})"),
    };

    private static Traffic Between(string method, int protocol, int from, int to)
    {
        if (from < 0 || to > ushort.MaxValue) throw new VpcUsageException(FormattableString.Invariant($"{method}({from}, {to}): a port is a number from 0 to 65535"));
        if (from > to) throw new VpcUsageException(FormattableString.Invariant($"{method}({from}, {to}): the first port comes before the last"));
        return new Traffic(protocol, from, to);
    }

    private string Ports => From == To ? From.ToString(CultureInfo.InvariantCulture)
        : (From, To) == (0, ushort.MaxValue) ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{From}, {To}");
}
