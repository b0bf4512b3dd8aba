namespace VpcSim.DataPath.Flows;

/// <summary>Which echo requests of a conversation arrived, a bit per sequence number.</summary>
internal sealed class EchoLedgers
{
    private const int Words = 65_536 / 64;
    private readonly Slab<Ledger> _ledgers = new();
    private readonly Dictionary<int, ulong[]> _wide = []; // by ledger, of those that need more than a word

    public bool Contains(int ledger, ushort sequence)
    {
        if (ledger < 0) return false;
        ref Ledger found = ref _ledgers[ledger];
        if (found.IsWide) return (_wide[ledger][sequence >> 6] & 1UL << (sequence & 63)) != 0;
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
        if (!found.IsWide && (sequence & ~63) != found.FirstSequence) Widen(ledger);
        ref ulong word = ref found.IsWide ? ref _wide[ledger][sequence >> 6] : ref found.First;
        ulong bit = 1UL << (sequence & 63);
        word = arrived ? word | bit : word & ~bit;
    }

    public void Free(ref int ledger)
    {
        if (ledger < 0) return;
        if (_ledgers[ledger].IsWide) _wide.Remove(ledger);
        _ledgers.Give(ledger);
        ledger = -1;
    }

    /// <summary>What a ledger holds, if that is one word.</summary>
    public bool TryGetWord(int ledger, out int firstSequence, out ulong word)
    {
        ref Ledger found = ref _ledgers[ledger];
        (firstSequence, word) = (found.FirstSequence, found.First);
        return !found.IsWide;
    }

    /// <summary>A ledger of one word.</summary>
    public int Of(int firstSequence, ulong word)
    {
        int ledger = _ledgers.Take();
        _ledgers[ledger] = new Ledger { FirstSequence = firstSequence, First = word };
        return ledger;
    }

    private void Widen(int ledger)
    {
        ref Ledger narrow = ref _ledgers[ledger];
        ulong[] all = new ulong[Words];
        all[narrow.FirstSequence >> 6] = narrow.First;
        _wide.Add(ledger, all);
        narrow.IsWide = true;
    }

    // Most pings send fewer than 64 requests: one word serves them; a longer one takes 8 KiB once.
    private struct Ledger
    {
        public int FirstSequence;
        public bool IsWide;
        public ulong First;
    }
}
