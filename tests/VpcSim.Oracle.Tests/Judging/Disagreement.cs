namespace VpcSim.Oracle.Tests.Judging;

/// <summary>A thing of which the judges say different things.</summary>
/// <param name="About">What it is about, the same in a smaller case: a packet and both verdicts, or a name of <see cref="Drops"/>.</param>
/// <param name="Text">The whole of it.</param>
internal sealed record Disagreement(string About, string Text)
{
    public override string ToString() => Text;
}
