using System.Numerics;
using System.Runtime.CompilerServices;
using VpcSim.DataPath.Flows;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Fabrics;

/// <summary>Addresses, each within a VPC or public, to numbers: open addressing over two arrays, built once, then only read. The one of IPv4 is small, to stay near.</summary>
/// <param name="most">No more addresses are added.</param>
internal sealed class AddressMap(int most)
{
    /// <summary>Stands for the VPC of public addresses.</summary>
    public const int Public = -1;

    private readonly int _mask = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, most * 2)) - 1;
    private ShortSlot[] _short = [];
    private Slot[] _long = [];

    /// <summary>Adds an address; of one that is there already the number is replaced.</summary>
    public void Add(int vpc, IpAddress address, int value)
    {
        int at = Home(vpc, address);
        if (address.IsIPv4)
        {
            if (_short.Length == 0) _short = new ShortSlot[_mask + 1];
            while (_short[at] is { ValuePlusOne: not 0 } taken && !(taken.Vpc == vpc && taken.Address == address.IPv4Bits)) at = (at + 1) & _mask;
            _short[at] = new ShortSlot(address.IPv4Bits, vpc, value + 1);
            return;
        }
        if (_long.Length == 0) _long = new Slot[_mask + 1];
        while (_long[at] is { ValuePlusOne: not 0 } other && !(other.Vpc == vpc && other.Address == address)) at = (at + 1) & _mask;
        _long[at] = new Slot(address, vpc, value + 1);
    }

    /// <summary>The number of an address, or −1.</summary>
    [MethodImpl(Hot.Path)]
    public int Find(int vpc, IpAddress address)
    {
        if (!address.IsIPv4) return FindLong(vpc, address);
        if (_short.Length == 0) return -1;
        for (int at = Home(vpc, address); ; at = (at + 1) & _mask)
        {
            ref readonly ShortSlot slot = ref _short[at];
            if (slot.ValuePlusOne == 0 || (slot.Address == address.IPv4Bits && slot.Vpc == vpc)) return slot.ValuePlusOne - 1;
        }
    }

    /// <summary>Brings the place near at which an address is looked for. Changes no result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int vpc, IpAddress address)
    {
        int at = Home(vpc, address);
        if (address.IsIPv4 && at < _short.Length) CacheHint.Line(in _short[at]);
        else if (at < _long.Length) CacheHint.Line(in _long[at]);
    }

    private int FindLong(int vpc, IpAddress address)
    {
        if (_long.Length == 0) return -1;
        for (int at = Home(vpc, address); ; at = (at + 1) & _mask)
        {
            ref readonly Slot slot = ref _long[at];
            if (slot.ValuePlusOne == 0 || (slot.Address == address && slot.Vpc == vpc)) return slot.ValuePlusOne - 1;
        }
    }

    private int Home(int vpc, IpAddress address) => (int)Mix.Finish(Mix.Add((uint)vpc, address)) & _mask;

    private readonly record struct ShortSlot(uint Address, int Vpc, int ValuePlusOne);

    private readonly record struct Slot(IpAddress Address, int Vpc, int ValuePlusOne);
}
