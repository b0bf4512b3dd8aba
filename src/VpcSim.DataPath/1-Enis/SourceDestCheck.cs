using System.Runtime.CompilerServices;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;

namespace VpcSim.DataPath.Enis;

/// <summary>An interface that checks must be the source of what it sends and the destination of what it receives. (EC2 guide, "Source/destination checking")</summary>
internal static class SourceDestCheck
{
    [MethodImpl(Hot.Path)]
    public static bool Passes(Walk walk, FabricInterface eni, bool egress)
    {
        bool passes = !eni.ChecksSourceAndDestination || eni.Owns(egress ? walk.Packet.Source : walk.Packet.Destination);
        walk.Note(Stage.SourceDestCheck, ComponentKind.NetworkInterface, eni.Index, -1, egress, passes);
        return passes;
    }
}
