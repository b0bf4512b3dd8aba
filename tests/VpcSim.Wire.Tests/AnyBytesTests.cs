using CsCheck;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Tests.Captures;

namespace VpcSim.Wire.Tests;

/// <summary>Any bytes are decoded or refused, and nothing is thrown. A failure prints its seed (CsCheck).</summary>
public class AnyBytesTests
{
    private static readonly LinkType[] _links =
        [.. Enum.GetValues<LinkType>(), (LinkType)127];

    private static readonly Gen<LinkType> _link = Gen.Int[0, _links.Length - 1].Select(i => _links[i]);

    private static readonly byte[][] _packets =
    [
        Bytes.Ipv4(6, Bytes.Tcp(options: Bytes.Hex("0204 05B4 0101 0402"))),
        Bytes.Ipv4(17, Bytes.Udp(new byte[8])),
        Bytes.Ipv4(1, Bytes.Icmp(3, 1, body: Bytes.Ipv4(17, Bytes.Udp()))),
        Bytes.Ipv6(0, Bytes.Join([44, 0, .. new byte[6]], [6, 0, 0, 1, 0, 0, 0, 1], Bytes.Tcp())),
        Bytes.Ipv6(58, Bytes.Icmp(1, 0, body: Bytes.Ipv6(60, Bytes.Join([17, 0, .. new byte[6]], Bytes.Udp())))),
        Bytes.Ipv4(33, new byte[16]),
        Bytes.Ipv4(132, new byte[16]),
    ];

    private static readonly byte[][] _files =
    [
        new FileBytes(false).PcapHeader().PcapRecord(1, 2, new byte[40]).PcapRecord(3, 4, new byte[50]).ToArray(),
        new FileBytes(true).Section().Interface(options: new FileBytes(true).Option(9, 9).Option(14, new byte[8])).Enhanced(new byte[41]).Simple(new byte[10]).ToArray(),
    ];

    [Fact]
    public void Random_bytes_are_decoded_or_refused() =>
        Gen.Select(_link, Gen.Byte.Array[0, 200], Gen.Int).Sample((link, bytes, original) => IsSound(link, bytes, original), iter: 50_000);

    [Fact]
    public void Packets_with_some_bytes_changed_are_decoded_or_refused() =>
        Gen.Select(Changed(_packets), Gen.Int[-1, 100_000]).Sample((bytes, original) => IsSound(LinkType.Raw, bytes, original), iter: 50_000);

    [Fact]
    public void Files_with_some_bytes_changed_are_read_or_refused() => Changed(_files).Sample(
        bytes =>
        {
            try
            {
                ReadCapture read = ReadCapture.From(bytes);
                return read.Packets.All(p => p.TimeNs is >= 0 and <= CapturedFrame.LatestTimeNs && p.OriginalLength >= p.Hex.Length / 2);
            }
            catch (CaptureFormatException refused)
            {
                return refused.Message.StartsWith(ReadCapture.Name, StringComparison.Ordinal);
            }
        },
        iter: 3_000);

    [Fact]
    public void What_follows_the_ip_length_changes_nothing() =>
        Gen.Select(Changed(_packets), Gen.Byte.Array[1, 30]).Sample(
            (bytes, padding) =>
            {
                Decoded plain = Decoded.Raw(bytes, 0);
                if (plain.Header.Status != DecodeStatus.Decoded || plain.Header.Length > bytes.Length || HasNoLength(bytes))
                {
                    return true;
                }

                return plain == Decoded.Raw([.. bytes, .. padding], 0);
            },
            iter: 20_000);

    private static bool HasNoLength(byte[] bytes) => bytes[0] >> 4 == 4 ? bytes[2] + bytes[3] == 0 : bytes[4] + bytes[5] == 0;

    /// <summary>One of the given byte arrays, with up to six bytes changed, and cut.</summary>
    private static Gen<byte[]> Changed(byte[][] originals) =>
        Gen.Select(
            Gen.Int[0, originals.Length - 1],
            Gen.Select(Gen.Int[0, 119], Gen.Byte, (at, value) => (At: at, Value: value)).Array[0, 6],
            Gen.Int[0, 60],
            (which, changes, cut) =>
            {
                byte[] bytes = [.. originals[which]];
                foreach ((int at, byte value) in changes)
                {
                    bytes[at % bytes.Length] = value;
                }

                return cut < 30 ? bytes : bytes[..(bytes.Length * cut / 60)];
            });

    private static bool IsSound(LinkType link, byte[] bytes, int original)
    {
        Decoded decoded = Decoded.From(link, bytes, original);
        PacketHeader header = decoded.Header;
        return header.Status switch
        {
            DecodeStatus.Decoded => decoded.Why == Undecodable.None
                && header.Version is 4 or 6
                && header.HeaderLength >= 20
                && header.Length >= header.HeaderLength
                && (header.Traits & (PacketTraits.FirstFragment | PacketTraits.LaterFragment)) != (PacketTraits.FirstFragment | PacketTraits.LaterFragment),
            DecodeStatus.NotIp => decoded.Why == Undecodable.None && header.Version == 0,
            _ => decoded.Why != Undecodable.None && header.Version == 0,
        };
    }
}
