namespace VpcSim.Scenarios.Files;

/// <summary>A mistake in a scenario file.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Line">From 1; 0 where the file itself could not be read.</param>
/// <param name="Column">From 1; 0 where the file itself could not be read.</param>
/// <param name="Message">What is wrong and what to write, without a full stop.</param>
public sealed record ScenarioProblem(string File, int Line, int Column, string Message)
{
    public override string ToString() => Line > 0 ? $"{File}:{Line}:{Column}: {Message}" : $"{File}: {Message}";
}
