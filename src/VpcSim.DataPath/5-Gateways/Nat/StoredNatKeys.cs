using System.Runtime.CompilerServices;
using VpcSim.DataPath.Flows;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>Keeps the keys of bindings small: IPv4 addresses in 32 bits each, those of NAT64 beside.</summary>
internal readonly struct StoredNatKeys() : IKeyStore<NatKey, StoredNatKey>
{
    private readonly Slab<AddressPair> _pairs = new();

    public void Store(in NatKey key, out StoredNatKey stored)
    {
        bool beside = !IsSmall(in key);
        (stored.Local, stored.Remote) = beside ? ((uint)StorePair(in key), 0) : (key.Local.IPv4Bits, key.Remote.IPv4Bits);
        stored.Side = key.Side;
        stored.LocalPort = key.LocalPort;
        stored.RemotePort = key.RemotePort;
        stored.Protocol = key.Protocol;
        stored.IsBeside = beside;
    }

    public NatKey Load(in StoredNatKey stored)
    {
        AddressPair addresses = stored.IsBeside ? _pairs[(int)stored.Local] : new AddressPair(IpAddress.FromIPv4(stored.Local), IpAddress.FromIPv4(stored.Remote));
        return new NatKey(stored.Side, addresses.Local, addresses.Remote, stored.LocalPort, stored.RemotePort, stored.Protocol);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(in StoredNatKey stored, in NatKey key)
    {
        if (stored.Side != key.Side || stored.LocalPort != key.LocalPort || stored.RemotePort != key.RemotePort || stored.Protocol != key.Protocol) return false;
        if (stored.IsBeside) return _pairs[(int)stored.Local] == new AddressPair(key.Local, key.Remote);
        return IsSmall(in key) && stored.Local == key.Local.IPv4Bits && stored.Remote == key.Remote.IPv4Bits;
    }

    public void Forget(in StoredNatKey stored)
    {
        if (stored.IsBeside) _pairs.Give((int)stored.Local);
    }

    private static bool IsSmall(in NatKey key) => key.Local.IsIPv4 && key.Remote.IsIPv4;

    private int StorePair(in NatKey key)
    {
        int pair = _pairs.Take();
        _pairs[pair] = new AddressPair(key.Local, key.Remote);
        return pair;
    }

    private readonly record struct AddressPair(IpAddress Local, IpAddress Remote);
}
