using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Files;

/// <summary>A name or text of a scenario file with its place, for what is said about it later.</summary>
public readonly record struct Placed(string Text, Place Place)
{
    public override string ToString() => Text;
}
