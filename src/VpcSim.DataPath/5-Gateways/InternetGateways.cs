using System.Runtime.CompilerServices;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Gateways;

/// <summary>An internet gateway: a stateless one-to-one map between private and public IPv4; IPv6 passes as it is. (VPC guide, "Internet gateways")</summary>
internal static class InternetGateways
{
    /// <summary>MTU in bytes. (EC2 guide, "Network MTU")</summary>
    public const int Mtu = 1500;

    /// <summary>On the way out: the private source becomes its public address. Null to go on.</summary>
    [MethodImpl(Hot.Path)]
    public static Verdict? TranslatesOut(Walk walk, Fabric fabric, FabricInterface from, int gateway)
    {
        IpAddress? publicSource = walk.Packet.IsIPv6 ? null : fabric.PublicSourceOf(from, walk.Packet.Source);
        DropReason reason = RefusalOut(in walk.Packet, publicSource);
        if (reason == DropReason.None && publicSource is { } address) Nat.Rewrite.Source(ref walk.Packet, address);
        return Answer(walk, gateway, reason, egress: true);
    }

    /// <summary>Why the gateway would not let a packet out.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="publicSource">The public address of its source, or null.</param>
    public static DropReason RefusalOut(in Passage packet, IpAddress? publicSource)
    {
        if (packet.IsIPv6) return DropReason.None;
        uint destination = packet.Destination.IPv4Bits;
        if (IsPrivate(destination)) return DropReason.IgwDestinationPrivateForEgress;
        if (IsShared(destination)) return DropReason.IgwDestinationSharedForEgress;
        return publicSource is null ? DropReason.IgwPublicIpAssociationForEgress : DropReason.None;
    }

    /// <summary>On the way in: the public destination becomes the private address that it maps to. Null to go on.</summary>
    [MethodImpl(Hot.Path)]
    public static Verdict? TranslatesIn(Walk walk, Fabric fabric, int vpc, int gateway, out int to)
    {
        DropReason reason = DropReason.None;
        if (walk.Packet.IsIPv6)
        {
            to = fabric.FindInterface(vpc, walk.Packet.Destination);
            if (to < 0) reason = DropReason.NoPossibleDestination;
            return Answer(walk, gateway, reason, egress: false);
        }
        uint source = walk.Packet.Source.IPv4Bits;
        bool mapped = fabric.TryFindPublic(walk.Packet.Destination, out to, out IpAddress privateAddress) && fabric.Interfaces[to].Vpc == vpc;
        if (IsPrivate(source)) reason = DropReason.IgwSourcePrivateForIngress;
        else if (IsShared(source)) reason = DropReason.IgwSourceSharedForIngress;
        else if (!mapped) reason = DropReason.IgwPrivateIpAssociationForIngress;
        else Nat.Rewrite.Destination(ref walk.Packet, privateAddress);
        return Answer(walk, gateway, reason, egress: false);
    }

    /// <summary>RFC 1918.</summary>
    public static bool IsPrivate(uint address) =>
        address >> 24 == 10 || address >> 20 == 0xAC1 || address >> 16 == 0xC0A8;

    /// <summary>RFC 6598.</summary>
    public static bool IsShared(uint address) => address >> 22 == 0x6440_0000 >> 22;

    private static Verdict? Answer(Walk walk, int gateway, DropReason reason, bool egress)
    {
        walk.Note(Stage.Gateway, ComponentKind.InternetGateway, gateway, -1, egress, reason == DropReason.None);
        return reason == DropReason.None ? null : Verdict.Drop(reason, ComponentKind.InternetGateway, gateway, egress: egress);
    }
}
