using System.Collections.Immutable;

namespace VpcSim.Model.Vpn;

/// <summary>How many bytes of a packet a tunnel leaves room for. (Site-to-Site VPN guide, "Best practices for your customer gateway device")</summary>
public static class TunnelMtu
{
    public static ImmutableArray<string> Ciphers { get; } = ["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"];

    public static ImmutableArray<string> Hashes { get; } = ["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"];

    /// <summary>MTU in bytes of a tunnel that agreed on a cipher and a hash.</summary>
    /// <param name="cipher">One of <see cref="Ciphers"/>.</param>
    /// <param name="hash">One of <see cref="Hashes"/>; AES-GCM needs none and pays for none.</param>
    /// <param name="natTraversal">Whether the customer's device is behind NAT, so that ESP travels in UDP.</param>
    public static int Of(string cipher, string hash, bool natTraversal) => (IsGcm(cipher), hash, natTraversal) switch
    {
        (true, _, false) => 1446,
        (true, _, true) => 1438,
        (_, "SHA1" or "SHA2-256", false) => 1438,
        (_, "SHA1" or "SHA2-256", true) => 1422,
        (_, "SHA2-384", _) => 1422,
        (_, _, false) => 1422,
        _ => 1406,
    };

    /// <summary>MTU in bytes of a tunnel by its options: of what both sides may agree on, the pair that leaves the most room.</summary>
    public static int Of(VpnTunnel tunnel, bool natTraversal)
    {
        int largest = 0;
        foreach (string cipher in tunnel.Phase2Encryption.IsEmpty ? Ciphers : tunnel.Phase2Encryption)
            foreach (string hash in tunnel.Phase2Integrity.IsEmpty ? Hashes : tunnel.Phase2Integrity)
                largest = Math.Max(largest, Of(cipher, hash, natTraversal));
        return largest;
    }

    /// <summary>The largest TCP payload in bytes of a packet of an MTU, IPv4 or IPv6 inside.</summary>
    public static int SegmentOf(int mtu, bool ipv6) => mtu - (ipv6 ? 60 : 40);

    private static bool IsGcm(string cipher) => cipher.Contains("GCM", StringComparison.Ordinal);
}
