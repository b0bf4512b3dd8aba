using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Subnets;
using VpcSim.Wire.Ethernet;

namespace VpcSim.Scenarios.Replay.Annotations;

/// <summary>The Ethernet addresses of interfaces and of subnets' routers, derived from their ids: locally administered, the same in every run.</summary>
internal sealed class MacAddresses
{
    private const ulong LocallyAdministered = 0x0200_0000_0000;
    private const int DerivedBits = 40;
    private const byte MulticastIPv4 = 0xE, MulticastIPv6 = 0xFF;

    private readonly Fabric _fabric;
    private readonly MacAddress[] _own;
    private readonly MacAddress[] _routers; // by interface: of its subnet's router
    private readonly Subnet?[] _subnets;

    public MacAddresses(Fabric fabric)
    {
        _fabric = fabric;
        Design design = fabric.Design;
        Dictionary<string, Subnet> subnets = design.Subnets.ToDictionary(subnet => subnet.Id);
        _own = [.. design.NetworkInterfaces.Select(eni => Of(eni.Id))];
        _routers = [.. design.NetworkInterfaces.Select(eni => Of(eni.OfRegionalNat?.GatewayId ?? eni.SubnetId))];
        _subnets = [.. design.NetworkInterfaces.Select(eni => subnets.GetValueOrDefault(eni.SubnetId))];
    }

    /// <summary>The addresses of a frame as an interface saw it.</summary>
    public (MacAddress Destination, MacAddress Source) Of(in Sight sight) => Of(sight.Interface, sight.Egress, sight.Egress ? sight.Destination : sight.Source);

    /// <summary>The addresses of a frame at an interface: a neighbour in its subnet is reached straight, everybody else through the router.</summary>
    /// <param name="networkInterface">The interface's place in the design.</param>
    /// <param name="egress">Whether the frame leaves it.</param>
    /// <param name="peer">The address at the other end.</param>
    public (MacAddress Destination, MacAddress Source) Of(int networkInterface, bool egress, IpAddress peer)
    {
        MacAddress own = _own[networkInterface], other = Beyond(networkInterface, peer);
        return egress ? (other, own) : (own, other);
    }

    private MacAddress Beyond(int networkInterface, IpAddress peer)
    {
        if (IsGroup(peer)) return MacAddress.OfGroup(peer.ToWireAddress());
        if (peer == IpAddress.FromIPv4(uint.MaxValue)) return MacAddress.Broadcast;
        if (_subnets[networkInterface] is not { } subnet || !subnet.Contains(peer)) return _routers[networkInterface];
        return _fabric.FindInterface(_fabric.VpcOf(networkInterface), peer) is >= 0 and int neighbour ? _own[neighbour] : _routers[networkInterface];
    }

    private static bool IsGroup(IpAddress address) => address.IsIPv4 ? address.IPv4Bits >> 28 == MulticastIPv4 : address.High >> 56 == MulticastIPv6;

    private static MacAddress Of(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return new MacAddress(LocallyAdministered | BinaryPrimitives.ReadUInt64BigEndian(hash) >> (64 - DerivedBits));
    }
}
