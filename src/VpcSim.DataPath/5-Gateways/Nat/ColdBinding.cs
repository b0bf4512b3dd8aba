using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VpcSim.DataPath.Flows.Cold;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>A binding that is put aside, in 48 bytes. It stands there twice, under each of its keys.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ColdBinding : IColdFront<NatKey>
{
    private readonly IpAddress _insideAddress; // of IPv6 in NAT64; the others are always of IPv4
    private readonly uint _outsideAddress, _remote;
    private readonly int _gateway;
    private readonly ushort _insidePort, _outsidePort, _remotePort;
    private readonly byte _protocol;
    private readonly bool _standsOutside;

    public ColdBinding(in NatKey inside, in NatKey outside, long expiresNs, bool standsOutside)
    {
        (_insideAddress, _insidePort) = (inside.Local, inside.LocalPort);
        (_outsideAddress, _outsidePort) = (outside.Local.IPv4Bits, outside.LocalPort);
        (_remote, _remotePort, _protocol, _gateway) = (inside.Remote.IPv4Bits, inside.RemotePort, inside.Protocol, inside.Side);
        ExpiresNs = expiresNs;
        _standsOutside = standsOutside;
        Hash = standsOutside ? outside.Hash() : inside.Hash();
    }

    public long ExpiresNs { get; }

    /// <inheritdoc/>
    public uint Hash { get; }

    /// <inheritdoc/>
    public int Length => Unsafe.SizeOf<ColdBinding>();

    /// <summary>Whether it stands under the key outside.</summary>
    public bool StandsOutside => _standsOutside;

    public NatKey Inside => new(_gateway, false, _insideAddress, IpAddress.FromIPv4(_remote), _insidePort, _remotePort, _protocol);

    public NatKey Outside => new(_gateway, true, IpAddress.FromIPv4(_outsideAddress), IpAddress.FromIPv4(_remote), _outsidePort, _remotePort, _protocol);

    /// <inheritdoc/>
    public bool IsOf(in NatKey key)
    {
        NatKey own = _standsOutside ? Outside : Inside;
        return own.Matches(in key);
    }
}
