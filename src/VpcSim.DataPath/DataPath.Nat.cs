using VpcSim.DataPath.Gateways.Nat;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.DataPath;

// Answers to what NAT gateways have translated.
public sealed partial class DataPath
{
    /// <summary>
    /// Gives a packet from outside to a NAT gateway the destination that it will have behind it, so that question and answer are one conversation. It is to enter where it
    /// would have entered before: the gateway translates it anew.
    /// </summary>
    /// <param name="packet">With the gateway's private address as its destination.</param>
    /// <returns>False where it answers nothing that an IPv4 host has sent through a NAT gateway.</returns>
    public bool TryPlaceBehindNat(ref PacketHeader packet)
    {
        if (packet.Version != 4 || (packet.Traits & (PacketTraits.QuotesPacket | PacketTraits.LaterFragment)) != 0) return false;
        IpAddress to = packet.Destination.ToIpAddress(), from = packet.Source.ToIpAddress();
        bool icmp = packet.Protocol == 1;
        foreach (int eni in _fabric.Nats.All)
        {
            if (!_fabric.Interfaces[eni].Owns(to)) continue;
            var key = new NatKey(_fabric.Interfaces[eni].NatBindings, true, to, from, icmp ? packet.IcmpIdentifier : packet.DestinationPort, icmp ? (ushort)0 : packet.SourcePort, packet.Protocol);
            int binding = _bindings.Find(in key, packet.TimeNs);
            if (binding < 0) continue;
            (IpAddress address, ushort port) = _bindings.InsideOf(binding);
            if (!address.IsIPv4) return false;
            packet.Destination = address.ToWireAddress();
            if (icmp) packet.IcmpIdentifier = port;
            else packet.DestinationPort = port;
            return true;
        }
        return false;
    }
}
