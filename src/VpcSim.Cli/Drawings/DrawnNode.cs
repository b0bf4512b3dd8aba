namespace VpcSim.Cli.Drawings;

/// <summary>A box without boxes in it.</summary>
/// <param name="Id">Unique in the drawing.</param>
/// <param name="Title">Its first line.</param>
/// <param name="Subtitle">Its second line; may be empty.</param>
/// <param name="Kind">What it stands for.</param>
internal sealed record DrawnNode(string Id, string Title, string Subtitle, DrawnKind Kind);
