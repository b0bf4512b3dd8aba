using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

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

    public void Apply(ref PacketHeader packet, ref QuotedPacket quote)
    {
        bool ipv4 = packet.Version == 4;
        // An ICMPv6 error that quotes IPv4-mapped addresses is about no packet that there can be.
        if (!ipv4 && new IpAddress(quote.Source).IsIPv4) packet.Traits &= ~PacketTraits.QuotesPacket;
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

    private void Map(ref UInt128 source, ref UInt128 destination)
    {
        source = Mapped(source);
        destination = Mapped(destination);
    }

    private UInt128 Mapped(UInt128 address)
    {
        foreach (AddressMapping mapping in _mappings)
            if (mapping.Captured.Contains(new IpAddress(address))) return mapping.Apply(address);
        return address;
    }

    private void Normalise(ref UInt128 source, ref UInt128 destination)
    {
        bool fromPublic = fabric.TryFindPublic(new IpAddress(source), out int sender, out IpAddress privateSource);
        if (fromPublic)
        {
            source = privateSource.Value;
            // Captured where it arrived after going out and back: the sender aimed at the public address.
            int receiver = fabric.FindInterface(fabric.VpcOf(sender), new IpAddress(destination));
            if (receiver >= 0 && fabric.PublicAddressOf(receiver, new IpAddress(destination)) is { } aimed) destination = aimed.Value;
            return;
        }
        bool toPublic = fabric.TryFindPublic(new IpAddress(destination), out _, out IpAddress privateDestination);
        if (toPublic && fabric.FindVpc(new IpAddress(source)) < 0) destination = privateDestination.Value;
    }
}
