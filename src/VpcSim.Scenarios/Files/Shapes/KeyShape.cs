namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>A key of a mapping.</summary>
/// <param name="Name">In kebab-case.</param>
/// <param name="Value">The shape of its value.</param>
/// <param name="Meaning">One sentence, which editors show.</param>
/// <param name="Presence">Whether it must stand.</param>
internal sealed record KeyShape(string Name, Shape Value, string Meaning, Presence Presence = Presence.Optional);
