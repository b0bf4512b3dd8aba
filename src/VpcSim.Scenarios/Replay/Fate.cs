using VpcSim.DataPath.Trace;

namespace VpcSim.Scenarios.Replay;

/// <summary>What became of one packet.</summary>
/// <remarks>In this order it takes sixteen bytes, which come back from a call in registers.</remarks>
/// <param name="Outcome">Its outcome.</param>
/// <param name="IsCopy">Whether it is a packet seen before, captured once more.</param>
/// <param name="Verdict">Its verdict's number in the verdict book; −1 where no walk was asked.</param>
/// <param name="Blame">For a packet that was not sent: the number of the packet to blame; 0 where none was captured.</param>
internal readonly record struct Fate(Outcome Outcome, bool IsCopy = false, int Verdict = -1, long Blame = 0);
