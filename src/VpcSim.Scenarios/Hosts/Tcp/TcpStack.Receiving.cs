using System.Runtime.CompilerServices;
using VpcSim.DataPath;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Hosts.Tcp;

// What a connection makes of the segments that reach it.
internal sealed partial class TcpStack
{
    /// <summary>Takes a segment that has reached a host.</summary>
    [MethodImpl(Hot.Path)]
    public void Receive(Host host, Packet packet)
    {
        Connection? connection = Find(host, packet);
        if (connection is null)
        {
            Accept(host, packet);
            return;
        }
        if (packet.Header.Ttl <= connection.ContainerHops) return; // the router on the host lets it go no further
        if (connection.State == TcpState.SynSent) OnSynSent(connection, packet);
        else OnSegment(connection, packet);
    }

    [MethodImpl(Hot.Path)]
    private Connection? Find(Host host, Packet packet)
    {
        ref readonly PacketHeader header = ref packet.Header;
        Connection? sender = packet.From;
        if (sender?.Peer is { } known && known.Generation == sender.PeerGeneration && known.State != TcpState.Closed && known.Host == host
            && known.Key.RemotePort == header.SourcePort && known.Key.Remote == header.Source && known.Key.LocalPort == header.DestinationPort && known.Key.Local == header.Destination)
        {
            return known;
        }
        var key = new ConnectionKey(host.Place, AskerOf(host, packet), header.Destination, header.Source, header.DestinationPort, header.SourcePort);
        if (!_connections.TryGetValue(key, out Connection? found)) return null;
        if (sender is not null && sender.Generation == packet.FromGeneration) (sender.Peer, sender.PeerGeneration) = (found, found.Generation);
        return found;
    }

    private static int AskerOf(Host host, Packet packet) => host.Kind == HostKind.Service ? packet.Interface : -1;

    private void Accept(Host host, Packet packet)
    {
        ref readonly PacketHeader header = ref packet.Header;
        if ((header.TcpFlags & (Syn | Ack | Rst)) != Syn)
        {
            Refuse(packet);
            return;
        }
        if (!simulation.Owns(host, packet)) return;
        FirewallAction judged = host.Judge(outbound: false, 6, header.Source, header.DestinationPort, null);
        if (judged == FirewallAction.Drop) return;
        HostService? service = judged == FirewallAction.Accept ? host.ServiceAt(6, header.DestinationPort) : null;
        if (service is null)
        {
            Refuse(packet);
            return;
        }
        var key = new ConnectionKey(host.Place, AskerOf(host, packet), header.Destination, header.Source, header.DestinationPort, header.SourcePort);
        Connection connection = Take(host, packet.Interface, key, new ServedStream(service, CallerOf(packet)));
        (connection.Action, connection.Forward) = (packet.Action, !packet.Forward);
        connection.State = TcpState.SynReceived;
        Agree(connection, packet);
        connection.Highest = connection.Next = 1;
        Measure(connection, 1);
        Transmit(connection, 0, 0, Syn | Ack);
        SetDeadline(connection, simulation.NowNs + connection.TimeoutNs);
    }

    private static Caller CallerOf(Packet packet) => new(
        packet.Interface, packet.Header.Source.ToIpAddress(), packet.Header.SourcePort, packet.Header.Destination.ToIpAddress(), packet.Header.DestinationPort, packet.Header.Ttl);

    // What the other side's SYN says.
    private static void Agree(Connection connection, Packet syn)
    {
        connection.FirstReceived = syn.Sequence;
        connection.Expected = 1;
        int announced = syn.Header.Mss == 0 ? 536 : syn.Header.Mss; // RFC 9293 section 3.7.1
        connection.SegmentSize = Math.Min(connection.SegmentSize, announced);
        connection.CongestionWindow = InitialSegments * connection.SegmentSize;
        connection.PeerWindow = syn.Window;
        connection.PeerScale = Connection.WindowScale;
    }

    private void OnSynSent(Connection connection, Packet packet)
    {
        byte flags = packet.Header.TcpFlags;
        bool acknowledges = (flags & Ack) != 0 && packet.Acknowledgment == unchecked(connection.FirstSent + 1);
        if ((flags & Ack) != 0 && !acknowledges)
        {
            Refuse(packet);
            return;
        }
        if ((flags & Rst) != 0)
        {
            if (acknowledges) End(connection, StreamEnd.Refused);
            return;
        }
        if ((flags & Syn) == 0 || !acknowledges) return;
        Agree(connection, packet);
        Advance(connection, 1);
        connection.State = TcpState.Open;
        int generation = connection.Generation;
        Transmit(connection, connection.Next, 0, Ack);
        connection.User.Connected(this, connection);
        if (connection.Generation == generation) Output(connection);
    }

    [MethodImpl(Hot.Path)]
    private void OnSegment(Connection connection, Packet packet)
    {
        byte flags = packet.Header.TcpFlags;
        long at = connection.Expected + unchecked((int)(packet.Sequence - (connection.FirstReceived + (uint)connection.Expected)));
        if ((flags & (Syn | Rst)) != 0)
        {
            OnSynOrReset(connection, packet, flags, at);
            return;
        }
        if ((flags & Ack) == 0) return;
        int generation = connection.Generation;
        if (!OnAcknowledgment(connection, packet) || connection.Generation != generation) return;
        if (packet.PayloadLength > 0 || (flags & Fin) != 0)
        {
            Take(connection, packet, at, flags);
            if (connection.Generation != generation) return;
        }
        Output(connection);
        if (connection.Unanswered > 0) AnswerInTime(connection);
        if (connection.PeerEnded && connection.IsFinAcknowledged && connection.State == TcpState.Open) Finish(connection);
    }

    private void OnSynOrReset(Connection connection, Packet packet, byte flags, long at)
    {
        if ((flags & Rst) != 0)
        {
            if (at < connection.Expected || at > connection.Expected + ((long)Connection.Window << Connection.WindowScale)) return;
            if (connection.State == TcpState.TimeWait) Free(connection);
            else End(connection, StreamEnd.Reset);
            return;
        }
        if (connection.State == TcpState.TimeWait && (flags & Ack) == 0)
        {
            Free(connection);
            Accept(packet.Receiver!, packet);
            return;
        }
        if (connection.State == TcpState.SynReceived && (flags & Ack) == 0) Transmit(connection, 0, 0, Syn | Ack);
        else Transmit(connection, connection.Next, 0, Ack);
    }

    /// <returns>False where the segment says nothing that can be used.</returns>
    [MethodImpl(Hot.Path)]
    private bool OnAcknowledgment(Connection connection, Packet packet)
    {
        long acknowledged = connection.Unacknowledged + unchecked((int)(packet.Acknowledgment - (connection.FirstSent + (uint)connection.Unacknowledged)));
        if (acknowledged > connection.Highest)
        {
            if (connection.State == TcpState.SynReceived) Refuse(packet);
            else Transmit(connection, connection.Next, 0, Ack);
            return false;
        }
        connection.PeerWindow = (long)packet.Window << connection.PeerScale;
        if (acknowledged > connection.Unacknowledged)
        {
            bool opens = connection.State == TcpState.SynReceived;
            Advance(connection, acknowledged);
            if (!opens) return true;
            connection.State = TcpState.Open;
            connection.User.Connected(this, connection);
        }
        else if (acknowledged == connection.Unacknowledged && packet.PayloadLength == 0 && (packet.Header.TcpFlags & Fin) == 0 && connection.Highest > connection.Unacknowledged)
        {
            OnDuplicate(connection);
        }
        return true;
    }

    // RFC 5681 and RFC 6582 (NewReno).
    [MethodImpl(Hot.Path)]
    private void Advance(Connection connection, long acknowledged)
    {
        long bytes = acknowledged - connection.Unacknowledged;
        connection.Unacknowledged = acknowledged;
        if (connection.Next < acknowledged) connection.Next = acknowledged;
        connection.Duplicates = 0;
        if (connection.MeasuredFrom >= 0 && acknowledged >= connection.MeasuredFrom) Estimate(connection);
        if (connection.Retries > 0)
        {
            connection.Retries = 0;
            connection.TimeoutNs = connection.SmoothedNs > 0 || connection.VariationNs > 0 ? TimeoutOf(connection) : FirstTimeoutNs;
        }
        if (acknowledged >= connection.Highest) connection.DeadlineNs = Connection.Never;
        else SetDeadline(connection, simulation.NowNs + connection.TimeoutNs);
        if (connection.Recovers)
        {
            if (acknowledged < connection.RecoversUntil)
            {
                Resend(connection);
                return;
            }
            connection.Recovers = false;
            connection.CongestionWindow = connection.SlowStartUntil;
            return;
        }
        int segment = connection.SegmentSize;
        connection.CongestionWindow += connection.CongestionWindow < connection.SlowStartUntil
            ? Math.Min(bytes, 2 * segment)
            : Math.Max(1, (long)segment * segment / connection.CongestionWindow);
    }

    private void OnDuplicate(Connection connection)
    {
        connection.Duplicates++;
        if (connection.Recovers)
        {
            connection.CongestionWindow += connection.SegmentSize;
            return;
        }
        if (connection.Duplicates != DuplicatesThatTell) return;
        connection.SlowStartUntil = Math.Max((connection.Highest - connection.Unacknowledged) / 2, 2 * connection.SegmentSize);
        connection.CongestionWindow = connection.SlowStartUntil + (DuplicatesThatTell * connection.SegmentSize);
        (connection.Recovers, connection.RecoversUntil) = (true, connection.Highest);
        Resend(connection);
    }

    // RFC 6298 section 2, with the lower bound of Linux.
    private void Estimate(Connection connection)
    {
        long tookNs = simulation.NowNs - connection.MeasuredSinceNs;
        connection.MeasuredFrom = -1;
        if (connection.SmoothedNs == 0 && connection.VariationNs == 0)
        {
            (connection.SmoothedNs, connection.VariationNs) = (tookNs, Math.Max(tookNs / 2, 1));
        }
        else
        {
            connection.VariationNs = ((3 * connection.VariationNs) + Math.Abs(connection.SmoothedNs - tookNs)) / 4;
            connection.SmoothedNs = ((7 * connection.SmoothedNs) + tookNs) / 8;
        }
        connection.TimeoutNs = TimeoutOf(connection);
    }

    private static long TimeoutOf(Connection connection) =>
        Math.Min(connection.SmoothedNs + Math.Max(4 * connection.VariationNs, LeastTimeoutNs), LargestTimeoutNs);

    [MethodImpl(Hot.Path)]
    private void Take(Connection connection, Packet packet, long at, byte flags)
    {
        long end = at + packet.PayloadLength;
        if ((flags & Fin) != 0) connection.PeerFin = end;
        if ((flags & Push) != 0 && end > connection.PushedTo) connection.PushedTo = end;
        connection.Unanswered++;
        if (at > connection.Expected || (end <= connection.Expected && packet.PayloadLength > 0) || connection.PeerEnded)
        {
            if (end > connection.Expected && packet.PayloadLength > 0) Keep(connection, at, end);
            Transmit(connection, connection.Next, 0, Ack);
            return;
        }
        if (end > connection.Expected) Deliver(connection, packet, end);
        else EndIfDue(connection);
    }

    [MethodImpl(Hot.Path)]
    private void Deliver(Connection connection, Packet packet, long end)
    {
        bool filled = connection.Beyond.Count > 0;
        if (filled) end = TakeBeyond(connection, end);
        long from = connection.Expected;
        connection.Expected = end;
        bool pushed = connection.PushedTo > from && connection.PushedTo <= end;
        if (filled || pushed || connection.QuickAnswers < SegmentsAnsweredAtOnce) connection.Unanswered = 2;
        connection.QuickAnswers++;
        int generation = connection.Generation;
        connection.User.Received(this, connection, packet.Stream, from - 1, (int)(end - from), pushed);
        if (connection.Generation == generation) EndIfDue(connection);
    }

    private void EndIfDue(Connection connection)
    {
        if (connection.PeerFin != connection.Expected || connection.PeerEnded) return;
        connection.Expected++;
        connection.PeerEnded = true;
        connection.Unanswered = 2;
        connection.User.Ended(this, connection);
    }

    private static void Keep(Connection connection, long from, long to)
    {
        List<(long From, long To)> beyond = connection.Beyond;
        int place = 0;
        while (place < beyond.Count && beyond[place].To < from) place++;
        while (place < beyond.Count && beyond[place].From <= to)
        {
            (from, to) = (Math.Min(from, beyond[place].From), Math.Max(to, beyond[place].To));
            beyond.RemoveAt(place);
        }
        beyond.Insert(place, (from, to));
    }

    private static long TakeBeyond(Connection connection, long end)
    {
        while (connection.Beyond.Count > 0 && connection.Beyond[0].From <= end)
        {
            end = Math.Max(end, connection.Beyond[0].To);
            connection.Beyond.RemoveAt(0);
        }
        return end;
    }

    private void AnswerInTime(Connection connection)
    {
        if (connection.Unanswered >= 2)
        {
            Transmit(connection, connection.Next, 0, Ack);
            return;
        }
        connection.AnswerAtNs = simulation.NowNs + DelayedAnswerNs;
        if (!connection.AnswerQueued) QueueAnswer(connection);
    }

    private void Finish(Connection connection)
    {
        StreamUser user = connection.User;
        user.Over(this, connection, StreamEnd.Closed);
        if (connection.ClosedFirst)
        {
            connection.State = TcpState.TimeWait;
            connection.Action = null;
            SetDeadline(connection, simulation.NowNs + TimeWaitNs);
        }
        else
        {
            Free(connection);
        }
    }
}
