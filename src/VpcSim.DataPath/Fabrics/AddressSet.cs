using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Fabrics;

/// <summary>A set of addresses, looked up by binary search.</summary>
internal sealed class AddressSet
{
    private readonly IpAddress[] _sorted;

    public AddressSet(IEnumerable<IpAddress> addresses)
    {
        _sorted = [.. addresses];
        Array.Sort(_sorted);
    }

    public bool Contains(IpAddress address) => Array.BinarySearch(_sorted, address) >= 0;
}
