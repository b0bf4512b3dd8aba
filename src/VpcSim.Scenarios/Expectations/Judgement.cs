using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Expectations;

/// <summary>Whether an expectation held.</summary>
/// <param name="Place">Where it stands in the scenario file.</param>
/// <param name="Expected">What was expected, in a few words, such as <c>never from internet to Database</c>.</param>
/// <param name="Failure">What came instead and why; several lines. Null where it held.</param>
public sealed record Judgement(Place Place, string Expected, string? Failure)
{
    public bool Held => Failure is null;
}
