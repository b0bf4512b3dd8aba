using VpcSim.DataPath.Flows;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Gateways.Transit;

/// <summary>One number for a flow, both ways alike, by which a transit gateway chooses once for its life.</summary>
internal static class FlowHash
{
    public static uint Of(in Passage packet)
    {
        bool ports = packet.PortsKnown && packet.Protocol is 6 or 17;
        ushort source = ports ? packet.SourcePort : (ushort)0, destination = ports ? packet.DestinationPort : (ushort)0;
        bool ordered = packet.Source < packet.Destination || (packet.Source == packet.Destination && source <= destination);
        (IpAddress low, IpAddress high) = ordered ? (packet.Source, packet.Destination) : (packet.Destination, packet.Source);
        (ushort lowPort, ushort highPort) = ordered ? (source, destination) : (destination, source);
        ulong state = Mix.Add(Mix.Add(0, low), high);
        return Mix.Finish(Mix.Add(state, (ulong)lowPort << 32 | (uint)highPort << 8 | packet.Protocol));
    }
}
