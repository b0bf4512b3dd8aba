using System.Runtime.CompilerServices;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
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
        IpAddress[] addresses =
        [
            .. design.NetworkInterfaces.SelectMany(eni => eni.PrivateAddresses)
                .Where(address => address.PublicAddress is not null)
                .Select(address => address.PublicAddress!.Value),
        ];
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1024, addresses.Length * BitsPerAddress));
        _bits = new ulong[size / 64];
        _shift = 32 - System.Numerics.BitOperations.Log2((uint)size);
        foreach (IpAddress address in addresses)
        {
            uint bit = BitOf(address.IPv4Bits);
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
