using System.Runtime.CompilerServices;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Replay;

/// <summary>Says quickly of most addresses that they are no public IPv4 address of the design. Never says so of one that is.</summary>
internal sealed class AddressFilter
{
    private const int BitsPerAddress = 64;
    private readonly ulong[] _bits;
    private readonly int _shift;

    public AddressFilter(Design design)
    {
        List<uint> addresses = [];
        foreach (NetworkInterface eni in design.NetworkInterfaces)
            foreach (PrivateAddress address in eni.PrivateAddresses)
                if (address.PublicAddress is { } held) addresses.Add(held.IPv4Bits);
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1024, addresses.Count * BitsPerAddress));
        _bits = new ulong[size / 64];
        _shift = 32 - System.Numerics.BitOperations.Log2((uint)size);
        foreach (uint address in addresses)
        {
            uint bit = BitOf(address);
            _bits[bit >> 6] |= 1UL << (int)(bit & 63);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHold(WireAddress address)
    {
        uint bit = BitOf((uint)address.Low);
        return (_bits[bit >> 6] & 1UL << (int)(bit & 63)) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint BitOf(uint address) => address * 0x9E37_79B1 >> _shift;
}
