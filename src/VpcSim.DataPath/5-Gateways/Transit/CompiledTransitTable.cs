using VpcSim.Model.Addressing;
using VpcSim.Model.Transit;

namespace VpcSim.DataPath.Gateways.Transit;

/// <summary>A transit gateway's route table made ready to be asked: the most specific route wins, then AWS's order of origins. (Transit Gateway guide, "Route evaluation order")</summary>
internal sealed class CompiledTransitTable
{
    private readonly Line[] _ipv4;
    private readonly Line[] _ipv6;

    /// <param name="table">The table, with its propagated routes.</param>
    /// <param name="sharesVpn">Whether equal routes of VPN connections that route by BGP share the traffic. (Transit Gateway guide, "Equal Cost Multipath routing")</param>
    public CompiledTransitTable(TransitGatewayRouteTable table, bool sharesVpn)
    {
        var lines = new List<Line>();
        for (int i = 0; i < table.Routes.Length; i++) lines.Add(new Line(table.Routes[i].Destination, table.Routes[i].Origin, i, [i]));
        lines.Sort(BySpecificityThenOrigin);
        if (sharesVpn) Share(lines);
        _ipv4 = [.. lines.Where(line => line.Block.IsIPv4)];
        _ipv6 = [.. lines.Where(line => !line.Block.IsIPv4)];
    }

    /// <summary>The place of the deciding route in the table's list, or −1.</summary>
    /// <param name="destination">Where the packet goes.</param>
    /// <param name="ipv6">Its family.</param>
    /// <param name="flow">A number of the packet's flow, by which equal routes share.</param>
    public int Find(IpAddress destination, bool ipv6, uint flow)
    {
        foreach (Line line in ipv6 ? _ipv6 : _ipv4)
            if (line.Block.Contains(destination)) return line.Sharing[(int)(flow % (uint)line.Sharing.Length)];
        return -1;
    }

    private static int BySpecificityThenOrigin(Line a, Line b)
    {
        int order = b.Block.PrefixLength.CompareTo(a.Block.PrefixLength);
        if (order == 0) order = a.Origin.CompareTo(b.Origin);
        return order != 0 ? order : a.Place.CompareTo(b.Place);
    }

    private static void Share(List<Line> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            Line line = lines[i];
            if (line.Origin != TransitRouteOrigin.PropagatedVpn) continue;
            lines[i] = line with { Sharing = [.. lines.Where(other => other.Block == line.Block && other.Origin == line.Origin).Select(other => other.Place)] };
        }
    }

    private sealed record Line(Cidr Block, TransitRouteOrigin Origin, int Place, int[] Sharing);
}
