using System.Collections.Immutable;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;

namespace VpcSim.FlowLogs.Sql;

/// <summary>The everyday questions as SQL that DuckDB and Athena both run, made of the columns that there are.</summary>
public static class Questions
{
    private const string Flows = SqlColumn.Table;

    /// <summary>What has most: the values of a column with their bytes, packets and records.</summary>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="by">The column whose values are counted.</param>
    /// <param name="most">By what they are ordered: <c>bytes</c>, <c>packets</c> or <c>records</c>.</param>
    /// <param name="limit">So many rows.</param>
    /// <exception cref="FlowLogQueryException">The files have no such column.</exception>
    public static string Top(ImmutableArray<LogColumn> columns, LogColumn by, string most, int limit)
    {
        string name = Needed(columns, by);
        if (most != "records") Needed(columns, LogColumns.Find(most)!);
        string[] sums = [.. Sums(columns), "count(*) AS records"];
        int place = Array.FindIndex(sums, sum => sum.EndsWith($" AS {most}", StringComparison.Ordinal)) + 2;
        return $"""
            SELECT {name}, {string.Join(", ", sums)}
            FROM {Flows}
            WHERE {name} IS NOT NULL
            GROUP BY {name}
            ORDER BY {place} DESC, 1
            LIMIT {limit}
            """;
    }

    /// <summary>Who was turned away: rejected flows by source, interface, protocol and destination port.</summary>
    /// <inheritdoc cref="Top"/>
    public static string Rejects(ImmutableArray<LogColumn> columns, int limit)
    {
        Needed(columns, LogField.Action);
        Needed(columns, LogField.SrcAddr);
        string keys = string.Join(", ", Present(columns, LogField.InterfaceId, LogField.SrcAddr, LogField.DstAddr, LogField.Protocol, LogField.DstPort));
        int records = keys.Split(", ").Length + 1;
        string[] values = ["count(*) AS records", .. Sums(columns), .. Times(columns)];
        return $"""
            SELECT {keys}, {string.Join(", ", values)}
            FROM {Flows}
            WHERE action = 'REJECT'
            GROUP BY {keys}
            ORDER BY {records} DESC, {string.Join(", ", Enumerable.Range(1, records - 1))}
            LIMIT {limit}
            """;
    }

    /// <summary>Who talks most: what each address sent and received. Rejected flows reached nobody and do not count.</summary>
    /// <inheritdoc cref="Top"/>
    public static string Talkers(ImmutableArray<LogColumn> columns, int limit)
    {
        Needed(columns, LogField.SrcAddr);
        Needed(columns, LogField.DstAddr);
        Needed(columns, LogField.Bytes);
        Needed(columns, LogField.Packets);
        string accepted = Has(columns, LogField.Action) ? " AND action = 'ACCEPT'" : "";
        return $"""
            SELECT host, sum(sent) AS bytes_sent, sum(received) AS bytes_received, sum(packets_out) AS packets_sent, sum(packets_in) AS packets_received
            FROM (
              SELECT srcaddr AS host, bytes AS sent, 0 AS received, packets AS packets_out, 0 AS packets_in FROM {Flows} WHERE srcaddr IS NOT NULL{accepted}
              UNION ALL
              SELECT dstaddr AS host, 0 AS sent, bytes AS received, 0 AS packets_out, packets AS packets_in FROM {Flows} WHERE dstaddr IS NOT NULL{accepted}
            ) AS ends
            GROUP BY host
            ORDER BY sum(sent) + sum(received) DESC, host
            LIMIT {limit}
            """;
    }

    /// <summary>Both directions of each conversation in one row. Its client is who sent the SYN, as tcp-flags tell; where they do not, the side with the higher port. Bytes
    /// of rejected flows reached nobody and do not count.</summary>
    /// <inheritdoc cref="Top"/>
    public static string Conversations(ImmutableArray<LogColumn> columns, int limit)
    {
        foreach (LogField field in (LogField[])[LogField.SrcAddr, LogField.DstAddr, LogField.SrcPort, LogField.DstPort, LogField.Bytes]) Needed(columns, field);
        string keys = string.Concat(Present(columns, LogField.InterfaceId, LogField.Protocol).Select(name => name + ", "));
        int count = keys.Split(", ").Length + 3;
        bool hasAction = Has(columns, LogField.Action);
        string accepted = hasAction ? " AND action = 'ACCEPT'" : "", rejected = hasAction ? "sum(CASE WHEN action = 'REJECT' THEN 1 ELSE 0 END) AS rejected_records, " : "";
        string[] values = [.. hasAction ? ["rejected_records"] : Array.Empty<string>(), "records", .. Times(columns).Length > 0 ? ["first_seen", "last_seen"] : Array.Empty<string>()];
        return $"""
            SELECT {keys}
              CASE WHEN turned THEN low ELSE high END AS client, CASE WHEN turned THEN low_port ELSE high_port END AS client_port,
              CASE WHEN turned THEN high ELSE low END AS server, CASE WHEN turned THEN high_port ELSE low_port END AS server_port,
              CASE WHEN turned THEN rising ELSE falling END AS bytes_to_server, CASE WHEN turned THEN falling ELSE rising END AS bytes_to_client,
              {string.Join(", ", values)}
            FROM (
              SELECT {keys}
                CASE WHEN falls THEN srcaddr ELSE dstaddr END AS high, CASE WHEN falls THEN srcport ELSE dstport END AS high_port,
                CASE WHEN falls THEN dstaddr ELSE srcaddr END AS low, CASE WHEN falls THEN dstport ELSE srcport END AS low_port,
                sum(CASE WHEN falls{accepted} THEN bytes ELSE 0 END) AS falling, sum(CASE WHEN NOT falls{accepted} THEN bytes ELSE 0 END) AS rising,
                {Turned(columns)} AS turned,
                {rejected}{string.Join(", ", ["count(*) AS records", .. Times(columns)])}
              FROM (SELECT *, coalesce(srcport > dstport OR (srcport = dstport AND srcaddr < dstaddr), FALSE) AS falls FROM {Flows} WHERE srcaddr IS NOT NULL) AS flows
              GROUP BY {string.Join(", ", Enumerable.Range(1, count))}
            ) AS pairs
            ORDER BY falling + rising DESC, {string.Join(", ", Enumerable.Range(1, count))}
            LIMIT {limit}
            """;
    }

    // Of the flags, by remainders, which Athena has as DuckDB does: 2 is SYN and 16 ACK. (VPC guide, "Flow log records", tcp-flags)
    private static string Turned(ImmutableArray<LogColumn> columns) => !Has(columns, LogField.TcpFlags) ? "FALSE"
        : "sum(CASE WHEN tcp_flags % 4 >= 2 THEN CASE WHEN falls = (tcp_flags % 32 < 16) THEN 1 ELSE -1 END ELSE 0 END) < 0";

    private static bool Has(ImmutableArray<LogColumn> columns, LogField field) => columns.Any(column => column.Field == field);

    private static string[] Present(ImmutableArray<LogColumn> columns, params LogField[] fields) => [.. fields.Where(field => Has(columns, field)).Select(field => LogColumn.Of(field).SqlName)];

    private static string[] Sums(ImmutableArray<LogColumn> columns) => [.. Present(columns, LogField.Bytes, LogField.Packets).Select(name => $"sum({name}) AS {name}")];

    private static string[] Times(ImmutableArray<LogColumn> columns) => Has(columns, LogField.Start) && Has(columns, LogField.End)
        ? ["from_unixtime(min(start)) AS first_seen", "from_unixtime(max(\"end\")) AS last_seen"]
        : [];

    private static string Needed(ImmutableArray<LogColumn> columns, LogField field) => Needed(columns, LogColumn.Of(field));

    private static string Needed(ImmutableArray<LogColumn> columns, LogColumn column)
    {
        if (!columns.Any(own => own.Name == column.Name))
            throw new FlowLogQueryException($"the files have no column {column.SqlName}; they have {string.Join(", ", columns.Select(own => own.SqlName))}");
        return column.SqlName is "end" ? SqlColumn.Quoted(column.SqlName) : column.SqlName;
    }
}
