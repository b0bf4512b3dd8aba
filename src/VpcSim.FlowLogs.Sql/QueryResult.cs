using System.Collections.Immutable;
using System.Data.Common;
using DuckDB.NET.Data;
using VpcSim.FlowLogs.Reading;

namespace VpcSim.FlowLogs.Sql;

/// <summary>The rows that a query gives, one after the other.</summary>
public sealed class QueryResult : IDisposable
{
    private readonly DuckDBCommand _command;
    private readonly DbDataReader _reader;
    private readonly CancellationTokenRegistration _cancelling;
    private readonly Func<DuckDBException, Exception> _explain;

    private QueryResult(DuckDBCommand command, DbDataReader reader, CancellationTokenRegistration cancelling, Func<DuckDBException, Exception> explain)
    {
        (_command, _reader, _cancelling, _explain) = (command, reader, cancelling, explain);
        Names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        AreNumbers = [.. Enumerable.Range(0, reader.FieldCount).Select(i => IsNumber(reader.GetFieldType(i)))];
    }

    public ImmutableArray<string> Names { get; }

    /// <summary>Of each column, whether its values are numbers.</summary>
    public ImmutableArray<bool> AreNumbers { get; }

    /// <summary>The value of a column in the latest row; null for NULL.</summary>
    public object? this[int column] => _reader.IsDBNull(column) ? null : _reader.GetValue(column);

    /// <exception cref="FlowLogQueryException">The query failed on the way.</exception>
    public bool Read()
    {
        try
        {
            return _reader.Read();
        }
        catch (DuckDBException failure)
        {
            throw _explain(failure);
        }
    }

    public void Dispose()
    {
        _cancelling.Dispose();
        _reader.Dispose();
        _command.Dispose();
    }

    internal static QueryResult Of(DuckDBConnection connection, string sql, ImmutableArray<LogColumn> columns, CancellationToken cancellation)
    {
        Exception Explain(DuckDBException failure) =>
            cancellation.IsCancellationRequested ? new OperationCanceledException(cancellation) : QueryMistake.Of(failure, columns);

        DuckDBCommand command = connection.CreateCommand();
        CancellationTokenRegistration cancelling = cancellation.Register(command.Cancel);
        try
        {
            command.CommandText = SelectOnly.Of(connection, sql);
            command.UseStreamingMode = true;
            return new QueryResult(command, command.ExecuteReader(), cancelling, Explain);
        }
        catch (DuckDBException failure)
        {
            cancelling.Dispose();
            command.Dispose();
            throw Explain(failure);
        }
        catch
        {
            cancelling.Dispose();
            command.Dispose();
            throw;
        }
    }

    private static bool IsNumber(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal || type == typeof(System.Numerics.BigInteger);
}
