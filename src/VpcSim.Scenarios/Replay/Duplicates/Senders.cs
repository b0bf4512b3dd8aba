using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay.Duplicates;

/// <summary>Tells whether a packet was captured where it was sent.</summary>
internal sealed class Senders(Fabric fabric, OriginList origins)
{
    /// <summary>Whether the interface on which a packet was captured owns its source address.</summary>
    /// <param name="packet">In the design's terms.</param>
    /// <param name="origin">Where it was captured.</param>
    public bool Sent(in PacketHeader packet, ushort origin)
    {
        int at = origins[origin].Interface;
        return at >= 0 && fabric.FindInterface(fabric.VpcOf(at), packet.Source.ToIpAddress()) == at;
    }

    /// <summary>Whether the interface on which a packet was captured owns its destination address.</summary>
    public bool Received(in PacketHeader packet, ushort origin)
    {
        int at = origins[origin].Interface;
        return at >= 0 && fabric.FindInterface(fabric.VpcOf(at), packet.Destination.ToIpAddress()) == at;
    }

    /// <summary>Whether equal addresses mean equal hosts at two places: not where VPCs overlap.</summary>
    public bool MeanTheSame(in PacketHeader packet, ushort origin, ushort otherOrigin)
    {
        int at = origins[origin].Interface, otherAt = origins[otherOrigin].Interface;
        if (at < 0 || otherAt < 0) return true;
        int vpc = fabric.VpcOf(at), otherVpc = fabric.VpcOf(otherAt);
        return vpc == otherVpc || (IsOne(packet.Source.ToIpAddress(), vpc, otherVpc) && IsOne(packet.Destination.ToIpAddress(), vpc, otherVpc));
    }

    private bool IsOne(IpAddress address, int vpc, int otherVpc) => fabric.FindInterface(vpc, address) < 0 || fabric.FindInterface(otherVpc, address) < 0;
}
