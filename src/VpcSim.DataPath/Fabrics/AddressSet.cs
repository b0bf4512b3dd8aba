using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Fabrics;

/// <summary>A set of addresses, looked up by binary search.</summary>
internal sealed class AddressSet
{
    private readonly UInt128[] _sorted;

    public AddressSet(IEnumerable<IpAddress> addresses) => _sorted = [.. addresses.Select(address => address.Value).Distinct().Order()];

    public bool Contains(UInt128 address) => Array.BinarySearch(_sorted, address) >= 0;
}
