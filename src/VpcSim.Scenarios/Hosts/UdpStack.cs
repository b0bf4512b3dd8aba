using VpcSim.DataPath;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Hosts;

/// <summary>UDP of every host (RFC 768): clients' ports, services, and ICMP port unreachable where nothing listens.</summary>
internal sealed class UdpStack(Simulation simulation)
{
    private const byte Udp = 17;
    private readonly Dictionary<(int Host, ushort Port), DatagramUser> _sockets = [];

    /// <summary>Takes a free port, or the one that is wished for.</summary>
    /// <returns>0 where that is in use, or all are.</returns>
    public ushort Open(Host host, ushort wish, DatagramUser user)
    {
        if (wish != 0) return _sockets.TryAdd((host.Place, wish), user) ? wish : (ushort)0;
        for (int tried = 0; tried < Host.EphemeralPorts; tried++)
        {
            ushort port = host.TakePort();
            if (_sockets.TryAdd((host.Place, port), user)) return port;
        }
        return 0;
    }

    public void Close(Host host, ushort port) => _sockets.Remove((host.Place, port));

    public void Send(Host host, int place, WireAddress from, ushort fromPort, WireAddress to, ushort toPort, ReadOnlySpan<byte> payload, ActionResult? action, bool forward, byte ttl = 64)
    {
        Packet packet = simulation.TakePacket();
        payload.CopyTo(packet.TakeBody(payload.Length));
        Address(packet, from, fromPort, to, toPort, ttl);
        (packet.Sender, packet.Interface, packet.Action, packet.Forward) = (host, place, action, forward);
        simulation.Send(packet);
    }

    public void Receive(Host host, Packet packet)
    {
        ref readonly PacketHeader header = ref packet.Header;
        if (_sockets.TryGetValue((host.Place, header.DestinationPort), out DatagramUser? user))
        {
            user.Received(packet);
            return;
        }
        if (!simulation.Owns(host, packet)) return;
        FirewallAction judged = host.Judge(outbound: false, Udp, header.Source, header.DestinationPort, null);
        if (judged == FirewallAction.Drop) return;
        if (judged == FirewallAction.Accept && host.ServiceAt(Udp, header.DestinationPort) is { } service) Answer(host, service, packet);
        else if (!IsForMany(header.Destination)) simulation.Stacks.Icmp.Refuse(host, packet);
    }

    public void Fail(Host host, Packet error)
    {
        if (_sockets.TryGetValue((host.Place, error.Quote.SourcePort), out DatagramUser? user)) user.Failed(error);
    }

    private void Answer(Host host, HostService service, Packet packet)
    {
        ref readonly PacketHeader header = ref packet.Header;
        byte[]? answer = null;
        if (service.Datagrams is { } application)
        {
            var caller = new Caller(packet.Interface, header.Source.ToIpAddress(), header.SourcePort, header.Destination.ToIpAddress(), header.DestinationPort, header.Ttl);
            answer = application.Answer(simulation, in caller, packet.BodyBytes);
            if (answer is null) return;
        }
        else if (service.ResponseBytes == 0)
        {
            return;
        }
        Packet reply = simulation.TakePacket();
        if (answer is not null) answer.CopyTo(reply.TakeBody(answer.Length));
        else reply.TakeBody((int)Math.Min(service.ResponseBytes, ushort.MaxValue - PacketBytes.Ipv6Header)).Fill((byte)'x');
        Address(reply, header.Destination, header.DestinationPort, header.Source, header.SourcePort, 64);
        (reply.Sender, reply.Interface, reply.Action, reply.Forward) = (host, packet.Interface, packet.Action, !packet.Forward);
        simulation.Send(reply);
    }

    private static void Address(Packet packet, WireAddress from, ushort fromPort, WireAddress to, ushort toPort, byte ttl)
    {
        ref PacketHeader header = ref packet.Header;
        bool ipv4 = to.IsIPv4;
        int ip = ipv4 ? PacketBytes.Ipv4Header : PacketBytes.Ipv6Header;
        header.Status = DecodeStatus.Decoded;
        header.Version = ipv4 ? (byte)4 : (byte)6;
        header.Protocol = Udp;
        (header.Source, header.Destination) = (from, to);
        (header.SourcePort, header.DestinationPort) = (fromPort, toPort);
        header.Ttl = ttl;
        header.Traits = PacketTraits.HasPorts | (ipv4 ? PacketTraits.None : PacketTraits.DontFragment);
        header.Ipv4HeaderLength = ipv4 ? (byte)PacketBytes.Ipv4Header : (byte)0;
        header.HeaderLength = ip + PacketBytes.ShortHeader;
        header.Length = header.HeaderLength + packet.PayloadLength;
    }

    private static bool IsForMany(WireAddress address) => address.IsIPv4 ? (uint)address.Low >> 28 >= 0xE : address.High >> 56 == 0xFF;
}
