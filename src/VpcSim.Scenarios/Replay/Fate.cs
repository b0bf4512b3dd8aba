using VpcSim.DataPath.Trace;

namespace VpcSim.Scenarios.Replay;

/// <summary>What became of one packet.</summary>
/// <param name="word">Outcome, verdict and whether it is a copy, from <see cref="WordOf"/>: one word comes back from a call in a register.</param>
/// <param name="blame">For a packet that was not sent: the number of the packet to blame; 0 where none was captured.</param>
internal readonly struct Fate(long word, long blame)
{
    private const int OutcomeShift = 32;
    private const long CopyBit = 1L << 40;

    public Outcome Outcome => (Outcome)(byte)(word >> OutcomeShift);

    /// <summary>Whether it is a packet seen before, captured once more.</summary>
    public bool IsCopy => (word & CopyBit) != 0;

    /// <summary>Its verdict's number in the verdict book; -1 where no walk was asked.</summary>
    public int Verdict => (int)word;

    public long Blame => blame;

    public static long WordOf(Outcome outcome, int verdict = -1, bool isCopy = false) => (uint)verdict | (long)(byte)outcome << OutcomeShift | (isCopy ? CopyBit : 0);

    /// <summary>The same of the packet captured once more.</summary>
    public Fate AsCopy() => new(word | CopyBit, blame);
}
