using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>Addresses as few blocks.</summary>
public static class PeerBlocks
{
    /// <summary>The blocks that hold these addresses and no other one, in ascending order.</summary>
    public static List<Cidr> Exact(IEnumerable<IpAddress> addresses)
    {
        var blocks = new List<Cidr>();
        foreach (IpAddress address in addresses.Distinct().Order())
        {
            blocks.Add(Cidr.Host(address));
            while (blocks.Count > 1 && Joined(blocks[^2], blocks[^1]) is { } whole && blocks[^2].PrefixLength == whole.PrefixLength + 1 && blocks[^1].PrefixLength == whole.PrefixLength + 1)
            {
                blocks.RemoveAt(blocks.Count - 1);
                blocks[^1] = whole;
            }
        }
        return blocks;
    }

    /// <summary>At most so many blocks that hold these addresses, and one of each family at least: of neighbours those are joined first whose common block is the smallest.</summary>
    public static List<Cidr> AtMost(IEnumerable<IpAddress> addresses, int most)
    {
        List<Cidr> blocks = Exact(addresses);
        while (blocks.Count > most)
        {
            int best = -1;
            for (int i = 1; i < blocks.Count; i++)
            {
                if (Joined(blocks[i - 1], blocks[i]) is not { } whole) continue;
                if (best < 0 || whole.PrefixLength > Joined(blocks[best - 1], blocks[best])!.Value.PrefixLength) best = i;
            }
            if (best < 0) break; // one of each family
            Cidr joined = Joined(blocks[best - 1], blocks[best])!.Value;
            blocks.RemoveAll(joined.Contains);
            int place = blocks.FindIndex(block => block.CompareTo(joined) > 0);
            blocks.Insert(place < 0 ? blocks.Count : place, joined);
        }
        return blocks;
    }

    // The smallest block that holds two; null for those of two families.
    private static Cidr? Joined(Cidr left, Cidr right)
    {
        if (left.IsIPv4 != right.IsIPv4) return null;
        for (int length = Math.Min(left.PrefixLength, right.PrefixLength); length >= 0; length--)
            if (new Cidr(left.Network, length) is var whole && whole.Contains(right)) return whole;
        return null;
    }
}
