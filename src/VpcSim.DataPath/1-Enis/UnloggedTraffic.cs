using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;

namespace VpcSim.DataPath.Enis;

/// <summary>Traffic of interfaces that no flow log shows, though groups and network ACLs filter it. (VPC guide, "Flow log limitations")</summary>
internal static class UnloggedTraffic
{
    /// <summary>Mirrored traffic where it leaves its source; and between an endpoint and a Network Load Balancer at both ends.</summary>
    public static Silence Of(in Passage packet, Fabric fabric, FabricInterface from)
    {
        if (packet.Protocol == IpProtocol.Udp && packet.PortsKnown && packet.DestinationPort == TrafficMirrorSession.VxlanPort
            && Array.IndexOf(from.MirrorTargets, packet.Destination) >= 0)
            return Silence.Leaving;
        bool endpoint = from.Endpoint >= 0, balancer = from.Kind == InterfaceKind.NetworkLoadBalancer;
        if (!endpoint && !balancer) return Silence.None;
        int to = fabric.FindInterface(from.Vpc, packet.Destination);
        if (to < 0) return Silence.None;
        bool between = endpoint ? fabric.Interfaces[to].Kind == InterfaceKind.NetworkLoadBalancer : fabric.Interfaces[to].Endpoint >= 0;
        return between ? Silence.Everywhere : Silence.None;
    }
}
