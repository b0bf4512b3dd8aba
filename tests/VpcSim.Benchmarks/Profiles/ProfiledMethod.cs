namespace VpcSim.Benchmarks.Profiles;

/// <summary>A method in a profile.</summary>
/// <param name="Name">The method.</param>
/// <param name="Counts">What was counted in it; empty where it need but be compiled.</param>
internal sealed record ProfiledMethod(MethodName Name, IReadOnlyList<Count> Counts);
