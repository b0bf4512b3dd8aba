namespace VpcSim.Cli.Drawings.Layout;

/// <summary>What is outside of all VPCs, each beside those that lead to it, and the lines there; and the lines from VPC to VPC.</summary>
internal sealed class OutsideColumn
{
    private readonly Dictionary<string, PlacedBox> _placed;

    public OutsideColumn(Drawing drawing, int left, Dictionary<string, PlacedBox> placed)
    {
        _placed = placed;
        DrawnLink[] links = [.. drawing.Links.Where(static link => !link.IsRoute)];
        HashSet<string> outside = [.. drawing.Outside.Select(static node => node.Id)];
        DrawnLink[] across = [.. links.Where(link => !outside.Contains(link.From) && !outside.Contains(link.To))];
        string[] hubs = [.. links.Except(across).Where(link => !outside.Contains(link.From) || !outside.Contains(link.To)).Select(link => outside.Contains(link.To) ? link.To : link.From).Distinct()];
        int tracks = left + 16, x = tracks + ((hubs.Length + across.Length) * Sizes.Track) + 16;
        Right = left;
        PlaceAll(drawing, links, outside, x);
        for (int i = 0; i < hubs.Length; i++)
        {
            string hub = hubs[i];
            string[] ends = [.. links.Where(link => (link.To == hub && !outside.Contains(link.From)) || (link.From == hub && !outside.Contains(link.To))).Select(link => link.To == hub ? link.From : link.To)];
            DrawHub(_placed[hub], [.. ends.Where(_placed.ContainsKey).Select(end => _placed[end])], tracks + (i * Sizes.Track), drawing.Outside.First(node => node.Id == hub).Kind);
        }
        for (int i = 0; i < across.Length; i++) DrawAcross(across[i], tracks + ((hubs.Length + i) * Sizes.Track));
        foreach (DrawnLink link in links)
            if (outside.Contains(link.From) && outside.Contains(link.To)) DrawBeside(link);
    }

    public List<PlacedBox> Boxes { get; } = [];

    public List<PlacedLine> Lines { get; } = [];

    public int Right { get; private set; }

    public int Bottom { get; private set; }

    private void PlaceAll(Drawing drawing, DrawnLink[] links, HashSet<string> outside, int x)
    {
        int y = Sizes.Margin + 20;
        foreach ((DrawnNode node, int wanted) in drawing.Outside.Select(node => (node, Wanted(node.Id))).OrderBy(static pair => pair.Item2))
        {
            y = Math.Max(y, wanted - (Sizes.NodeHeight / 2));
            var box = new PlacedBox(x, y, Sizes.Node, Sizes.NodeHeight, node.Title, node.Subtitle, "#ffffff", DrawnColours.Of(node.Kind));
            _placed[node.Id] = box;
            Boxes.Add(box);
            y += Sizes.NodeHeight + Sizes.Between;
            (Right, Bottom) = (box.Right + (links.Any(link => outside.Contains(link.From) && outside.Contains(link.To)) ? 40 : 0), y - Sizes.Between);
        }

        // Beside the first of those that lead to it.
        int Wanted(string id) => links.Where(link => link.To == id || link.From == id).Select(link => link.To == id ? link.From : link.To)
            .Where(_placed.ContainsKey).Select(end => _placed[end].MiddleY).DefaultIfEmpty(0).Min();
    }

    private void DrawHub(PlacedBox hub, PlacedBox[] ends, int x, DrawnKind kind)
    {
        if (ends.Length == 0) return;
        string stroke = DrawnColours.Of(kind);
        foreach (PlacedBox end in ends) Lines.Add(new PlacedLine([new Point(end.Right, end.MiddleY), new Point(x, end.MiddleY)], stroke) { Joint = new Point(x, end.MiddleY) });
        Lines.Add(new PlacedLine([new Point(x, Math.Min(hub.MiddleY, ends.Min(static end => end.MiddleY))), new Point(x, Math.Max(hub.MiddleY, ends.Max(static end => end.MiddleY)))], stroke));
        Lines.Add(new PlacedLine([new Point(x, hub.MiddleY), new Point(hub.X, hub.MiddleY)], stroke));
    }

    private void DrawAcross(DrawnLink link, int x)
    {
        if (!_placed.TryGetValue(link.From, out PlacedBox? from) || !_placed.TryGetValue(link.To, out PlacedBox? to)) return;
        Right = Math.Max(Right, x + Sizes.Padding);
        Lines.Add(new PlacedLine([new Point(from.Right, from.MiddleY), new Point(x, from.MiddleY), new Point(x, to.MiddleY), new Point(to.Right, to.MiddleY)], DrawnColours.Of(link.Kind)) { IsDashed = true });
    }

    private void DrawBeside(DrawnLink link)
    {
        PlacedBox from = _placed[link.From], to = _placed[link.To];
        int x = Math.Max(from.Right, to.Right) + 20;
        Lines.Add(new PlacedLine([new Point(from.Right, from.MiddleY), new Point(x, from.MiddleY), new Point(x, to.MiddleY), new Point(to.Right, to.MiddleY)], DrawnColours.Of(link.Kind)));
    }
}
