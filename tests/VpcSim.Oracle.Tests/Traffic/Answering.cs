using System.Buffers.Binary;
using System.Net;
using VpcSim.Wire.Checksums;

namespace VpcSim.Oracle.Tests.Traffic;

/// <summary>Answers as they are sent: to the address and port that the question came from, which the two judges' NAT gateways may choose differently.</summary>
internal static class Answering
{
    /// <summary>The bytes of a packet; null where its sender says nothing.</summary>
    /// <param name="probe">The packet.</param>
    /// <param name="probes">All of them.</param>
    /// <param name="arrivals">Where each has arrived so far.</param>
    /// <param name="sights">What each looked like there.</param>
    public static byte[]? Resolve(Probe probe, IReadOnlyList<Probe> probes, int[] arrivals, Appearance?[] sights)
    {
        if (probe.Sees is null) return probe.Packet;
        for (int i = probe.Sees.Length - 1; i >= 0; i--)
        {
            int number = probe.Sees[i];
            if (arrivals[number] != probe.From || sights[number] is not { } seen) continue;
            return probe.About ? ProbePackets.ErrorAbout(probe, AsSeen(probes[number].Packet, seen), seen) : Addressed(probe.Packet, seen.Source, seen.SourcePort);
        }
        return probe.MustSee ? null : probe.Packet;
    }

    /// <summary>A copy of an IPv4 packet with other addresses and ports.</summary>
    private static byte[] AsSeen(byte[] packet, Appearance seen)
    {
        byte[] copy = Addressed(packet, seen.Destination, seen.DestinationPort == Appearance.Query ? seen.SourcePort : seen.DestinationPort);
        IPAddress.Parse(seen.Source).GetAddressBytes().CopyTo(copy, 12);
        (int protocol, int start) = Extension.Transport(copy);
        if (protocol is 6 or 17) BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(start), (ushort)seen.SourcePort);
        return Summed(copy);
    }

    private static byte[] Addressed(byte[] packet, string address, int port)
    {
        byte[] copy = [.. packet];
        IPAddress.Parse(address).GetAddressBytes().CopyTo(copy, 16);
        if (Extension.IsLaterFragment(copy)) return Summed(copy);
        (int protocol, int start) = Extension.Transport(copy);
        if (protocol is 6 or 17) BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(start + 2), (ushort)port);
        if (protocol == 1) BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(start + 4), (ushort)port);
        return Summed(copy);
    }

    private static byte[] Summed(byte[] packet)
    {
        packet[10] = packet[11] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), InternetChecksum.Compute(packet.AsSpan(0, (packet[0] & 15) * 4)));
        return packet;
    }
}
