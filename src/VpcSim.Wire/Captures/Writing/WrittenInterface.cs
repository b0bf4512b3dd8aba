namespace VpcSim.Wire.Captures.Writing;

/// <summary>An interface of a pcapng file that is written, as its interface description block tells it.</summary>
/// <param name="Link">What its frames begin with.</param>
/// <param name="Name">Option if_name; empty leaves it out.</param>
/// <param name="Description">Option if_description; empty leaves it out.</param>
public readonly record struct WrittenInterface(LinkType Link, string Name, string Description = "");
