using System.Runtime.CompilerServices;
using VpcSim.Wire.Ethernet;

namespace VpcSim.Wire.Links;

/// <summary>Finds the network packet in a frame of any link type that is read.</summary>
internal static class LinkHeader
{
    /// <summary>The type of the frame's payload and the offset in bytes at which it begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Undecodable Read(LinkType link, ReadOnlySpan<byte> frame, out EtherType type, out int at)
    {
        if (link == LinkType.Ethernet && EthernetView.TryRead(frame, out EthernetView ethernet))
        {
            return ethernet.FindPayload(out type, out at);
        }

        return ReadOther(link, frame, out type, out at);
    }

    private static Undecodable ReadOther(LinkType link, ReadOnlySpan<byte> frame, out EtherType type, out int at)
    {
        type = EtherType.None;
        at = 0;
        switch (link)
        {
            case LinkType.Ethernet:
                return Undecodable.LinkHeaderCut;
            case LinkType.Raw:
                return ReadRaw(frame, out type);
            case LinkType.Ipv4:
                type = EtherType.Ipv4;
                return Undecodable.None;
            case LinkType.Ipv6:
                type = EtherType.Ipv6;
                return Undecodable.None;
            case LinkType.Null or LinkType.Loop:
                at = LoopbackHeader.Length;
                return LoopbackHeader.Read(frame, out type);
            case LinkType.LinuxSll:
                return CookedHeader.ReadVersion1(frame, out type, out at);
            case LinkType.LinuxSll2:
                return CookedHeader.ReadVersion2(frame, out type, out at);
            default:
                return Undecodable.LinkTypeNotRead;
        }
    }

    private static Undecodable ReadRaw(ReadOnlySpan<byte> frame, out EtherType type)
    {
        type = EtherType.None;
        if (frame.IsEmpty)
        {
            return Undecodable.IpHeaderCut;
        }

        type = (frame[0] >> 4) switch
        {
            4 => EtherType.Ipv4,
            6 => EtherType.Ipv6,
            _ => EtherType.None,
        };
        return type == EtherType.None ? Undecodable.IpHeaderInvalid : Undecodable.None;
    }
}
