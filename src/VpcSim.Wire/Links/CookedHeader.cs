using System.Buffers.Binary;
using VpcSim.Wire.Ethernet;

namespace VpcSim.Wire.Links;

/// <summary>The headers of Linux "cooked" captures (LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2), big-endian.</summary>
internal static class CookedHeader
{
    public const int LengthOfVersion1 = 16;
    public const int LengthOfVersion2 = 20;

    private const int HardwareOfVersion1At = 2;
    private const int ProtocolOfVersion1At = 14;
    private const int ProtocolOfVersion2At = 0;
    private const int HardwareOfVersion2At = 8;

    // With these hardware types the protocol field is no EtherType (pcap link types, LINKTYPE_LINUX_SLL).
    private const ushort Frad = 770;
    private const ushort Ieee80211Radiotap = 803;
    private const ushort Netlink = 824;

    public static Undecodable ReadVersion1(ReadOnlySpan<byte> frame, out EtherType type, out int at) =>
        Read(frame, LengthOfVersion1, ProtocolOfVersion1At, HardwareOfVersion1At, out type, out at);

    public static Undecodable ReadVersion2(ReadOnlySpan<byte> frame, out EtherType type, out int at) =>
        Read(frame, LengthOfVersion2, ProtocolOfVersion2At, HardwareOfVersion2At, out type, out at);

    private static Undecodable Read(
        ReadOnlySpan<byte> frame, int length, int protocolAt, int hardwareAt, out EtherType type, out int at)
    {
        type = EtherType.None;
        at = length;
        if (frame.Length < length)
        {
            return Undecodable.LinkHeaderCut;
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(frame[hardwareAt..]) is Frad or Ieee80211Radiotap or Netlink)
        {
            return Undecodable.None;
        }

        type = (EtherType)BinaryPrimitives.ReadUInt16BigEndian(frame[protocolAt..]);
        return EthernetView.SkipTags(frame, ref type, ref at);
    }
}
