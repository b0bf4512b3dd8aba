using VpcSim.FlowLogs.Sql;

namespace VpcSim.Cli.Reports.FlowLogs;

/// <summary>A query's rows as CSV (RFC 4180), lines ending in LF. NULL is an empty value.</summary>
internal static class QueryCsv
{
    public static void Write(TextWriter output, QueryResult result, CancellationToken cancellation)
    {
        output.WriteLine(string.Join(',', result.Names.Select(Quoted)));
        string[] cells = new string[result.Names.Length];
        while (result.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < cells.Length; i++) cells[i] = Quoted(ValueText.Of(result[i]));
            output.WriteLine(string.Join(',', cells));
        }
    }

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
