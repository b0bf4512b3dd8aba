namespace VpcSim.Oracle.Tests.Judging;

/// <summary>What a run has compared, for those who ask what it is worth.</summary>
internal sealed class Tally
{
    public int Networks { get; private set; }

    public int Packets { get; private set; }

    public int Delivered { get; private set; }

    /// <summary>Packets by the kind of thing that dropped them.</summary>
    public SortedDictionary<string, int> Dropped { get; } = new(StringComparer.Ordinal);

    public void Add(Judgement judgement)
    {
        Networks++;
        Packets += judgement.Arrivals.Length;
        Delivered += judgement.Arrivals.Count(place => place != Judgement.Lost);
        foreach ((string by, int count) in judgement.Dropped)
        {
            string kind = Drops.KindOf(by);
            Dropped[kind] = Dropped.GetValueOrDefault(kind) + count;
        }
    }

    public override string ToString() =>
        $"{Networks} networks, {Packets} packets, {Delivered} delivered; dropped: {string.Join(", ", Dropped.Select(drop => $"{drop.Key} {drop.Value}"))}";
}
