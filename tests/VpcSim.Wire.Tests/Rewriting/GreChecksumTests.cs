using VpcSim.Wire.Checksums;
using VpcSim.Wire.Rewriting;
using VpcSim.Wire.Tests.Tunnels;

namespace VpcSim.Wire.Tests.Rewriting;

public class GreChecksumTests
{
    [Fact] // RFC 2784 section 2.3: it covers GRE's header and payload, no addresses
    public void The_checksum_of_gre_follows_what_is_carried()
    {
        byte[] packet = Tunnel.Gre(0x0800, Tunnel.Packet, key: 7, checksum: true);
        Summed.Put(packet, 24, 0);
        Summed.Put(packet, 24, InternetChecksum.Compute(packet.AsSpan(20)));
        byte[] before = packet[32..];
        packet[50] ^= 0x5A;

        Open(packet).FollowPayload(32, before, packet.AsSpan(32));

        Assert.Equal(0, InternetChecksum.Compute(packet.AsSpan(20)));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5)] // cut within GRE's header
    public void Gre_without_a_checksum_or_cut_before_it_is_left_alone(int captured)
    {
        byte[] packet = Tunnel.Gre(0x0800, Tunnel.Packet, checksum: captured == 5);
        packet = packet[..Math.Min(packet.Length, 20 + captured)];
        byte[] before = [.. packet];

        Open(packet).FollowPayload(24, [1, 2], [3, 4]);

        Assert.Equal(before, packet);
    }

    private static PacketRewriter Open(byte[] packet)
    {
        Assert.Equal(Undecodable.None, PacketRewriter.Read(packet, out PacketRewriter rewriter));
        return rewriter;
    }
}
