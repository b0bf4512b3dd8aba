using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VpcSim.DataPath.Flows.Cold;
using VpcSim.DataPath.SecurityGroups;

namespace VpcSim.DataPath.Flows;

// The bound on what is in memory: those silent longest go to disk and come back where they are looked for.
public sealed partial class FlowTable
{
    private const int MostConnections = 8;
    private readonly Connection[] _moved = new Connection[MostConnections];
    private ColdFlows? _ended;

    /// <summary>What the bound on conversations has put aside so far; null where nothing.</summary>
    public FlowsAside? Aside => (_conversations.Cold ?? _ended) is { PutAside: > 0 } cold ? new FlowsAside(cold.PutAside, cold.BroughtBack, cold.LargestLength) : null;

    /// <summary>From now on keeps no more conversations in memory than that.</summary>
    internal void Keep(FlowBound bound) => _conversations.Cold = new ColdFlows(this, _conversations, bound);

    /// <summary>Puts conversations aside if there are too many; costs time, never changes a result.</summary>
    internal void Bound(long nowNs) => _conversations.Cold?.Bound(nowNs);

    /// <summary>Writes a conversation as it is put aside and removes it from memory.</summary>
    /// <param name="slot">A live slot.</param>
    /// <param name="to">Room for all that it may take.</param>
    /// <returns>The bytes that it takes; 0 where it has to stay.</returns>
    internal int Move(int slot, Span<byte> to)
    {
        ref Conversation conversation = ref _conversations[slot];
        int connections = _connections.Copy(slot, _moved);
        int firstSequence = 0;
        ulong echoes = 0;
        int ledger = EchoLedgerOf(in conversation);
        if (connections < 0 || (ledger >= 0 && !_echoes.TryGetWord(ledger, out firstSequence, out echoes))) return 0;
        int length = Unsafe.SizeOf<ColdFlow>();
        FlowKey key = _conversations.KeyOf(slot);
        var front = new ColdFlow
        {
            Key = key,
            Hash = key.Hash(),
            LastSeenNs = conversation.LastSeenNs,
            Facts = conversation.Facts,
            Mss = conversation.Mss,
            Mark = conversation.Mark,
            Connections = (byte)connections,
            HasLosses = conversation.Rest >= 0 && !_rests[conversation.Rest].Losses.IsNone,
            HasEchoes = ledger >= 0,
        };
        if (front.HasLosses) Append(to, ref length, in _rests[conversation.Rest].Losses);
        if (front.HasEchoes)
        {
            Append(to, ref length, in firstSequence);
            Append(to, ref length, in echoes);
        }
        for (int i = 0; i < connections; i++) Append(to, ref length, in _moved[i]);
        front.Length = (ushort)length;
        MemoryMarshal.Write(to, in front);

        ForgetRest(ref conversation);
        Paths.Forget(ref conversation.PathFromLow);
        Paths.Forget(ref conversation.PathFromHigh);
        _connections.Forget(slot);
        _conversations.Remove(slot);
        return length;
    }

    /// <summary>Makes a new conversation the one that was put aside.</summary>
    internal void PutBack(int slot, ReadOnlySpan<byte> from)
    {
        ColdFlow front = Take<ColdFlow>(ref from);
        ref Conversation conversation = ref _conversations[slot];
        conversation.LastSeenNs = front.LastSeenNs;
        conversation.Facts = front.Facts;
        conversation.Mss = front.Mss;
        conversation.Mark = front.Mark;
        if (front.HasLosses) RestOf(ref conversation).Losses = Take<Losses>(ref from);
        if (front.HasEchoes) RestOf(ref conversation).EchoLedger = _echoes.Of(Take<int>(ref from), Take<ulong>(ref from));
        for (int i = 0; i < front.Connections; i++) _moved[i] = Take<Connection>(ref from);
        _connections.PutBack(slot, _moved.AsSpan(0, front.Connections));
    }

    /// <summary>Whether a conversation that was put aside may still matter; else its losses are counted and it is over.</summary>
    internal bool IsNeeded(ReadOnlySpan<byte> from, long nowNs)
    {
        ReadOnlySpan<byte> whole = from;
        ColdFlow front = Take<ColdFlow>(ref from);
        var conversation = new Conversation { LastSeenNs = front.LastSeenNs, Facts = front.Facts };
        if (!IsOver(in conversation, front.Key.Protocol, nowNs)) return true;
        if (front.HasLosses) from = from[Unsafe.SizeOf<Losses>()..];
        if (front.HasEchoes) from = from[(sizeof(int) + sizeof(ulong))..];
        for (int i = 0; i < front.Connections; i++)
            if (nowNs <= Take<Connection>(ref from).ExpiresNs) return true;
        EndCold(whole);
        return false;
    }

    private void EndCold()
    {
        if (_conversations.Cold is not { } cold) return;
        cold.ForEach(EndCold);
        cold.Dispose();
        (_conversations.Cold, _ended) = (null, cold);
    }

    private void EndCold(ReadOnlySpan<byte> from)
    {
        ColdFlow front = Take<ColdFlow>(ref from);
        if (front.HasLosses) Dropped.Offer(in front.Key, Take<Losses>(ref from));
    }

    private static void Append<T>(Span<byte> to, ref int length, in T value)
        where T : unmanaged
    {
        MemoryMarshal.Write(to[length..], in value);
        length += Unsafe.SizeOf<T>();
    }

    private static T Take<T>(ref ReadOnlySpan<byte> from)
        where T : unmanaged
    {
        T value = MemoryMarshal.Read<T>(from);
        from = from[Unsafe.SizeOf<T>()..];
        return value;
    }
}
