using VpcSim.Import.Documents;

namespace VpcSim.Testing.Building;

/// <summary>A call of a builder in somebody's source, for what is said about it later.</summary>
/// <param name="Words">The call as it reads: <c>Subnet("AppSubnet", "10.0.2.0/24")</c>.</param>
/// <param name="File">The source file's name.</param>
/// <param name="Place">The line; the column is the number of the call, by which it is found again.</param>
internal sealed record CallSite(string Words, string File, Place Place)
{
    public override string ToString() => $"{File}:{Place.Line}: {Words}";
}
