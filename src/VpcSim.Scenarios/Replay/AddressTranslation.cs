using System.Runtime.CompilerServices;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;
using VpcSim.Wire;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Replay;

/// <summary>Puts captured addresses into the design's terms: mapped ones at their places, public ones of interfaces as the private ones behind them.</summary>
/// <remarks>
/// A packet that carries an interface's public address was captured on the internet side, one with the private address inside. Both are the
/// same packet and enter through the same gateway, so both are one conversation here. A packet that an interface of the design sends to a
/// public address of the design keeps it: it goes out and comes back.
/// </remarks>
internal sealed class AddressTranslation(Fabric fabric, ReplayOptions options)
{
    private readonly AddressFilter _publicAddresses = new(fabric.Design);
    private readonly AddressMapping[] _mappings = [.. options.Mappings];

    [MethodImpl(Hot.Path)]
    public void Apply(ref PacketHeader packet, ref QuotedPacket quote)
    {
        bool ipv4 = packet.Version == 4;
        // An ICMPv6 error that quotes IPv4-mapped addresses is about no packet that there can be.
        if (!ipv4 && quote.Source.IsIPv4) packet.Traits &= ~PacketTraits.QuotesPacket;
        bool quotes = (packet.Traits & PacketTraits.QuotesPacket) != 0;
        if (_mappings.Length > 0)
        {
            Map(ref packet.Source, ref packet.Destination);
            if (quotes) Map(ref quote.Source, ref quote.Destination);
        }
        if (!ipv4) return;
        if (_publicAddresses.MayHold(packet.Source) || _publicAddresses.MayHold(packet.Destination)) Normalise(ref packet.Source, ref packet.Destination);
        if (quotes) Normalise(ref quote.Source, ref quote.Destination);
    }

    private void Map(ref WireAddress source, ref WireAddress destination)
    {
        source = Mapped(source);
        destination = Mapped(destination);
    }

    private WireAddress Mapped(WireAddress captured)
    {
        IpAddress address = captured.ToIpAddress();
        foreach (AddressMapping mapping in _mappings)
            if (mapping.Captured.Contains(address)) return mapping.Apply(address).ToWireAddress();
        return captured;
    }

    private void Normalise(ref WireAddress source, ref WireAddress destination)
    {
        IpAddress from = source.ToIpAddress(), to = destination.ToIpAddress();
        if (fabric.TryFindPublic(from, out int sender, out IpAddress privateSource))
        {
            source = privateSource.ToWireAddress();
            // Captured where it arrived after going out and back: the sender aimed at the public address.
            int receiver = fabric.FindInterface(fabric.VpcOf(sender), to);
            if (receiver >= 0 && fabric.PublicAddressOf(receiver, to) is { } aimed) destination = aimed.ToWireAddress();
            return;
        }
        bool toPublic = fabric.TryFindPublic(to, out _, out IpAddress privateDestination);
        if (toPublic && fabric.FindVpc(from) < 0) destination = privateDestination.ToWireAddress();
    }
}
