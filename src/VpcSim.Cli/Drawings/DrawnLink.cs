namespace VpcSim.Cli.Drawings;

/// <summary>A line between two boxes.</summary>
/// <param name="From">A subnet, for a route; else a node.</param>
/// <param name="To">A node.</param>
/// <param name="Label">Destinations of routes, or a name; may be empty.</param>
/// <param name="Kind">That of the node it leads to.</param>
/// <param name="IsRoute">Whether it stands for routes of a subnet's table.</param>
internal sealed record DrawnLink(string From, string To, string Label, DrawnKind Kind, bool IsRoute);
