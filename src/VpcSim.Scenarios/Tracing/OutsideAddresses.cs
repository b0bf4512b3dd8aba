using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpn;

namespace VpcSim.Scenarios.Tracing;

/// <summary>Addresses that stand for hosts behind a gateway where none is named.</summary>
internal static class OutsideAddresses
{
    /// <summary>A host on the internet: of the ranges that are kept for documentation. (RFC 5737, RFC 3849)</summary>
    public static ImmutableArray<IpAddress> Internet { get; } = [IpAddress.FromIPv4(192, 0, 2, 1), new(0x2001_0DB8_0000_0000, 1)];

    /// <summary>The first host behind a virtual private gateway; empty where the design does not say what lies there.</summary>
    public static ImmutableArray<IpAddress> Behind(Design design, VpnGateway gateway) => FirstOf(LearnedRoutes.Of(design, gateway).Select(static route => route.Prefix));

    /// <summary>The first host behind a transit gateway attachment that leads out of the design.</summary>
    public static ImmutableArray<IpAddress> Behind(Design design, TransitGatewayAttachment attachment) => FirstOf(
        [.. design.VpnConnections.Where(connection => connection.Id == attachment.ResourceId).SelectMany(PrefixesOf), .. attachment.Prefixes]);

    /// <summary>The first host behind a VPN connection.</summary>
    public static ImmutableArray<IpAddress> Behind(VpnConnection connection) => FirstOf(PrefixesOf(connection));

    /// <summary>The first host of the first block of each family, default routes excepted.</summary>
    public static ImmutableArray<IpAddress> FirstOf(IEnumerable<Cidr> blocks)
    {
        var found = ImmutableArray.CreateBuilder<IpAddress>(2);
        foreach (Cidr block in blocks)
        {
            if (block.IsAny || found.Any(address => address.IsIPv4 == block.IsIPv4)) continue;
            bool isHost = block.PrefixLength == (block.IsIPv4 ? 32 : 128);
            found.Add(isHost ? block.Network : block.Network + 1);
        }
        return found.ToImmutable();
    }

    private static IEnumerable<Cidr> PrefixesOf(VpnConnection connection) =>
        [.. connection.Routes, .. (connection.Announces ?? []).Select(static announcement => announcement.Prefix)];
}
