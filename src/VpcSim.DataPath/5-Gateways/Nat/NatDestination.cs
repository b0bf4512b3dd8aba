using VpcSim.DataPath.Flows.Cold;

namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>The bindings of one address of a gateway to one destination, where they are counted by themselves.</summary>
internal sealed class NatDestination
{
    private readonly EndsAside _aside = new();

    /// <summary>Those in memory, those expired and not yet swept included.</summary>
    public int InMemory { get; set; }

    /// <summary>Until then none of those in memory is over.</summary>
    public long NoneEndsUntilNs { get; set; } = long.MinValue;

    /// <summary>Those in memory and those on disk that are not over.</summary>
    public int CountAt(long nowNs)
    {
        _aside.Free(nowNs);
        return InMemory + _aside.Places;
    }

    public void Add(long expiresNs)
    {
        InMemory++;
        NoneEndsUntilNs = Math.Min(NoneEndsUntilNs, expiresNs);
    }

    public void Found(long expiresNs) => _aside.Add(1, expiresNs);

    public void PutAside(long expiresNs)
    {
        _aside.Add(1, expiresNs);
        InMemory--;
    }

    public void BringBack(long expiresNs)
    {
        _aside.TakeBack(1, expiresNs);
        Add(expiresNs);
    }
}
