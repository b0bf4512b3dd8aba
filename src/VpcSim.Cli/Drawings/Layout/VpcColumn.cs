namespace VpcSim.Cli.Drawings.Layout;

/// <summary>One VPC: its subnets, its gateways, and the lines of its routes between them.</summary>
internal sealed class VpcColumn
{
    private readonly Dictionary<string, PlacedBox> _placed;
    private readonly DrawnLink[] _routes;
    private readonly string[] _targets;
    private readonly Dictionary<string, int> _stubs = new(StringComparer.Ordinal);
    private readonly int _subnetWidth;

    /// <param name="vpc">The VPC.</param>
    /// <param name="routes">Routes of all VPCs.</param>
    /// <param name="y">Where it begins.</param>
    /// <param name="subnetWidth">The width of every subnet.</param>
    /// <param name="gateways">Where its gateways stand: at least what <see cref="RoomFor"/> says.</param>
    /// <param name="placed">Takes the places of what is drawn, by id.</param>
    public VpcColumn(DrawnVpc vpc, DrawnLink[] routes, int y, int subnetWidth, int gateways, Dictionary<string, PlacedBox> placed)
    {
        _placed = placed;
        _subnetWidth = subnetWidth;
        _routes = Own(vpc, routes);
        _targets = Targets(_routes);
        int inner = y + Sizes.Heading + Sizes.Gap, bottom = inner;
        var inside = new List<PlacedBox>();
        foreach (DrawnSubnet subnet in vpc.Subnets)
        {
            inside.Add(Place(subnet, bottom));
            bottom += inside[^1].Height + Sizes.Gap;
        }
        int tracks = Sizes.Margin + Sizes.Padding + subnetWidth + Labels(_routes);
        int gatewayY = inner;
        foreach (DrawnNode gateway in vpc.Gateways)
        {
            var box = new PlacedBox(gateways, gatewayY, Sizes.Node, Sizes.NodeHeight, gateway.Title, gateway.Subtitle, "#ffffff", DrawnColours.Of(gateway.Kind));
            _placed[gateway.Id] = box;
            Boxes.Add(box);
            gatewayY += Sizes.NodeHeight + Sizes.Gap;
        }
        Bottom = Math.Max(Math.Max(bottom, gatewayY), inner + Sizes.Gap);
        int border = gateways + (Sizes.Node / 2);
        Frames.Add(new PlacedBox(Sizes.Margin, y, border - Sizes.Margin, Bottom - y, vpc.Title, vpc.Subtitle, "#fcfbfe", DrawnColours.VpcBorder, IsFrame: true));
        Frames.AddRange(inside);
        Right = vpc.Gateways.IsEmpty ? border : gateways + Sizes.Node;
        for (int i = 0; i < _targets.Length; i++) DrawTrack(_targets[i], tracks + (i * Sizes.Track));
    }

    public List<PlacedBox> Frames { get; } = [];

    public List<PlacedBox> Boxes { get; } = [];

    public List<PlacedLine> Lines { get; } = [];

    public int Bottom { get; }

    public int Right { get; }

    /// <summary>Where the gateways of a VPC may stand, so that its routes have room on their left.</summary>
    public static int RoomFor(DrawnVpc vpc, DrawnLink[] routes, int subnetWidth)
    {
        DrawnLink[] own = Own(vpc, routes);
        return Sizes.Margin + Sizes.Padding + subnetWidth + Labels(own) + (Targets(own).Length * Sizes.Track) + 20;
    }

    private static DrawnLink[] Own(DrawnVpc vpc, DrawnLink[] routes)
    {
        HashSet<string> subnets = [.. vpc.Subnets.Select(static subnet => subnet.Id)];
        return [.. routes.Where(route => subnets.Contains(route.From))];
    }

    private static string[] Targets(DrawnLink[] routes) => [.. routes.Select(static route => route.To).Distinct()];

    private static int Labels(DrawnLink[] routes) => routes.Select(static route => Sizes.WidthOf(route.Label, Sizes.TinyLetter)).DefaultIfEmpty(0).Max() + 16;

    private PlacedBox Place(DrawnSubnet subnet, int y)
    {
        const int Row = Sizes.NodeHeight + Sizes.Gap;
        int x = Sizes.Margin + Sizes.Padding, ports = subnet.Ports.IsEmpty ? 0 : Sizes.Node + Sizes.Gap;
        int inRow = Math.Max(1, (_subnetWidth - (2 * Sizes.Padding) - ports) / (Sizes.Node + Sizes.Gap));
        int rows = Math.Max((subnet.Hosts.Length + inRow - 1) / inRow, subnet.Ports.Length);
        int stubs = _routes.Count(route => route.From == subnet.Id) + subnet.Ports.Count(port => _targets.Contains(port.Id));
        int height = Math.Max(Sizes.Heading + (rows * Row), (stubs + 1) * Sizes.Track);
        for (int i = 0; i < subnet.Hosts.Length; i++)
            Boxes.Add(Node(subnet.Hosts[i], x + Sizes.Padding + (i % inRow * (Sizes.Node + Sizes.Gap)), y + Sizes.Heading + (i / inRow * Row)));
        for (int i = 0; i < subnet.Ports.Length; i++)
            Boxes.Add(Node(subnet.Ports[i], x + _subnetWidth - Sizes.Node, y + Sizes.Heading + (i * Row)));
        return _placed[subnet.Id] = new PlacedBox(x, y, _subnetWidth, height, subnet.Title, subnet.Subtitle, DrawnColours.Of(subnet), "#c9d1d9");
    }

    private PlacedBox Node(DrawnNode node, int x, int y) =>
        _placed[node.Id] = new PlacedBox(x, y, Sizes.Node, Sizes.NodeHeight, node.Title, node.Subtitle, "#ffffff", DrawnColours.Of(node.Kind));

    /// <summary>The upright line of a target, a stub from each subnet that leads to it, and the way from it to the target.</summary>
    private void DrawTrack(string target, int x)
    {
        PlacedBox to = _placed[target];
        bool isInside = to.X < x;
        int end = to.MiddleY;
        DrawnLink[] routes = [.. _routes.Where(route => route.To == target)];
        string stroke = DrawnColours.Of(routes[0].Kind);
        int top = end, bottom = end;
        foreach (DrawnLink route in routes)
        {
            PlacedBox from = _placed[route.From];
            int y = from.Y + Sizes.Track + NextStub(route.From);
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
            Lines.Add(new PlacedLine([new Point(from.Right, y), new Point(x, y)], stroke) { Label = route.Label, Joint = new Point(x, y) });
        }
        Lines.Add(new PlacedLine([new Point(x, top), new Point(x, bottom)], stroke));
        Lines.Add(new PlacedLine([new Point(x, end), new Point(isInside ? to.Right : to.X, end)], stroke) { HasArrow = true });
    }

    // Each stub of a subnet has a height of its own.
    private int NextStub(string subnet)
    {
        int next = _stubs.GetValueOrDefault(subnet);
        _stubs[subnet] = next + Sizes.Track;
        return next;
    }
}
