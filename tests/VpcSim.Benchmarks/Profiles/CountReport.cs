using System.Globalization;

namespace VpcSim.Benchmarks.Profiles;

/// <summary>The text that the run-time leaves under <c>DOTNET_WritePGOData</c>: what was counted in each method (pgo.cpp of dotnet/runtime).</summary>
internal static class CountReport
{
    private const string Method = "@@@ ";
    private const string Name = "MethodName: ";
    private const string Signature = "Signature: ";
    private const string Type = "TypeHandle: ";

    /// <summary>The methods in which something was counted that <see cref="CountKind"/> knows.</summary>
    /// <exception cref="InvalidOperationException">The text has another form: that of another version of .NET.</exception>
    public static IEnumerable<MethodCounts> Read(string file)
    {
        using var lines = new StreamReader(file);
        lines.ReadLine(); // how many there are
        while (lines.ReadLine() is { } line && line.StartsWith(Method, StringComparison.Ordinal))
        {
            int records = int.Parse(line[(line.LastIndexOf('x') + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            string label = Rest(lines, Name), signature = Rest(lines, Signature);
            List<Count> counts = ReadCounts(lines, records);
            if (counts.Count > 0) yield return new MethodCounts(label, signature, counts);
        }
    }

    private static List<Count> ReadCounts(StreamReader lines, int records)
    {
        var counts = new List<Count>();
        for (int i = 0; i < records; i++)
        {
            // Schema InstrumentationKind 385 ILOffset 51 Count 1 Other 54
            string[] words = Rest(lines, "Schema ").Split(' ');
            var kind = (CountKind)int.Parse(words[1], CultureInfo.InvariantCulture);
            string[] values = [.. Enumerable.Range(0, int.Parse(words[5], CultureInfo.InvariantCulture)).Select(_ => Rest(lines, ""))];
            if (kind == CountKind.TypesOfCall && counts is [.., { Kind: CountKind.Call } call])
                counts[^1] = call with { Types = [.. values.Select(static value => value[Type.Length..]).Where(static type => type != "NULL")] };
            else if (kind is CountKind.Block or CountKind.Edge or CountKind.Call)
                counts.Add(new Count(kind, (int)uint.Parse(words[3], CultureInfo.InvariantCulture), (int)uint.Parse(words[7], CultureInfo.InvariantCulture), long.Parse(values[0], CultureInfo.InvariantCulture), []));
        }

        counts.RemoveAll(static count => count.Kind == CountKind.Call && count.Types.Length == 0);
        return counts;
    }

    private static string Rest(StreamReader lines, string start) =>
        lines.ReadLine() is { } line && line.StartsWith(start, StringComparison.Ordinal)
            ? line[start.Length..]
            : throw new InvalidOperationException($"the run-time's report on what it counted has no line \"{start}…\" where one belongs");
}
