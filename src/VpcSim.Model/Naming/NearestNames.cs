using System.Collections.Immutable;

namespace VpcSim.Model.Naming;

/// <summary>Names that somebody may have meant, for messages about an unknown one.</summary>
public static class NearestNames
{
    /// <summary>The candidates nearest to a name by edit distance, letter case aside; the nearest first, equally near ones in ordinal order.</summary>
    public static ImmutableArray<string> Of(string name, IEnumerable<string> candidates, int count = 3) => Within(int.MaxValue, name, candidates, count);

    /// <summary>The same of those only that differ in no more than a third of the name's letters.</summary>
    public static ImmutableArray<string> Near(string name, IEnumerable<string> candidates, int count = 3) => Within(Math.Max(2, name.Length / 3), name, candidates, count);

    private static ImmutableArray<string> Within(int most, string name, IEnumerable<string> candidates, int count)
    {
        var ranked = new List<(int Distance, string Name)>();
        foreach (string candidate in candidates.Distinct(StringComparer.Ordinal))
            if (Distance(name, candidate) is int distance && distance <= most) ranked.Add((distance, candidate));
        ranked.Sort((left, right) =>
            left.Distance != right.Distance ? left.Distance.CompareTo(right.Distance) : string.CompareOrdinal(left.Name, right.Name));
        return [.. ranked.Take(count).Select(entry => entry.Name)];
    }

    private static int Distance(string left, string right)
    {
        int[] row = new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++) row[j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                bool same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                int best = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = row[j];
                row[j] = best;
            }
        }
        return row[right.Length];
    }
}
