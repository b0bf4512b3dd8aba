namespace VpcSim.Oracle.Tests.Judging;

/// <summary>What became of every packet, and how many packets each thing dropped that drops any.</summary>
/// <param name="Arrivals">By the packet's number: the place where it arrived, or <see cref="Lost"/>.</param>
/// <param name="Dropped">Packets by what dropped them; fragments of one packet count as one.</param>
internal sealed record Judgement(int[] Arrivals, IReadOnlyDictionary<string, int> Dropped)
{
    public const int Lost = -1;
}
