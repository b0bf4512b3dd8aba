using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Gateways.Transit;

/// <summary>A transit gateway's route table made ready to be asked: the first line that holds a destination decides.</summary>
internal sealed class CompiledTransitTable
{
    private readonly TransitLine[] _ipv4;
    private readonly TransitLine[] _ipv6;

    /// <param name="lines">The preferred ones first.</param>
    public CompiledTransitTable(IEnumerable<TransitLine> lines)
    {
        TransitLine[] all = [.. lines];
        _ipv4 = [.. all.Where(line => line.Block.IsIPv4)];
        _ipv6 = [.. all.Where(line => !line.Block.IsIPv4)];
    }

    /// <summary>The deciding route, and the tunnel where it leads to a VPN connection.</summary>
    /// <param name="destination">Where the packet goes.</param>
    /// <param name="ipv6">Its family.</param>
    /// <param name="flow">A number of the packet's flow, by which equal routes share.</param>
    public TransitWay Find(IpAddress destination, bool ipv6, uint flow)
    {
        foreach (TransitLine line in ipv6 ? _ipv6 : _ipv4)
            if (line.Block.Contains(destination)) return line.Ways[(int)(flow % (uint)line.Ways.Length)];
        return TransitWay.None;
    }
}
