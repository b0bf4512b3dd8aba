using System.Runtime.CompilerServices;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Trace;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>The tracked connections of all interfaces. An entry lives until its idle time is over; nothing else ends it.</summary>
internal sealed partial class ConnectionTable(ConversationTable tuples)
{
    private const byte Fin = 1, Syn = 2, Reset = 4, Ack = 16;
    private readonly Slab<Connection> _table = new();
    private readonly Dictionary<int, TrackedOfInstance> _counted = [];
    private int[] _instances = []; // by slot, of those that count for an instance
    private int _sweepAt;
    private int _added;

    /// <summary>Tracked connections, those expired and not yet swept included.</summary>
    public int Count => _table.Count;

    public ref Connection this[int slot] => ref _table[slot];

    public uint SerialOf(int slot) => _table[slot].Serial;

    /// <summary>The connections that there are now, for loops over many.</summary>
    public Slab<Connection>.View Entries => _table.Entries;

    /// <summary>Prolongs a connection, if a remembered slot still holds it and an ordinary packet changes nothing about it.</summary>
    [MethodImpl(Hot.Path)]
    public bool TryTouch(in Touch touch, long nowNs)
    {
        ref Connection connection = ref _table[touch.Slot];
        if (connection.Serial != touch.Serial || nowNs > connection.ExpiresNs || connection.AdvancesOn(touch.ByInitiator)) return false;
        if (connection.IdleTimeoutNs != 0) connection.ExpiresNs = nowNs + connection.IdleTimeoutNs;
        return true;
    }

    /// <summary>The slot of a connection that has not expired, or −1.</summary>
    [MethodImpl(Hot.Path)]
    public int Find(in ConnectionKey key, long nowNs)
    {
        int tuple = tuples.Find(in key.Tuple);
        int slot = tuple < 0 ? -1 : Find(tuple, in key);
        if (slot < 0) return -1;
        if (nowNs <= _table[slot].ExpiresNs) return slot;
        Remove(slot);
        return -1;
    }

    /// <summary>Whether an instance may track another connection. What has expired frees its place; nothing else does.</summary>
    /// <param name="instance">The instance, by its place in the design.</param>
    /// <param name="allowance">How many places it has.</param>
    /// <param name="places">How many places the connection takes.</param>
    /// <param name="nowNs">The time.</param>
    public bool HasPlace(int instance, int allowance, int places, long nowNs)
    {
        if (!_counted.TryGetValue(instance, out TrackedOfInstance? tracked)) return places <= allowance;
        if (tracked.Exceeds(allowance, places)) tracked.Aside.Free(nowNs);
        while (tracked.Exceeds(allowance, places) && tracked.TryTakeDue(nowNs, out (int Slot, uint Serial) due))
        {
            if (!IsThere(due.Slot, due.Serial)) continue;
            if (nowNs > _table[due.Slot].ExpiresNs) Remove(due.Slot);
            else tracked.Note(due.Slot, due.Serial, _table[due.Slot].ExpiresNs);
        }
        return !tracked.Exceeds(allowance, places);
    }

    /// <summary>Counts a new connection for an instance whose allowance is limited.</summary>
    public void CountFor(int slot, int instance, int places)
    {
        if (!_counted.TryGetValue(instance, out TrackedOfInstance? tracked)) _counted.Add(instance, tracked = new TrackedOfInstance());
        ref Connection connection = ref _table[slot];
        connection.Places = places;
        if (slot >= _instances.Length) Array.Resize(ref _instances, Math.Max(slot + 1, _instances.Length * 2));
        _instances[slot] = instance;
        tracked.Places += places;
        tracked.Note(slot, _table[slot].Serial, connection.ExpiresNs);
        if (tracked.IsWorthPruning) tracked.Prune(IsThere);
    }

    /// <summary>Starts tracking with the packet that opened the connection.</summary>
    [MethodImpl(Hot.Path)]
    public int Add(in ConnectionKey key, in Passage packet, bool egress, TrackingTimeouts timeouts)
    {
        int tuple = tuples.FindOrAdd(in key.Tuple);
        int slot = Find(tuple, in key);
        if (slot < 0) slot = Take(tuple);
        ref Connection connection = ref _table[slot];
        connection.Begin(in key);
        connection.InitiatedByLocal = egress;
        connection.State = packet.Protocol switch
        {
            6 => (packet.TcpFlags & (Syn | Ack)) == Syn ? ConnectionState.SynSent : ConnectionState.Established,
            17 => ConnectionState.UdpAsked,
            1 or 58 => ConnectionState.Icmp,
            _ => ConnectionState.Other,
        };
        if (packet.Protocol == 6 && !packet.IsLaterFragment && (packet.TcpFlags & (Fin | Reset)) != 0)
            NoteEnd(ref connection, packet.TcpFlags, byInitiator: true);
        Prolong(ref connection, packet.TimeNs, timeouts);
        return slot;
    }

    /// <summary>Lets a packet of the connection act on its state.</summary>
    /// <returns>True when the state changed.</returns>
    [MethodImpl(Hot.Path)]
    public bool Advance(int slot, in Passage packet, bool byInitiator, TrackingTimeouts timeouts)
    {
        ref Connection connection = ref _table[slot];
        ConnectionState before = connection.State;
        long expiredNs = connection.ExpiresNs;
        if (connection.AdvancesOn(byInitiator)) connection.State = Next(connection.State);
        if (packet.Protocol == 6 && !packet.IsLaterFragment && (packet.TcpFlags & (Fin | Reset)) != 0)
            NoteEnd(ref connection, packet.TcpFlags, byInitiator);
        if (before != ConnectionState.Closing) Prolong(ref connection, packet.TimeNs, timeouts);
        if (connection.Places > 0 && connection.ExpiresNs < expiredNs) NoteEarlierEnd(slot);
        return connection.State != before;
    }

    /// <summary>Lets a FIN or RST act on an established connection whose packets need no walk.</summary>
    /// <returns>True when the connection is closing from now on.</returns>
    public bool NoteEnd(in Touch touch, byte tcpFlags, long nowNs, long closingNs)
    {
        ref Connection connection = ref _table[touch.Slot];
        if (connection.State == ConnectionState.Closing) return false;
        NoteEnd(ref connection, tcpFlags, touch.ByInitiator);
        if (connection.State != ConnectionState.Closing) return false;
        connection.IdleTimeoutNs = 0;
        connection.ExpiresNs = nowNs + closingNs;
        if (connection.Places > 0) NoteEarlierEnd(touch.Slot);
        return true;
    }

    /// <summary>How far a connection has come, for the trail.</summary>
    public Tracking TrackingOf(int slot) => _table[slot].State switch
    {
        ConnectionState.SynSent or ConnectionState.UdpAsked => Tracking.Unanswered,
        ConnectionState.Closing => Tracking.Ended,
        _ => Tracking.Established,
    };

    /// <summary>Whether a packet opens a new connection on the tuple of one that is over (RFC 9293 section 3.6.1).</summary>
    public bool IsReopened(int slot, in Passage packet) =>
        _table[slot].State == ConnectionState.Closing && (packet.TcpFlags & (Syn | Ack)) == Syn;

    public void Remove(int slot)
    {
        ref Connection connection = ref _table[slot];
        if (connection.Places > 0) _counted[_instances[slot]].Places -= connection.Places;
        int tuple = TupleOf(slot);
        ref int link = ref tuples[tuple].FirstConnection;
        while (link != slot) link = ref _table[link].Next;
        link = connection.Next;
        connection.Advance();
        _table.Give(slot);
        tuples.RemoveUnneeded(tuple);
    }

    /// <summary>Looks at the next places and forgets what has expired; costs time, never changes a result.</summary>
    [MethodImpl(Hot.Path)]
    public void Sweep(int places, long nowNs)
    {
        int extent = _table.Extent;
        for (places = Math.Min(places + 2 * _added, extent); places > 0; places--)
        {
            if (_sweepAt >= extent) _sweepAt = 0;
            if (_table[_sweepAt].IsLive && nowNs > _table[_sweepAt].ExpiresNs) Remove(_sweepAt);
            _sweepAt++;
        }
        _added = 0;
    }

    // Chains are short: as long as interfaces on the way.
    private int TupleOf(int slot)
    {
        while (slot >= 0) slot = _table[slot].Next;
        return ~slot;
    }

    private int Find(int tuple, in ConnectionKey key)
    {
        int slot = tuples[tuple].FirstConnection;
        while (slot >= 0 && !_table[slot].IsOf(in key)) slot = _table[slot].Next;
        return slot;
    }

    private int Take(int tuple)
    {
        _added++;
        int slot = _table.Take();
        ref Connection taken = ref _table[slot];
        ref int first = ref tuples[tuple].FirstConnection;
        taken.Next = first >= 0 ? first : ~tuple;
        taken.Advance();
        first = slot;
        return slot;
    }

    private bool IsThere(int slot, uint serial) => _table[slot].IsLive && _table[slot].Serial == serial;

    private void NoteEarlierEnd(int slot) => _counted[_instances[slot]].Note(slot, _table[slot].Serial, _table[slot].ExpiresNs);

    private static ConnectionState Next(ConnectionState state) => state switch
    {
        ConnectionState.SynSent => ConnectionState.Established,
        ConnectionState.UdpAsked => ConnectionState.UdpAnswered,
        ConnectionState.UdpAnswered => ConnectionState.UdpAskedAgain,
        ConnectionState.UdpAskedAgain => ConnectionState.UdpStream,
        _ => state,
    };

    private static void NoteEnd(ref Connection connection, byte flags, bool byInitiator)
    {
        if (byInitiator) connection.InitiatorFinished = true;
        else connection.ResponderFinished = true;
        if ((flags & Reset) != 0 || (connection.InitiatorFinished && connection.ResponderFinished)) connection.State = ConnectionState.Closing;
    }

    private static void Prolong(ref Connection connection, long nowNs, TrackingTimeouts timeouts)
    {
        long timeout = timeouts.Of(connection.State);
        connection.IdleTimeoutNs = connection.State == ConnectionState.Closing ? 0 : timeout;
        connection.ExpiresNs = nowNs + timeout;
    }
}
