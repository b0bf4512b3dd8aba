using System.Runtime.CompilerServices;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Hosts.Tcp;

// What a connection sends.
internal sealed partial class TcpStack
{
    // As much as the windows of the receiver and of congestion take, in whole segments but the last.
    [MethodImpl(Hot.Path)]
    private void Output(Connection connection)
    {
        if (connection.State != TcpState.Open) return;
        long end = connection.Out.Length + 1;
        while (connection.Next < end)
        {
            long room = connection.Unacknowledged + Math.Min(connection.CongestionWindow, connection.PeerWindow) - connection.Next;
            long length = Math.Min(end - connection.Next, connection.SegmentSize);
            bool first = connection.Next == connection.Unacknowledged;
            if (length > room && !first) return;
            if (first) length = Math.Min(length, Math.Max(room, 1));
            SendData(connection, (int)length, end);
        }
        if (connection.Closes && connection.Next == end) SendFin(connection);
    }

    [MethodImpl(Hot.Path)]
    private void SendData(Connection connection, int length, long end)
    {
        bool again = connection.Next < connection.Highest;
        if (!again && connection.MeasuredFrom < 0) Measure(connection, connection.Next + length);
        byte flags = connection.Next + length == end ? (byte)(Ack | Push) : Ack;
        Transmit(connection, connection.Next, length, flags);
        connection.Next += length;
        if (connection.Next > connection.Highest) connection.Highest = connection.Next;
        if (connection.DeadlineNs == Connection.Never) SetDeadline(connection, simulation.NowNs + connection.TimeoutNs);
    }

    private void SendFin(Connection connection)
    {
        if (!connection.SentFin) connection.ClosedFirst = !connection.PeerEnded;
        connection.SentFin = true;
        Transmit(connection, connection.Next, 0, Fin | Ack);
        connection.Next++;
        connection.Highest = Math.Max(connection.Highest, connection.Next);
        if (connection.DeadlineNs == Connection.Never) SetDeadline(connection, simulation.NowNs + connection.TimeoutNs);
    }

    private void Resend(Connection connection)
    {
        connection.MeasuredFrom = -1;
        long end = connection.Out.Length + 1;
        long length = Math.Min(end - connection.Unacknowledged, connection.SegmentSize);
        if (length <= 0)
        {
            Transmit(connection, connection.Unacknowledged, 0, Fin | Ack);
            return;
        }
        Transmit(connection, connection.Unacknowledged, (int)length, connection.Unacknowledged + length == end ? (byte)(Ack | Push) : Ack);
    }

    [MethodImpl(Hot.Path)]
    private void Transmit(Connection connection, long position, int length, byte flags)
    {
        Packet packet = simulation.TakePacket();
        ref PacketHeader header = ref packet.Header;
        byte version = connection.Version;
        header.Status = DecodeStatus.Decoded;
        header.Version = version;
        header.Protocol = 6;
        header.Source = connection.Key.Local;
        header.Destination = connection.Key.Remote;
        header.SourcePort = connection.Key.LocalPort;
        header.DestinationPort = connection.Key.RemotePort;
        header.TcpFlags = flags;
        header.Ttl = connection.Ttl;
        header.Traits = PacketTraits.DontFragment | PacketTraits.HasPorts;
        int headers = PacketBytes.IpHeader(version) + PacketBytes.TcpHeader;
        if (version == 4) header.Ipv4HeaderLength = PacketBytes.Ipv4Header;
        if ((flags & Syn) != 0)
        {
            headers += PacketBytes.SynOptions;
            header.Mss = (ushort)(Math.Min(connection.Host.Mtu, connection.Host.SegmentMtu) - PacketBytes.IpHeader(version) - PacketBytes.TcpHeader);
        }
        header.HeaderLength = headers;
        header.Length = headers + length;
        packet.PayloadLength = length;
        packet.Window = (flags & Syn) != 0 ? ushort.MaxValue : Connection.Window;
        unchecked
        {
            packet.Sequence = connection.FirstSent + (uint)position;
            if ((flags & Ack) != 0) packet.Acknowledgment = connection.FirstReceived + (uint)connection.Expected;
        }
        packet.Stream = connection.Out;
        packet.StreamOffset = position - 1;
        packet.Sender = connection.Host;
        packet.Interface = connection.Interface;
        packet.From = connection;
        packet.FromGeneration = connection.Generation;
        packet.Action = connection.Action;
        packet.Forward = connection.Forward;
        connection.Unanswered = 0;
        simulation.Send(packet);
    }

    // A RST in answer to a segment of no connection. (RFC 9293 section 3.10.7.1)
    private void Refuse(Packet segment)
    {
        if ((segment.Header.TcpFlags & Rst) != 0) return;
        Packet reset = simulation.TakePacket();
        Segments.Reset(segment, reset);
        (reset.Sender, reset.Interface) = (segment.Receiver, segment.Interface);
        (reset.Action, reset.Forward) = (segment.Action, !segment.Forward);
        simulation.Send(reset);
    }

    private void OnAnswerTimer(Connection connection, int generation)
    {
        if (generation != connection.Generation) return;
        connection.AnswerQueued = false;
        if (connection.Unanswered == 0 || connection.State == TcpState.Closed) return;
        if (connection.AnswerAtNs <= simulation.NowNs) Transmit(connection, connection.Next, 0, Ack);
        else QueueAnswer(connection);
    }

    private void QueueAnswer(Connection connection)
    {
        connection.AnswerQueued = true;
        simulation.Push(connection.AnswerAtNs, new Due(Happening.Acknowledge, connection.Slot, connection.Generation));
    }
}
