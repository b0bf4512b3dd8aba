using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Hosts;

/// <summary>ICMP and ICMPv6 of every host (RFC 792, RFC 4443): echo, and errors about what it sent.</summary>
internal sealed class IcmpStack(Simulation simulation)
{
    private const byte EchoRequest = 8, EchoReply = 0, EchoRequestV6 = 128, EchoReplyV6 = 129;
    private const byte Unreachable = 3, PortUnreachable = 3, UnreachableV6 = 1, PortUnreachableV6 = 4;
    private readonly Dictionary<(int Host, ushort Identifier), DatagramUser> _asking = [];

    /// <summary>Takes an identifier for echo requests.</summary>
    public ushort? Open(Host host, DatagramUser user)
    {
        for (int tried = 0; tried <= ushort.MaxValue; tried++)
        {
            ushort identifier = host.TakeIdentifier();
            if (_asking.TryAdd((host.Place, identifier), user)) return identifier;
        }
        return null;
    }

    public void Close(Host host, ushort identifier) => _asking.Remove((host.Place, identifier));

    public void Ask(Host host, int place, WireAddress from, WireAddress to, ushort identifier, ushort sequence, Ping ping, ActionResult action)
    {
        Packet packet = simulation.TakePacket();
        packet.TakeBody(ping.Size).Fill(0x55);
        Echo(packet, from, to, identifier, sequence, from.IsIPv4 ? EchoRequest : EchoRequestV6, PacketTraits.EchoRequest);
        packet.Header.Ttl = (byte)Math.Max(0, ping.Ttl - ping.ContainerHops);
        if (ping.DontFragment) packet.Header.Traits |= PacketTraits.DontFragment;
        (packet.Sender, packet.Interface, packet.Action, packet.Forward) = (host, place, action, true);
        simulation.Send(packet);
    }

    /// <summary>Tells a sender that nothing listens at the port that it has written to.</summary>
    public void Refuse(Host host, Packet packet)
    {
        ref readonly PacketHeader header = ref packet.Header;
        bool ipv4 = header.Version == 4;
        Packet error = simulation.TakePacket();
        error.Header = IcmpMessage.Header(
            header.Destination, header.Source, ipv4 ? Unreachable : UnreachableV6, ipv4 ? PortUnreachable : PortUnreachableV6, header.Length);
        error.Quote = IcmpMessage.Quoting(in header);
        Span<byte> whole = header.Length <= 2048 ? stackalloc byte[header.Length] : new byte[header.Length];
        PacketBytes.Write(packet, whole);
        int quoted = IcmpMessage.QuotedLength(ipv4, header.Length);
        whole[..quoted].CopyTo(error.TakeBody(quoted));
        (error.Sender, error.Interface, error.Action, error.Forward) = (host, packet.Interface, packet.Action, !packet.Forward);
        simulation.Send(error);
    }

    public void Receive(Host host, Packet packet)
    {
        ref readonly PacketHeader header = ref packet.Header;
        if ((header.Traits & PacketTraits.QuotesPacket) != 0) Fail(host, packet);
        else if ((header.Traits & PacketTraits.EchoReply) != 0 || header.IcmpType == (header.Version == 4 ? EchoReply : EchoReplyV6)) OnReply(host, packet);
        else if (header.IcmpType == (header.Version == 4 ? EchoRequest : EchoRequestV6) && simulation.Owns(host, packet)) Reply(host, packet);
    }

    private void OnReply(Host host, Packet packet)
    {
        if (_asking.TryGetValue((host.Place, packet.Header.IcmpIdentifier), out DatagramUser? user)) user.Received(packet);
    }

    private void Reply(Host host, Packet packet)
    {
        ref readonly PacketHeader header = ref packet.Header;
        FirewallAction judged = host.Judge(outbound: false, header.Protocol, header.Source, 0, null);
        if (judged == FirewallAction.Drop) return;
        if (judged == FirewallAction.Reject)
        {
            Refuse(host, packet);
            return;
        }
        Packet reply = simulation.TakePacket();
        packet.BodyBytes.CopyTo(reply.TakeBody(packet.PayloadLength));
        Echo(reply, header.Destination, header.Source, header.IcmpIdentifier, header.IcmpSequence, header.Version == 4 ? EchoReply : EchoReplyV6, PacketTraits.EchoReply);
        reply.Header.Traits |= header.Traits & PacketTraits.DontFragment;
        (reply.Sender, reply.Interface, reply.Action, reply.Forward) = (host, packet.Interface, packet.Action, !packet.Forward);
        simulation.Send(reply);
    }

    private void Fail(Host host, Packet error)
    {
        ref readonly QuotedPacket quote = ref error.Quote;
        switch (quote.Protocol)
        {
            case 6:
                simulation.Stacks.Tcp.Fail(host, error);
                break;
            case 17:
                if (error.Mtu > 0) host.LowerPathMtu(quote.Destination, error.Mtu);
                simulation.Stacks.Udp.Fail(host, error);
                break;
            case IcmpMessage.Icmp or IcmpMessage.Icmpv6:
                if (error.Mtu > 0) host.LowerPathMtu(quote.Destination, error.Mtu);
                if (_asking.TryGetValue((host.Place, quote.IcmpIdentifier), out DatagramUser? user)) user.Failed(error);
                break;
        }
    }

    private static void Echo(Packet packet, WireAddress from, WireAddress to, ushort identifier, ushort sequence, byte type, PacketTraits kind)
    {
        ref PacketHeader header = ref packet.Header;
        header = IcmpMessage.Between(from, to, packet.PayloadLength);
        (header.IcmpType, header.IcmpIdentifier, header.IcmpSequence) = (type, identifier, sequence);
        header.Traits |= kind;
    }
}
