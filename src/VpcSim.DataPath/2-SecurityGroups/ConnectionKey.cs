using System.Runtime.CompilerServices;
using VpcSim.DataPath.Flows;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>A connection as one interface tracks it: (interface, tuple).</summary>
internal readonly struct ConnectionKey(int owner, IpAddress local, IpAddress remote, ushort localPort, ushort remotePort, byte protocol)
    : ITableKey<ConnectionKey>
{
    private readonly IpAddress _local = local;
    private readonly IpAddress _remote = remote;
    private readonly ushort _localPort = localPort;
    private readonly ushort _remotePort = remotePort;
    private readonly byte _protocol = protocol;

    /// <summary>The interface; an egress-only internet gateway is the complement of its place.</summary>
    public int Owner { get; } = owner;

    /// <summary>The key of a packet at an interface. For ICMP the identifier and the kind of query stand for ports.</summary>
    /// <remarks>Of protocols other than TCP, UDP and ICMP AWS tracks addresses and protocol alone. (EC2 guide, "Security group connection tracking")</remarks>
    [MethodImpl(Hot.Path)]
    public static ConnectionKey Of(int owner, bool egress, in Passage packet)
    {
        if (packet.IsIcmp) return OfIcmp(owner, egress, packet.Source, packet.Destination, packet.Protocol, packet.IcmpType, packet.IcmpIdentifier);
        (ushort source, ushort destination) = packet.Protocol is 6 or 17 ? (packet.SourcePort, packet.DestinationPort) : default;
        return egress
            ? new ConnectionKey(owner, packet.Source, packet.Destination, source, destination, packet.Protocol)
            : new ConnectionKey(owner, packet.Destination, packet.Source, destination, source, packet.Protocol);
    }

    /// <summary>The key of the packet that an ICMP error quotes: it went the other way.</summary>
    public static ConnectionKey OfQuoted(int owner, bool errorLeaves, in Passage error)
    {
        ref readonly Wire.QuotedPacket quote = ref error.Quote;
        IpAddress sender = quote.Source.ToIpAddress(), receiver = quote.Destination.ToIpAddress();
        if (quote.Protocol is 1 or 58)
            return OfIcmp(owner, !errorLeaves, sender, receiver, quote.Protocol, quote.IcmpType, quote.IcmpIdentifier);
        (ushort source, ushort destination) = quote.Protocol is 6 or 17 ? (quote.SourcePort, quote.DestinationPort) : default;
        return errorLeaves
            ? new ConnectionKey(owner, receiver, sender, destination, source, quote.Protocol)
            : new ConnectionKey(owner, sender, receiver, source, destination, quote.Protocol);
    }

    // A query and its reply are one connection, told apart from the peer's own queries by who asks.
    private static ConnectionKey OfIcmp(int owner, bool egress, IpAddress source, IpAddress destination, byte protocol, byte type, ushort identifier)
    {
        (int query, bool isReply) = (protocol, type) switch
        {
            (1, 0) => (8, true),
            (1, 14 or 16 or 18) => (type - 1, true),
            (58, 129) => (128, true),
            _ => (type, false),
        };
        bool localAsks = egress != isReply;
        var kind = (ushort)(query << 1 | (localAsks ? 1 : 0));
        return egress
            ? new ConnectionKey(owner, source, destination, identifier, kind, protocol)
            : new ConnectionKey(owner, destination, source, identifier, kind, protocol);
    }

    public uint Hash()
    {
        ulong state = Mix.Add((uint)Owner, _local);
        state = Mix.Add(state, _remote);
        return Mix.Finish(Mix.Add(state, (ulong)_localPort << 32 | (ulong)_remotePort << 16 | _protocol));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(in ConnectionKey other) =>
        Owner == other.Owner && _local == other._local && _remote == other._remote && _localPort == other._localPort &&
        _remotePort == other._remotePort && _protocol == other._protocol;
}
