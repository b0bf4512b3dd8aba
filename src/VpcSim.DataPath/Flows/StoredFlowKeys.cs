using System.Runtime.CompilerServices;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Flows;

/// <summary>Keeps flow keys small: IPv4 addresses in 32 bits each, those of IPv6 beside.</summary>
internal readonly struct StoredFlowKeys() : IKeyStore<FlowKey, StoredFlowKey>
{
    private readonly Slab<AddressPair> _pairs = new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(in FlowKey key, out StoredFlowKey stored)
    {
        (stored.Low, stored.High) = key.IsIPv6 ? ((uint)StorePair(in key), 0) : (key.Low.IPv4Bits, key.High.IPv4Bits);
        stored.LowPort = key.LowPort;
        stored.HighPort = key.HighPort;
        stored.Protocol = key.Protocol;
        stored.Kind = key.Kind;
    }

    public FlowKey Load(in StoredFlowKey stored) => FlowKey.IsOfIPv6(stored.Kind)
        ? new FlowKey(_pairs[(int)stored.Low].Low, _pairs[(int)stored.Low].High, stored.LowPort, stored.HighPort, stored.Protocol, stored.Kind)
        : new FlowKey(IpAddress.FromIPv4(stored.Low), IpAddress.FromIPv4(stored.High), stored.LowPort, stored.HighPort, stored.Protocol, stored.Kind);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(in StoredFlowKey stored, in FlowKey key)
    {
        if (stored.LowPort != key.LowPort || stored.HighPort != key.HighPort || stored.Protocol != key.Protocol || stored.Kind != key.Kind) return false;
        return key.IsIPv6 ? MatchesPair((int)stored.Low, in key) : stored.Low == key.Low.IPv4Bits && stored.High == key.High.IPv4Bits;
    }

    public void Forget(in StoredFlowKey stored)
    {
        if (FlowKey.IsOfIPv6(stored.Kind)) _pairs.Give((int)stored.Low);
    }

    private int StorePair(in FlowKey key)
    {
        int pair = _pairs.Take();
        _pairs[pair] = new AddressPair(key.Low, key.High);
        return pair;
    }

    private bool MatchesPair(int pair, in FlowKey key) => _pairs[pair].Low == key.Low && _pairs[pair].High == key.High;

    private readonly record struct AddressPair(IpAddress Low, IpAddress High);
}
