namespace VpcSim.DataPath.Flows;

/// <summary>Which echo requests of a conversation arrived, a bit per sequence number.</summary>
internal sealed class EchoLedgers
{
    private const int Words = 65_536 / 64;
    private readonly Slab<Ledger> _ledgers = new();

    public bool Contains(int ledger, ushort sequence)
    {
        if (ledger < 0) return false;
        ref Ledger found = ref _ledgers[ledger];
        if (found.All is { } all) return (all[sequence >> 6] & 1UL << (sequence & 63)) != 0;
        return (sequence & ~63) == found.FirstSequence && (found.First & 1UL << (sequence & 63)) != 0;
    }

    public void Note(ref int ledger, ushort sequence, bool arrived)
    {
        if (ledger < 0)
        {
            ledger = _ledgers.Take();
            _ledgers[ledger] = new Ledger { FirstSequence = sequence & ~63 };
        }
        ref Ledger found = ref _ledgers[ledger];
        if (found.All is null && (sequence & ~63) != found.FirstSequence) found.Widen();
        ref ulong word = ref found.All is null ? ref found.First : ref found.All[sequence >> 6];
        ulong bit = 1UL << (sequence & 63);
        word = arrived ? word | bit : word & ~bit;
    }

    public void Free(ref int ledger)
    {
        if (ledger < 0) return;
        _ledgers[ledger] = default;
        _ledgers.Give(ledger);
        ledger = -1;
    }

    /// <summary>What a ledger holds, if that is one word.</summary>
    public bool TryGetWord(int ledger, out int firstSequence, out ulong word)
    {
        ref Ledger found = ref _ledgers[ledger];
        (firstSequence, word) = (found.FirstSequence, found.First);
        return found.All is null;
    }

    /// <summary>A ledger of one word.</summary>
    public int Of(int firstSequence, ulong word)
    {
        int ledger = _ledgers.Take();
        _ledgers[ledger] = new Ledger { FirstSequence = firstSequence, First = word };
        return ledger;
    }

    // Most pings send fewer than 64 requests: one word serves them; a longer one takes 8 KiB once.
    private struct Ledger
    {
        public int FirstSequence;
        public ulong First;
        public ulong[]? All;

        public void Widen()
        {
            All = new ulong[Words];
            All[FirstSequence >> 6] = First;
        }
    }
}
