using VpcSim.Cli.Drawings.Layout;

namespace VpcSim.Cli.Drawings;

/// <summary>Writes a drawing as a picture. (SVG 1.1)</summary>
internal sealed class SvgDrawing
{
    private readonly TextWriter _output;

    private SvgDrawing(TextWriter output) => _output = output;

    public static void Write(TextWriter output, Drawing drawing) => new SvgDrawing(output).Write(new NetworkLayout(drawing));

    private void Write(NetworkLayout layout)
    {
        _output.WriteLine($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{layout.Width}\" height=\"{layout.Height}\" viewBox=\"0 0 {layout.Width} {layout.Height}\" font-family=\"Helvetica, Arial, sans-serif\">");
        _output.WriteLine($"<title>{Escaped(layout.Title)}</title>");
        _output.WriteLine($"<rect width=\"{layout.Width}\" height=\"{layout.Height}\" fill=\"#ffffff\"/>");
        Text(Sizes.Margin, 24, layout.Title, 14, "#24292f", bold: true);
        foreach (PlacedBox box in layout.Frames) Write(box);
        foreach (PlacedLine line in layout.Lines) Write(line);
        foreach (PlacedBox box in layout.Boxes) Write(box);
        foreach (PlacedLine line in layout.Lines) WriteLabel(line);
        _output.WriteLine("</svg>");
    }

    private void Write(PlacedBox box)
    {
        _output.WriteLine($"<rect x=\"{box.X}\" y=\"{box.Y}\" width=\"{box.Width}\" height=\"{box.Height}\" rx=\"6\" fill=\"{box.Fill}\" stroke=\"{box.Stroke}\"{(box.IsFrame ? " stroke-width=\"2\"" : "")}/>");
        int room = box.Width - (2 * Sizes.Padding);
        Text(box.X + Sizes.Padding, box.Y + 16, Sizes.Fitting(box.Title, room, Sizes.Letter), 12, "#24292f", bold: true, box.Title);
        if (box.Subtitle.Length > 0) Text(box.X + Sizes.Padding, box.Y + 31, Sizes.Fitting(box.Subtitle, room, Sizes.SmallLetter), 11, "#57606a", bold: false, box.Subtitle);
    }

    private void Write(PlacedLine line)
    {
        string points = string.Join(' ', line.Points.Select(static point => $"{point.X},{point.Y}"));
        _output.WriteLine($"<polyline points=\"{points}\" fill=\"none\" stroke=\"{line.Stroke}\" stroke-width=\"1.5\"{(line.IsDashed ? " stroke-dasharray=\"5 3\"" : "")}/>");
        if (line.HasArrow) Arrow(line);
        if (line.Joint is { } joint) _output.WriteLine($"<circle cx=\"{joint.X}\" cy=\"{joint.Y}\" r=\"3\" fill=\"{line.Stroke}\"/>");
    }

    private void Arrow(PlacedLine line)
    {
        Point end = line.Points[^1];
        int back = line.Points[^2].X < end.X ? -7 : 7;
        _output.WriteLine($"<polygon points=\"{end.X},{end.Y} {end.X + back},{end.Y - 4} {end.X + back},{end.Y + 4}\" fill=\"{line.Stroke}\"/>");
    }

    private void WriteLabel(PlacedLine line)
    {
        if (line.Label.Length > 0) Text(line.Points[0].X + 4, line.Points[0].Y - 3, line.Label, 10, line.Stroke, bold: false);
    }

    private void Text(int x, int y, string text, int size, string colour, bool bold, string? whole = null)
    {
        string tip = whole is null || whole == text ? "" : $"<title>{Escaped(whole)}</title>";
        _output.WriteLine($"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{colour}\"{(bold ? " font-weight=\"bold\"" : "")}>{Escaped(text)}{tip}</text>");
    }

    private static string Escaped(string text)
    {
        string plain = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        return string.Concat(plain.Select(static letter => System.Xml.XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter) ? letter : ' '));
    }
}
