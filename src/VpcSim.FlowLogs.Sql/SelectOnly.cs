using System.Text.Json;
using DuckDB.NET.Data;

namespace VpcSim.FlowLogs.Sql;

/// <summary>Lets one SELECT through, and nothing else: no COPY, which could write where it may read.</summary>
internal static class SelectOnly
{
    /// <summary>The query as it is run: rows that groups or sets would give in any order are put into one.</summary>
    /// <exception cref="FlowLogQueryException">The text is no SELECT, or several.</exception>
    public static string Of(DuckDBConnection connection, string sql)
    {
        string text = sql.Trim().TrimEnd(';').TrimEnd();
        if (text.Length == 0) throw new FlowLogQueryException("the query is empty; write one such as 'SELECT srcaddr, sum(bytes) FROM flow_logs GROUP BY srcaddr'");
        using JsonDocument parsed = JsonDocument.Parse(Serialized(connection, text));
        JsonElement root = parsed.RootElement;
        if (root.GetProperty("error").GetBoolean())
        {
            // What the parser refuses is run all the same: the message of that tells the place.
            return root.TryGetProperty("error_subtype", out _) ? text : throw new FlowLogQueryException("only a SELECT can be run; write what it gives where you want it with the shell: > FILE");
        }
        JsonElement statements = root.GetProperty("statements");
        if (statements.GetArrayLength() != 1) throw new FlowLogQueryException("there are several queries; write one");
        return IsInAnyOrder(statements[0].GetProperty("node")) ? $"SELECT * FROM ({text}\n) ORDER BY ALL" : text;
    }

    private static string Serialized(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT json_serialize_sql({SqlColumn.Literal(sql)})";
        return (string)command.ExecuteScalar()!;
    }

    private static bool IsInAnyOrder(JsonElement node)
    {
        bool isDistinct = false;
        foreach (JsonElement modifier in node.GetProperty("modifiers").EnumerateArray())
        {
            string? type = modifier.GetProperty("type").GetString();
            if (type is "ORDER_MODIFIER" or "LIMIT_MODIFIER" or "LIMIT_PERCENT_MODIFIER") return false;
            isDistinct |= type == "DISTINCT_MODIFIER";
        }
        return isDistinct || node.GetProperty("type").GetString() != "SELECT_NODE"
            || (node.TryGetProperty("group_expressions", out JsonElement groups) && groups.GetArrayLength() > 0);
    }
}
