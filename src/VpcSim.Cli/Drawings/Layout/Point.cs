namespace VpcSim.Cli.Drawings.Layout;

/// <summary>A place in the picture, in pixels from its upper left corner.</summary>
internal readonly record struct Point(int X, int Y);
