using VpcSim.Model.Addressing;

namespace VpcSim.Model.Naming;

/// <summary>The addresses of several IPv4 ranges, numbered through, without each range's first and last.</summary>
internal sealed class PublicPool
{
    private readonly Cidr[] _ranges;
    private readonly ulong[] _ends;

    public PublicPool(ReadOnlySpan<Cidr> ranges)
    {
        _ranges = ranges.ToArray();
        _ends = new ulong[_ranges.Length];
        for (int i = 0; i < _ranges.Length; i++) _ends[i] = Count += UsableAddresses(_ranges[i]);
    }

    public ulong Count { get; private set; }

    /// <param name="position">0 to below <see cref="Count"/>.</param>
    public IpAddress At(ulong position)
    {
        int found = Array.BinarySearch(_ends, position + 1);
        int range = found >= 0 ? found : ~found;
        while (range > 0 && _ends[range - 1] == _ends[range]) range--;
        ulong begin = range == 0 ? 0 : _ends[range - 1];
        return _ranges[range].Network + (position - begin + 1);
    }

    private static ulong UsableAddresses(Cidr range) => range.PrefixLength > 30 ? 0 : (1UL << (32 - range.PrefixLength)) - 2;
}
