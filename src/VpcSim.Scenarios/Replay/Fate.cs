using VpcSim.DataPath.Trace;

namespace VpcSim.Scenarios.Replay;

/// <summary>What became of one packet.</summary>
/// <remarks>In sixteen bytes it comes back from a call in registers. The first three stand in one word: written one by one and read as a word, they would
/// hold the processor up at each packet until they are in the cache.</remarks>
/// <param name="outcome">Its outcome.</param>
/// <param name="isCopy">Whether it is a packet seen before, captured once more.</param>
/// <param name="verdict">Its verdict's number in the verdict book; -1 where no walk was asked.</param>
/// <param name="blame">For a packet that was not sent: the number of the packet to blame; 0 where none was captured.</param>
internal readonly struct Fate(Outcome outcome, bool isCopy = false, int verdict = -1, long blame = 0)
{
    private const int OutcomeShift = 32;
    private const long CopyBit = 1L << 40;
    private readonly long _word = (uint)verdict | (long)(byte)outcome << OutcomeShift | (isCopy ? CopyBit : 0);

    public Outcome Outcome => (Outcome)(byte)(_word >> OutcomeShift);

    public bool IsCopy => (_word & CopyBit) != 0;

    public int Verdict => (int)_word;

    public long Blame { get; } = blame;

    /// <summary>The same of the packet captured once more.</summary>
    public Fate AsCopy() => new(Outcome, isCopy: true, Verdict, Blame);
}
