namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>Whether a key must stand in its mapping.</summary>
internal enum Presence
{
    Optional,
    Required,

    /// <summary>Exactly one of those that say so stands.</summary>
    OneOf,
}
