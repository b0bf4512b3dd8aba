using System.Collections.Immutable;

namespace VpcSim.Cli.Drawings.Layout;

/// <summary>A line with its corners, in pixels.</summary>
internal sealed record PlacedLine(ImmutableArray<Point> Points, string Stroke)
{
    /// <summary>Stands above its beginning.</summary>
    public string Label { get; init; } = "";

    public bool HasArrow { get; init; }

    public bool IsDashed { get; init; }

    /// <summary>A dot where it meets another line.</summary>
    public Point? Joint { get; init; }
}
