using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Vpn;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Replay;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Simulations;

/// <summary>Finds where an outside host's packet enters the network.</summary>
internal sealed class Entrances
{
    private readonly DataPath.DataPath _dataPath;
    private readonly Dictionary<int, EntryPoint> _behind = []; // by host
    private Fabric _fabric;
    private Placement _placement;
    private OnPremises _onPremises;

    public Entrances(Fabric fabric, DataPath.DataPath dataPath)
    {
        (_fabric, _dataPath) = (fabric, dataPath);
        _placement = new Placement(fabric, dataPath);
        _onPremises = new OnPremises(fabric.Design);
    }

    public void Adopt(Fabric fabric, IReadOnlyList<Host> hosts)
    {
        _fabric = fabric;
        _placement = new Placement(fabric, _dataPath);
        _onPremises = new OnPremises(fabric.Design);
        _behind.Clear();
        foreach (Host host in hosts) Place(host);
    }

    /// <summary>Looks up what a host lies behind.</summary>
    /// <exception cref="SimulationException">It is nothing that hosts lie behind.</exception>
    public void Place(Host host)
    {
        if (host.Kind != HostKind.Outside) return;
        FindBehind(host);
        host.SegmentMtu = TunnelMtuOf(host);
    }

    private void FindBehind(Host host)
    {
        if (host.Behind is not { } name) return;
        NameResolution found = new NameIndex(_fabric.Design).Resolve(name);
        if (found.Id is not { } id) throw new SimulationException($"the host '{host.Name}' lies behind '{name}': {found.Error}");
        if (EntryBehind(id) is not { } entry)
        {
            throw new SimulationException(
                $"the host '{host.Name}' lies behind '{name}' ({id}), behind which no host can lie; name a VPN connection, a virtual private gateway, a Direct Connect gateway "
                + "or virtual interface that is joined to one, or a transit gateway attachment");
        }
        if (entry.Index >= 0) _behind[host.Place] = entry;
    }

    /// <summary>Whether nothing says that a host lies on premises.</summary>
    public bool IsOnInternet(Host host)
    {
        if (_behind.ContainsKey(host.Place) || host.Behind is not null) return false;
        IpAddress address = host.AddressList[0];
        if (_onPremises.IsBehindTransitGateway(address)) return false;
        for (int vpc = 0; vpc < _fabric.Design.Vpcs.Length; vpc++)
            if (_onPremises.FindVpnGateway(address, vpc) >= 0 || _fabric.FindTransitAttachment(address, vpc) >= 0) return false;
        return true;
    }

    /// <summary>Gives what an outside host wrote to the form that the design knows: the private address behind a public one, and whoever asked behind a NAT gateway.</summary>
    /// <param name="packet">Its destination is changed.</param>
    /// <param name="mayBeBehindNat">Whether an address says which VPC it is of.</param>
    public void Normalise(Packet packet, bool mayBeBehindNat)
    {
        if (_fabric.TryFindPublic(packet.Header.Destination.ToIpAddress(), out _, out IpAddress owner)) packet.Header.Destination = owner.ToWireAddress();
        if (mayBeBehindNat && _fabric.Design.NatGateways.Length > 0) _dataPath.TryPlaceBehindNat(ref packet.Header);
    }

    /// <summary>Where it enters, or the verdict of a packet that no walk decides.</summary>
    /// <param name="packet">In the design's terms.</param>
    /// <param name="verdict">Meaningful where the result is null.</param>
    public EntryPoint? Find(Packet packet, out Verdict verdict)
    {
        verdict = new Verdict(Outcome.NotInDesign);
        if (_behind.TryGetValue(packet.Sender!.Place, out EntryPoint behind)) return behind;
        if (_fabric.TryFindPublic(packet.WrittenDestination.ToIpAddress(), out int owner, out IpAddress own) && IsOnInternet(packet.Sender))
        {
            IpAddress inside = packet.Header.Destination.ToIpAddress();
            return EntryPoint.Internet(inside == own ? _fabric.VpcOf(owner) : _fabric.FindVpc(inside));
        }
        return _placement.Find(in packet.Header, in packet.Quote, -1, out verdict);
    }

    /// <summary>Where a captured packet enters; see <see cref="Placement.Find"/>.</summary>
    public EntryPoint? Find(in PacketHeader packet, in QuotedPacket quote, int at, out Verdict verdict) => _placement.Find(in packet, in quote, at, out verdict);

    // The least that any tunnel of its gateway takes: a flow may change from one to another.
    private int TunnelMtuOf(Host host)
    {
        Design design = _fabric.Design;
        string? end = null;
        if (_behind.TryGetValue(host.Place, out EntryPoint entry))
            end = entry.Kind == EntryKind.VpnGateway ? design.VpnGateways[entry.Index].Id : design.TransitGatewayAttachments[entry.Index].ResourceId;
        for (int vpc = 0; vpc < design.Vpcs.Length && end is null; vpc++)
        {
            if (_onPremises.FindVpnGateway(host.AddressList[0], vpc) is >= 0 and int gateway) end = design.VpnGateways[gateway].Id;
            else if (_fabric.FindTransitAttachment(host.AddressList[0], vpc) is >= 0 and int attachment) end = design.TransitGatewayAttachments[attachment].ResourceId;
        }
        int least = int.MaxValue;
        foreach (VpnConnection connection in design.VpnConnections)
        {
            if (end is null || (connection.VpnGatewayId != end && connection.Id != end)) continue;
            foreach (VpnTunnel tunnel in connection.Tunnels) least = Math.Min(least, TunnelMtu.Of(tunnel, connection.IsBehindNat));
        }
        return least;
    }

    // An entry with the index −1 leaves it to the address: several gateways are joined there.
    private EntryPoint? EntryBehind(string id)
    {
        Design design = _fabric.Design;
        foreach (var connection in design.VpnConnections)
            if (connection.Id == id) return OfGateway(connection.VpnGatewayId) ?? OfAttachment(connection.Id);
        foreach (var link in design.PrivateVirtualInterfaces)
            if (link.Id == id) return OfGateway(link.VpnGatewayId) ?? (link.DirectConnectGatewayId is { } joined ? EntryBehind(joined) : null);
        foreach (var gateway in design.DirectConnectGateways)
            if (gateway.Id == id) return OfAttachment(id) ?? OfAssociations(id);
        return OfGateway(id) ?? OfAttachment(id);
    }

    private EntryPoint? OfGateway(string? id)
    {
        for (int i = 0; i < _fabric.Design.VpnGateways.Length; i++)
            if (_fabric.Design.VpnGateways[i].Id == id) return EntryPoint.VpnGateway(i);
        return null;
    }

    private EntryPoint? OfAttachment(string id)
    {
        for (int i = 0; i < _fabric.Design.TransitGatewayAttachments.Length; i++)
        {
            var attachment = _fabric.Design.TransitGatewayAttachments[i];
            if (attachment.Kind != Model.Transit.TransitAttachmentKind.Vpc && (attachment.Id == id || attachment.ResourceId == id)) return EntryPoint.TransitAttachment(i);
        }
        return null;
    }

    private EntryPoint? OfAssociations(string gateway)
    {
        string[] joined = [.. _fabric.Design.DirectConnectGatewayAssociations.Where(known => known.DirectConnectGatewayId == gateway).Select(known => known.GatewayId)];
        return joined.Length switch
        {
            0 => null,
            1 => OfGateway(joined[0]),
            _ => EntryPoint.VpnGateway(-1),
        };
    }
}
