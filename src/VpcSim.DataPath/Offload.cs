using VpcSim.Wire;

namespace VpcSim.DataPath;

/// <summary>Captures on Linux hold TCP packets larger than any MTU: segmentation offload splits them below the capture. They count as their segments.</summary>
internal static class Offload
{
    /// <summary>Whether a packet can be one that offload made large: captured, TCP, and no fragment.</summary>
    public static bool MayCover(byte protocol, PacketTraits traits) =>
        protocol == 6 && (traits & (PacketTraits.FirstFragment | PacketTraits.LaterFragment | PacketTraits.AsSent)) == 0;

    /// <summary>The largest TCP payload in bytes that a link of the given MTU takes, headers without options.</summary>
    public static int LargestSegment(int mtu, bool ipv6) => mtu - (ipv6 ? 60 : 40);

    /// <param name="packet">A TCP packet above the MTU.</param>
    /// <param name="mtu">The smallest MTU of its path in bytes.</param>
    /// <param name="mss">The maximum segment size that the SYNs announced in bytes; 0 for unknown, which means the largest that the MTU takes.</param>
    /// <returns>How many segments it stands for, and their IP total lengths together in bytes.</returns>
    public static (int Packets, long Bytes) SegmentsOf(in PacketHeader packet, int mtu, ushort mss)
    {
        int payload = Math.Max(0, packet.Length - packet.HeaderLength), most = LargestSegment(mtu, packet.Version == 6);
        int largest = Math.Max(1, mss != 0 ? Math.Min(mss, most) : most);
        int segments = Math.Max(1, (payload + largest - 1) / largest);
        return (segments, payload + (long)segments * packet.HeaderLength);
    }
}
