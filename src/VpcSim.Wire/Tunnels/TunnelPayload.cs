using VpcSim.Wire.Ethernet;

namespace VpcSim.Wire.Tunnels;

/// <summary>What tunnels carry that replay can read.</summary>
internal static class TunnelPayload
{
    /// <summary>What a payload of a type begins with.</summary>
    /// <returns>False for what is neither Ethernet nor IP.</returns>
    public static bool TryLinkOf(EtherType type, out LinkType link)
    {
        link = type switch
        {
            EtherType.Ipv4 => LinkType.Ipv4,
            EtherType.Ipv6 => LinkType.Ipv6,
            _ => LinkType.Ethernet,
        };
        return type is EtherType.Ipv4 or EtherType.Ipv6 or EtherType.TransparentEthernet;
    }
}
