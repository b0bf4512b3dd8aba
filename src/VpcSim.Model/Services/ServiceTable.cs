using System.Runtime.CompilerServices;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Services;

/// <summary>Disjoint intervals of addresses, each with the one service code that it shows, searched by halving. Never allocates once built.</summary>
internal sealed class ServiceTable
{
    private static readonly IpAddress LastOfAll = new(ulong.MaxValue, ulong.MaxValue);
    private readonly IpAddress[] _firsts;
    private readonly string?[] _codes;

    private ServiceTable(IpAddress[] firsts, string?[] codes)
    {
        _firsts = firsts;
        _codes = codes;
    }

    /// <summary>The code of the interval that holds the address; null where no range does.</summary>
    public string? Find(IpAddress address)
    {
        int at = Array.BinarySearch(_firsts, address);
        int interval = at >= 0 ? at : ~at - 1;
        return interval < 0 ? null : _codes[interval];
    }

    /// <summary>Cuts the ranges, which nest but never cross, where the answer changes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // runs once: no time to warm up
    public static ServiceTable Build(List<PublishedPrefix> prefixes)
    {
        prefixes = [.. prefixes];
        prefixes.Sort(OuterFirst);
        var firsts = new List<IpAddress>();
        var codes = new List<string?>();
        var open = new Stack<(IpAddress Last, PublishedPrefix Best)>();
        foreach (PublishedPrefix prefix in prefixes)
        {
            while (open.Count > 0 && open.Peek().Last < prefix.Prefix.Network) Close();
            PublishedPrefix best = open.Count == 0 ? prefix : Better(open.Peek().Best, prefix);
            open.Push((prefix.Prefix.Last, best));
            Cut(prefix.Prefix.Network, best.Service);
        }
        while (open.Count > 0) Close();
        return new ServiceTable([.. firsts], [.. codes]);

        void Close()
        {
            IpAddress last = open.Pop().Last;
            if (last != LastOfAll) Cut(last + 1, open.Count == 0 ? null : open.Peek().Best.Service);
        }

        void Cut(IpAddress first, string? code)
        {
            if (firsts.Count > 0 && firsts[^1] == first)
            {
                codes[^1] = code;
                return;
            }
            firsts.Add(first);
            codes.Add(code);
        }
    }

    private static PublishedPrefix Better(PublishedPrefix outer, PublishedPrefix inner)
    {
        int outerRank = Rank(outer.Service), innerRank = Rank(inner.Service);
        if (innerRank != outerRank) return innerRank > outerRank ? inner : outer;
        if (inner.Prefix.PrefixLength != outer.Prefix.PrefixLength) return inner;
        return string.CompareOrdinal(inner.Service, outer.Service) < 0 ? inner : outer;
    }

    private static int Rank(string service) => service switch
    {
        "AMAZON" => 0,
        "EC2" => 1,
        _ => 2,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int OuterFirst(PublishedPrefix left, PublishedPrefix right)
    {
        int byNetwork = left.Prefix.Network.CompareTo(right.Prefix.Network);
        if (byNetwork != 0) return byNetwork;
        int byLength = left.Prefix.PrefixLength.CompareTo(right.Prefix.PrefixLength);
        return byLength != 0 ? byLength : string.CompareOrdinal(left.Service, right.Service);
    }
}
