using VpcSim.Model.Vpn;

namespace VpcSim.DataPath.Tests.Gateways.Vpn;

public class TunnelSizeTests
{
    private const string Web = "10.0.1.10", Office = "192.168.5.5";

    [Theory] // Site-to-Site VPN guide, "Best practices for your customer gateway device": MTU and MSS by cipher, hash and NAT traversal
    [InlineData("AES128-GCM-16", "SHA1", false, 1446, 1406, 1386)]
    [InlineData("AES256-GCM-16", "SHA2-512", false, 1446, 1406, 1386)]
    [InlineData("AES256-GCM-16", "SHA2-256", true, 1438, 1398, 1378)]
    [InlineData("AES128", "SHA1", false, 1438, 1398, 1378)]
    [InlineData("AES256", "SHA2-256", false, 1438, 1398, 1378)]
    [InlineData("AES128", "SHA2-256", true, 1422, 1382, 1362)]
    [InlineData("AES256", "SHA1", true, 1422, 1382, 1362)]
    [InlineData("AES256", "SHA2-384", false, 1422, 1382, 1362)]
    [InlineData("AES256", "SHA2-384", true, 1422, 1382, 1362)]
    [InlineData("AES128", "SHA2-512", false, 1422, 1382, 1362)]
    [InlineData("AES256", "SHA2-512", true, 1406, 1366, 1346)]
    public void Ciphers_hashes_and_NAT_traversal_have_their_MTU(string cipher, string hash, bool natTraversal, int mtu, int segment, int segmentOfIPv6)
    {
        Assert.Equal((mtu, segment, segmentOfIPv6), (TunnelMtu.Of(cipher, hash, natTraversal), TunnelMtu.SegmentOf(mtu, ipv6: false), TunnelMtu.SegmentOf(mtu, ipv6: true)));
        string[] options = natTraversal ? ["static 192.168.0.0/16", $"cipher {cipher} {hash}", "nat"] : ["static 192.168.0.0/16", $"cipher {cipher} {hash}"];
        Run run = DesignBuilder.OneSubnet.Vgw().Connection("paris", 65001, options).Main("0.0.0.0/0 vgw").Eni("web", Web).Start();
        run.Send(Udp.Datagram(Web, Office, 5000).OfLength(mtu).DontFragment()).ShouldBeDelivered();
        run.Send(Udp.Datagram(Web, Office, 5000).OfLength(mtu + 1).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "vgw");
        Assert.Equal(0, run.DataPath.Generated);
        run.Send(Tcp.Syn(Web, Office, 443));
        Assert.Equal(2, run.Send(Tcp.Data(Web, Office, 443).OfLength(40 + segment * 2)).Seen[0].Packets);
        Assert.Equal(3, run.Send(Tcp.Data(Web, Office, 443).OfLength(41 + segment * 2)).Seen[0].Packets);
    }

    [Fact] // Site-to-Site VPN guide, "Quotas": 1446 bytes at most; where both sides may choose, the pair that leaves the most room
    public void Without_options_the_MTU_is_the_largest() =>
        Assert.Equal((1446, 1438, 1422), (TunnelMtu.Of(VpnTunnel.Default, natTraversal: false),
            TunnelMtu.Of(VpnTunnel.Default with { Phase2Encryption = ["AES128", "AES256"] }, natTraversal: false),
            TunnelMtu.Of(VpnTunnel.Default with { Phase2Encryption = ["AES256"], Phase2Integrity = ["SHA2-512", "SHA2-384"] }, natTraversal: false)));
}
