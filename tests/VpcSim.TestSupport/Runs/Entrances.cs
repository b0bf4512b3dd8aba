using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Vpn;
using VpcSim.TestSupport.Packets;
using VpcSim.Wire;
using VpcSim.Wire.Ip;

namespace VpcSim.TestSupport.Runs;

/// <summary>Where a test's packet enters, as replay finds it: at the interface that owns its source, else behind VPN, a gateway endpoint or the internet.</summary>
public sealed class Entrances(Design design, Fabric fabric, DataPath.DataPath dataPath)
{
    /// <summary>Null where the packet is not in the design: both ends outside, or from an address of a VPC that no interface owns.</summary>
    public EntryPoint? For(Packet packet)
    {
        if (OwnerOf(packet.Source) is >= 0 and int owner) return EntryPoint.Interface(owner);
        if (fabric.FindVpc(packet.Source) >= 0) return null;
        if (VpcOf(packet.Destination) < 0)
            return fabric.FindCloudHub(packet.Source, packet.Destination) is >= 0 and int hub ? EntryPoint.VpnGateway(hub) : null;
        if (VpnGatewayOf(packet.Source) is >= 0 and int gateway) return EntryPoint.VpnGateway(gateway);
        if (fabric.FindTransitAttachment(packet.Source, VpcOf(packet.Destination)) is >= 0 and int attachment) return EntryPoint.TransitAttachment(attachment);
        int receiver = OwnerOf(packet.Destination);
        Route? route = receiver < 0 ? null : dataPath.RouteFrom(receiver, packet.Source, out _);
        if (route?.TargetKind == RouteTargetKind.GatewayEndpoint) return EntryPoint.GatewayEndpoint(EndpointCalled(route.TargetId));
        return EntryPoint.Internet(VpcOf(packet.Destination));
    }

    /// <summary>The packet with interfaces' public addresses replaced by the private ones behind them, so that a conversation is one wherever it is captured.</summary>
    public Packet Inside(Packet packet)
    {
        PacketHeader header = packet.Header;
        QuotedPacket quote = packet.Quote;
        Normalise(ref header.Source, ref header.Destination);
        if ((header.Traits & PacketTraits.QuotesPacket) != 0) Normalise(ref quote.Source, ref quote.Destination);
        return new Packet(header, quote);
    }

    public int InterfaceCalled(string name)
    {
        for (int i = 0; i < design.NetworkInterfaces.Length; i++)
            if (design.NetworkInterfaces[i].Name == name) return i;
        throw new UnexpectedException($"no interface is called '{name}'");
    }

    /// <summary>The VPC of the interface that owns an address, or whose block holds it, or behind whose gateway it is public; −1 for none.</summary>
    public int VpcOf(IpAddress address)
    {
        if (OwnerOf(address) is >= 0 and int owner) return fabric.VpcOf(owner);
        if (fabric.TryFindPublic(address, out int mapped, out _)) return fabric.VpcOf(mapped);
        return fabric.FindVpc(address);
    }

    // What an interface sends to a public address of the design keeps it: it goes out and comes back.
    private void Normalise(ref WireAddress source, ref WireAddress destination)
    {
        if (fabric.TryFindPublic(source.ToIpAddress(), out _, out IpAddress sender))
            source = sender.ToWireAddress();
        else if (OwnerOf(source.ToIpAddress()) < 0 && fabric.TryFindPublic(destination.ToIpAddress(), out _, out IpAddress receiver))
            destination = receiver.ToWireAddress();
    }

    private int OwnerOf(IpAddress address)
    {
        for (int vpc = 0; vpc < design.Vpcs.Length; vpc++)
            if (fabric.FindInterface(vpc, address) is >= 0 and int owner) return owner;
        return -1;
    }

    private int VpnGatewayOf(IpAddress address)
    {
        for (int gateway = 0; gateway < design.VpnGateways.Length; gateway++)
            if (LearnedRoutes.Of(design, design.VpnGateways[gateway]).Any(route => route.Prefix.Contains(address))) return gateway;
        return -1;
    }

    private int EndpointCalled(string id) => design.VpcEndpoints.Select(endpoint => endpoint.Id).ToList().IndexOf(id);
}
