using VpcSim.Wire;

namespace VpcSim.DataPath;

/// <summary>Captures on Linux hold TCP packets larger than any MTU: segmentation offload splits them below the capture. They count as their segments.</summary>
internal static class Offload
{
    /// <param name="packet">A TCP packet above the MTU.</param>
    /// <param name="mtu">The smallest MTU of its path in bytes.</param>
    /// <param name="mss">The maximum segment size that the SYNs announced in bytes; 0 for unknown, which means MTU − 40.</param>
    /// <returns>How many segments it stands for, and their IP total lengths together in bytes.</returns>
    public static (int Packets, long Bytes) SegmentsOf(in PacketHeader packet, int mtu, ushort mss)
    {
        int payload = Math.Max(0, packet.Length - packet.HeaderLength);
        int largest = Math.Max(1, mss != 0 ? Math.Min(mss, mtu - 40) : mtu - 40);
        int segments = Math.Max(1, (payload + largest - 1) / largest);
        return (segments, payload + (long)segments * packet.HeaderLength);
    }
}
