using VpcSim.Model.Designs;

namespace VpcSim.Scenarios.Replay;

/// <summary>Says quickly of most addresses that they are no public IPv4 address of the design. Never says so of one that is.</summary>
internal sealed class AddressFilter
{
    private const int BitsPerAddress = 64;
    private readonly ulong[] _bits;
    private readonly int _shift;

    public AddressFilter(Design design)
    {
        UInt128[] addresses =
        [
            .. design.NetworkInterfaces.SelectMany(eni => eni.PrivateAddresses)
                .Where(address => address.PublicAddress is not null)
                .Select(address => address.PublicAddress!.Value.Value),
        ];
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1024, addresses.Length * BitsPerAddress));
        _bits = new ulong[size / 64];
        _shift = 32 - System.Numerics.BitOperations.Log2((uint)size);
        foreach (UInt128 address in addresses)
        {
            uint bit = BitOf(address);
            _bits[bit >> 6] |= 1UL << (int)(bit & 63);
        }
    }

    public bool MayHold(UInt128 address)
    {
        uint bit = BitOf(address);
        return (_bits[bit >> 6] & 1UL << (int)(bit & 63)) != 0;
    }

    private uint BitOf(UInt128 address) => (uint)address * 0x9E37_79B1 >> _shift;
}
