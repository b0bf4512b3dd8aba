using CsCheck;
using VpcSim.TestSupport;
using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Tests.Tunnels;

/// <summary>Whatever the bytes are, an inner frame lies within the outer one. A failure prints its seed (CsCheck).</summary>
public class TunnelPropertyTests
{
    private static readonly byte[][] _packets =
    [
        .. CutTunnelTests.Whole.Select(row => row.Data),
        Bytes.Ipv6(17, Tunnel.Vxlan(7, Tunnel.Frame)[20..]),
        Bytes.Ipv4(17, Tunnel.Vxlan(7, Tunnel.Frame)[20..], fragment: 0x2000),
    ];

    [Fact]
    public void An_inner_frame_lies_within_the_captured_bytes() => Gen.Select(
        Gen.Int[0, _packets.Length - 1],
        Gen.Select(Gen.Int[0, 199], Gen.Byte, (at, value) => (At: at, Value: value)).Array[0, 8],
        Gen.Int[0, 80],
        Gen.Int).Sample(
        (which, changes, cut, original) =>
        {
            byte[] bytes = [.. _packets[which]];
            foreach ((int at, byte value) in changes) bytes[at % bytes.Length] = value;
            return IsSound(LinkType.Raw, cut > 60 ? bytes : bytes[..(bytes.Length * cut / 60)], original);
        },
        iter: 100_000);

    [Fact]
    public void Random_bytes_are_opened_or_not() => Gen.Select(Gen.Int[0, 2], Gen.Byte.Array[0, 120], Gen.Int).Sample(
        (link, bytes, original) => IsSound(link switch { 0 => LinkType.Ethernet, 1 => LinkType.Raw, _ => LinkType.LinuxSll2 }, bytes, original), iter: 30_000);

    [Fact]
    public void Opening_allocates_nothing()
    {
        var outer = default(PacketHeader);
        long sessions = 0;
        long allocated = Allocation.Of(() =>
        {
            for (int round = 0; round < 1_000; round++)
            {
                foreach (byte[] packet in _packets)
                {
                    Decapsulation.Open(LinkType.Raw, packet, packet.Length, TunnelKind.All, ref outer, out InnerFrame inner);
                    sessions += inner.Session;
                }
            }
        });

        Assert.NotEqual(0, sessions);
        Assert.Equal(0, allocated);
    }

    private static bool IsSound(LinkType link, byte[] bytes, int original)
    {
        Opened opened = Opened.From(link, bytes, originalLength: original); // throws where the inner frame lies outside
        InnerFrame inner = opened.Inner;
        return opened.Encapsulation == Encapsulation.Tunnel
            ? inner.OriginalLength >= inner.Length && inner.Session is >= -1 and <= uint.MaxValue && inner.Kind != TunnelKind.None
            : inner == default;
    }
}
