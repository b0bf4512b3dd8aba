namespace VpcSim.Benchmarks.Profiles;

/// <summary>What the run-time counted at one place of a method.</summary>
/// <param name="Kind">What the place is; the number is that of the run-time's <c>PgoInstrumentationKind</c>.</param>
/// <param name="Offset">The place in the method's IL, where an edge begins or a call stands.</param>
/// <param name="Other">Of an edge the place that it leads to, of a call its flags.</param>
/// <param name="Times">How often the place was passed.</param>
/// <param name="Types">Of a call that an object decides on: types that were met, of the assembly-qualified name, each as often as it came up in the sample.</param>
internal sealed record Count(CountKind Kind, int Offset, int Other, long Times, string[] Types)
{
    public bool IsOfSamePlaceAs(Count other) => (Kind, Offset, Other) == (other.Kind, other.Offset, other.Other);

    public Count Plus(Count other) => this with { Times = Times + other.Times, Types = [.. Types, .. other.Types] };
}
