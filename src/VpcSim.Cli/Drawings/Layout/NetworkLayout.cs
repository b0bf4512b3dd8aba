namespace VpcSim.Cli.Drawings.Layout;

/// <summary>
/// Places a drawing: VPCs under each other, in each its subnets under each other, its gateways on its right edge, what is outside of all to the right of them.
/// Lines run in channels between these columns: each target has one upright line that all who lead to it join.
/// </summary>
internal sealed class NetworkLayout
{
    private const int LeastWidth = 420;

    private readonly Dictionary<string, PlacedBox> _placed = new(StringComparer.Ordinal);

    public NetworkLayout(Drawing drawing)
    {
        Title = drawing.Title;
        int subnetWidth = drawing.Vpcs.SelectMany(static vpc => vpc.Subnets).Select(WidthOf).DefaultIfEmpty(0).Max();
        subnetWidth = Math.Max(subnetWidth, LeastWidth);
        DrawnLink[] routes = [.. drawing.Links.Where(static link => link.IsRoute)];
        int gateways = drawing.Vpcs.Select(vpc => VpcColumn.RoomFor(vpc, routes, subnetWidth)).DefaultIfEmpty(0).Max();
        int y = Sizes.Margin + 20, right = Sizes.Margin;
        foreach (DrawnVpc vpc in drawing.Vpcs)
        {
            var column = new VpcColumn(vpc, routes, y, subnetWidth, gateways, _placed);
            Frames.AddRange(column.Frames);
            Boxes.AddRange(column.Boxes);
            Lines.AddRange(column.Lines);
            y = column.Bottom + Sizes.Between;
            right = Math.Max(right, column.Right);
        }
        var outside = new OutsideColumn(drawing, right, _placed);
        Boxes.AddRange(outside.Boxes);
        Lines.AddRange(outside.Lines);
        Width = Math.Max(outside.Right, Sizes.Margin + Sizes.WidthOf(Title, 9)) + Sizes.Margin;
        Height = Math.Max(y - Sizes.Between, outside.Bottom) + Sizes.Margin;
    }

    public string Title { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Boxes that hold others, the outer ones first.</summary>
    public List<PlacedBox> Frames { get; } = [];

    public List<PlacedBox> Boxes { get; } = [];

    public List<PlacedLine> Lines { get; } = [];

    private static int WidthOf(DrawnSubnet subnet)
    {
        int hosts = Math.Min(Math.Max(1, subnet.Hosts.Length), Sizes.HostsInRow) * (Sizes.Node + Sizes.Gap);
        int ports = subnet.Ports.IsEmpty ? 0 : Sizes.Node + Sizes.Gap;
        return Math.Max(hosts + ports + (2 * Sizes.Padding), Math.Min(900, Sizes.WidthOf(subnet.Subtitle, Sizes.SmallLetter) + (2 * Sizes.Padding)));
    }
}
