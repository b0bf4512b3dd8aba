namespace VpcSim.Cli.Drawings.Layout;

/// <summary>A box with its place, in pixels.</summary>
internal sealed record PlacedBox(int X, int Y, int Width, int Height, string Title, string Subtitle, string Fill, string Stroke, bool IsFrame = false)
{
    public int Right => X + Width;

    public int MiddleY => Y + (Height / 2);
}
