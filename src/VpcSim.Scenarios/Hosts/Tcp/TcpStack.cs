using System.Runtime.CompilerServices;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Hosts.Tcp;

/// <summary>TCP of every host (RFC 9293), with the numbers of Linux 6.1: SYN sent 7 times in 127 s, data 16 times, 200 ms to 120 s between, NewReno, no SACK and no timestamps.</summary>
internal sealed partial class TcpStack(Simulation simulation)
{
    private const byte Fin = 1, Syn = 2, Rst = 4, Push = 8, Ack = 16;
    private const int LargestSynRetries = 6, LargestSynAckRetries = 5, LargestRetries = 15; // tcp_syn_retries, tcp_synack_retries, tcp_retries2
    private const int InitialSegments = 10, DuplicatesThatTell = 3, SegmentsAnsweredAtOnce = 16;
    private const long Second = 1_000_000_000, FirstTimeoutNs = Second, LeastTimeoutNs = Second / 5, LargestTimeoutNs = 120 * Second;
    private const long TimeWaitNs = 60 * Second, DelayedAnswerNs = Second / 25;
    private readonly Dictionary<ConnectionKey, Connection> _connections = [];
    private readonly List<Connection> _slots = [];
    private readonly Stack<Connection> _free = [];

    public Simulation Simulation => simulation;

    /// <summary>Begins a connection. The SYN is sent at once.</summary>
    public Connection Connect(Host host, int place, WireAddress local, ushort localPort, WireAddress remote, ushort port, StreamUser user, HostAction action, ActionResult? result)
    {
        Connection connection = Take(host, place, new ConnectionKey(host.Place, -1, local, remote, localPort, port), user);
        (connection.Action, connection.Forward, connection.ContainerHops) = (result, true, action.ContainerHops);
        connection.Ttl = (byte)(Connection.UsualTtl - action.ContainerHops);
        connection.State = TcpState.SynSent;
        connection.Highest = connection.Next = 1;
        Measure(connection, 1);
        Transmit(connection, 0, 0, Syn);
        SetDeadline(connection, simulation.NowNs + connection.TimeoutNs);
        return connection;
    }

    public bool IsFree(Host host, WireAddress local, ushort localPort, WireAddress remote, ushort port) =>
        !_connections.ContainsKey(new ConnectionKey(host.Place, -1, local, remote, localPort, port));

    public void Write(Connection connection, ReadOnlyMemory<byte> bytes, long fill)
    {
        connection.Out.Write(bytes);
        connection.Out.Fill(fill);
        Output(connection);
    }

    /// <summary>Sends what is written, then a FIN.</summary>
    public void Close(Connection connection)
    {
        if (connection.State is TcpState.SynSent)
        {
            Free(connection);
            return;
        }
        connection.Closes = true;
        if (connection.State == TcpState.Open) Output(connection);
    }

    /// <summary>Gives a connection up with a RST.</summary>
    public void Abort(Connection connection)
    {
        if (connection.State is TcpState.Open or TcpState.SynReceived) Transmit(connection, connection.Next, 0, Rst | Ack);
        Free(connection);
    }

    public void OnTimer(Due due)
    {
        Connection connection = _slots[due.Index];
        if (due.What == Happening.Acknowledge)
        {
            OnAnswerTimer(connection, due.Generation);
            return;
        }
        if (due.Generation != connection.TimerSerial) return;
        connection.QueuedNs = Connection.Never;
        if (connection.DeadlineNs == Connection.Never) return;
        if (connection.DeadlineNs > simulation.NowNs) SetDeadline(connection, connection.DeadlineNs);
        else if (connection.State == TcpState.TimeWait) Free(connection);
        else Retry(connection);
    }

    /// <summary>An ICMP error about a segment of a connection.</summary>
    public void Fail(Host host, Packet error)
    {
        ref readonly QuotedPacket quote = ref error.Quote;
        if (!_connections.TryGetValue(new ConnectionKey(host.Place, -1, quote.Source, quote.Destination, quote.SourcePort, quote.DestinationPort), out Connection? connection)) return;
        if (error.Mtu > 0)
        {
            if (host.LowerPathMtu(quote.Destination, error.Mtu)) Shrink(connection);
            return;
        }
        bool expired = error.Header.Protocol == 1 ? error.Header.IcmpType == 11 : error.Header.IcmpType == 3;
        if (expired || connection.State != TcpState.SynSent) return; // RFC 5461: established connections take them as soft
        bool refused = error.Header.Protocol == 1 ? error.Header.IcmpCode is 2 or 3 : error.Header.IcmpCode == 4;
        End(connection, refused ? StreamEnd.Refused : StreamEnd.Unreachable);
    }

    private void Shrink(Connection connection)
    {
        connection.SegmentSize = Math.Min(connection.SegmentSize, SegmentSizeTo(connection));
        if (connection.State != TcpState.Open) return;
        connection.Next = connection.Unacknowledged;
        connection.MeasuredFrom = -1;
        Output(connection);
    }

    // RFC 6298 section 5.5: twice as long each time.
    private void Retry(Connection connection)
    {
        int most = connection.State switch
        {
            TcpState.SynSent => LargestSynRetries,
            TcpState.SynReceived => LargestSynAckRetries,
            _ => LargestRetries,
        };
        if (connection.Retries >= most)
        {
            End(connection, StreamEnd.TimedOut);
            return;
        }
        connection.Retries++;
        connection.TimeoutNs = Math.Min(connection.TimeoutNs * 2, LargestTimeoutNs);
        connection.MeasuredFrom = -1;
        SetDeadline(connection, simulation.NowNs + connection.TimeoutNs);
        switch (connection.State)
        {
            case TcpState.SynSent:
                Transmit(connection, 0, 0, Syn);
                break;
            case TcpState.SynReceived:
                Transmit(connection, 0, 0, Syn | Ack);
                break;
            default:
                long flight = connection.Next - connection.Unacknowledged;
                connection.SlowStartUntil = Math.Max(flight / 2, 2 * connection.SegmentSize);
                connection.CongestionWindow = connection.SegmentSize;
                connection.Recovers = false;
                connection.Duplicates = 0;
                connection.Next = connection.Unacknowledged;
                Output(connection);
                break;
        }
    }

    private Connection Take(Host host, int place, ConnectionKey key, StreamUser user)
    {
        if (!_free.TryPop(out Connection? connection)) _slots.Add(connection = new Connection(_slots.Count));
        connection.Begin();
        (connection.Host, connection.Interface, connection.Key, connection.User) = (host, place, key, user);
        connection.FirstSent = (uint)simulation.Chance.NextUInt64();
        connection.TimeoutNs = FirstTimeoutNs;
        connection.SegmentSize = SegmentSizeTo(connection);
        connection.CongestionWindow = InitialSegments * connection.SegmentSize;
        _connections[key] = connection;
        return connection;
    }

    private static int SegmentSizeTo(Connection connection) =>
        Math.Min(connection.Host.PathMtu(connection.Key.Remote), connection.Host.SegmentMtu) - PacketBytes.IpHeader(connection.Version) - PacketBytes.TcpHeader;

    private void End(Connection connection, StreamEnd end)
    {
        StreamUser user = connection.User;
        if (end != StreamEnd.Closed && connection.Out.Length > 0) connection.Out = new SendBuffer(); // its segments may still be under way
        user.Over(this, connection, end);
        Free(connection);
    }

    private void Free(Connection connection)
    {
        if (connection.State == TcpState.Closed) return;
        _connections.Remove(connection.Key);
        connection.State = TcpState.Closed;
        connection.DeadlineNs = Connection.Never;
        connection.Unanswered = 0;
        connection.Generation++;
        connection.Action = null;
        _free.Push(connection);
    }

    [MethodImpl(Hot.Path)]
    private void SetDeadline(Connection connection, long timeNs)
    {
        connection.DeadlineNs = timeNs;
        if (timeNs >= connection.QueuedNs) return; // the event that stands in the queue looks again
        connection.QueuedNs = timeNs;
        simulation.Push(timeNs, new Due(Happening.Retransmit, connection.Slot, ++connection.TimerSerial));
    }

    private static void Measure(Connection connection, long position, long nowNs) => (connection.MeasuredFrom, connection.MeasuredSinceNs) = (position, nowNs);

    private void Measure(Connection connection, long position) => Measure(connection, position, simulation.NowNs);
}
