namespace VpcSim.Import.CloudFormation;

/// <summary>Finds what a misspelt name may have meant, by edit distance (Levenshtein).</summary>
internal static class NearestNames
{
    private const int MaxLength = 128;
    private const int MaxCandidates = 5_000;

    /// <summary>" Did you mean A or B?", or nothing.</summary>
    public static string Hint(string name, IEnumerable<string> candidates)
    {
        string[] near = [.. candidates.Take(MaxCandidates).Select(c => (Name: c, Distance: Distance(name, c)))
            .Where(c => c.Distance <= Math.Max(2, name.Length / 4))
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal).Take(3).Select(c => c.Name)];
        return near.Length == 0 ? "" : $". Did you mean {string.Join(" or ", near)}?";
    }

    /// <summary>How many letters must change; letters that differ in case alone count nothing.</summary>
    public static int Distance(string a, string b)
    {
        if (a.Length > MaxLength || b.Length > MaxLength) return int.MaxValue;
        Span<int> row = stackalloc int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
