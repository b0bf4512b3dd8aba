using System.Collections.Immutable;
using VpcSim.Cli.Consoles;
using VpcSim.FlowLogs.Sql;

namespace VpcSim.Cli.Reports.FlowLogs;

/// <summary>A query's rows as a table for people: many rows are cut, and that is said.</summary>
internal static class QueryTable
{
    private const int MostRows = 1000;

    public static void Print(Terminal terminal, QueryResult result)
    {
        var rows = ImmutableArray.CreateBuilder<Row>();
        bool isCut = false;
        while (result.Read() && !(isCut = rows.Count == MostRows))
            rows.Add(new Row([.. Enumerable.Range(0, result.Names.Length).Select(i => result[i] is { } value ? ValueText.Of(value) : "-")]));
        if (rows.Count == 0)
        {
            terminal.Error.WriteLine("vpcsim: no row answers the query");
            return;
        }
        terminal.Print(new Document([new Section { Columns = [.. result.Names.Select((name, i) => new Column(name, result.AreNumbers[i]))], Rows = rows.ToImmutable() }]));
        if (isCut) terminal.Error.WriteLine($"vpcsim: the first {MostRows} rows; --csv and --json give all");
    }
}
