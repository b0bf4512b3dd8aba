using System.Runtime.CompilerServices;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Fabrics;

/// <summary>Addresses, each within a VPC or public, to numbers: open addressing over one array, built once, then only read.</summary>
internal sealed class AddressMap
{
    /// <summary>Stands for the VPC of public addresses.</summary>
    public const int Public = -1;

    private readonly Slot[] _slots;
    private readonly int _mask;

    /// <param name="most">No more addresses are added.</param>
    public AddressMap(int most)
    {
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, most * 2));
        _slots = new Slot[size];
        _mask = size - 1;
    }

    /// <summary>Adds an address; of one that is there already the number is replaced.</summary>
    public void Add(int vpc, IpAddress address, int value)
    {
        int at = Home(vpc, address);
        while (_slots[at].IsTaken && !(_slots[at].Vpc == vpc && _slots[at].Address == address)) at = (at + 1) & _mask;
        _slots[at] = new Slot(address, vpc, value, IsTaken: true);
    }

    /// <summary>The number of an address, or −1.</summary>
    [MethodImpl(Hot.Path)]
    public int Find(int vpc, IpAddress address)
    {
        for (int at = Home(vpc, address); ; at = (at + 1) & _mask)
        {
            ref readonly Slot slot = ref _slots[at];
            if (!slot.IsTaken) return -1;
            if (slot.Address == address && slot.Vpc == vpc) return slot.Value;
        }
    }

    /// <summary>Brings the place near at which an address is looked for. Changes no result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int vpc, IpAddress address) => CacheHint.Line(in _slots[Home(vpc, address)]);

    private int Home(int vpc, IpAddress address) => (int)Flows.Mix.Finish(Flows.Mix.Add((uint)vpc, address)) & _mask;

    private readonly record struct Slot(IpAddress Address, int Vpc, int Value, bool IsTaken);
}
