namespace VpcSim.Cli.Drawings.Layout;

/// <summary>How large things are, in pixels.</summary>
internal static class Sizes
{
    public const int Margin = 24;
    public const int Padding = 10;
    public const int Gap = 8;
    public const int Node = 172;
    public const int NodeHeight = 40;
    public const int HostsInRow = 4;
    public const int Heading = 38;
    public const int Track = 14;
    public const int Between = 28;

    /// <summary>A letter of 12 pixels, bold; of 11 pixels; of 10 pixels.</summary>
    public const double Letter = 7.7, SmallLetter = 6.1, TinyLetter = 5.6;

    public static int WidthOf(string text, double letter) => (int)Math.Ceiling(text.Length * letter);

    /// <summary>A text, without its middle where there is no room for it: beginnings and ends tell names apart.</summary>
    public static string Fitting(string text, int room, double letter)
    {
        int most = Math.Max(3, (int)(room / letter));
        if (text.Length <= most) return text;
        int first = (most - 1) / 3;
        return $"{text.AsSpan(0, first)}…{text.AsSpan(text.Length - (most - 1 - first))}";
    }
}
