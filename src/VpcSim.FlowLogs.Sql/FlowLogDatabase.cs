using System.Collections.Immutable;
using DuckDB.NET.Data;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;

namespace VpcSim.FlowLogs.Sql;

/// <summary>Flow logs as the table <c>flow_logs</c>, for SQL: an embedded DuckDB that reads the files while it answers.</summary>
/// <remarks>A query can neither write nor read any other file, nor load extensions. Dispose it: what it had to copy goes with it.</remarks>
public sealed class FlowLogDatabase : IDisposable
{
    private readonly DuckDBConnection _connection = new("Data Source=:memory:");
    private readonly string _folder = Directory.CreateTempSubdirectory("vpcsim-flow-logs-").FullName;

    private FlowLogDatabase(int keptBadLines) => Tally = new ReadingTally(keptBadLines);

    /// <summary>What is in the files: all of it was looked at.</summary>
    public ReadingTally Tally { get; }

    /// <summary>The columns of the table: those that any of the files has.</summary>
    public ImmutableArray<LogColumn> Columns { get; private set; } = [];

    /// <summary>Looks through files and folders, and makes the table.</summary>
    /// <param name="paths">As <see cref="FlowLogReader.Read"/> takes them.</param>
    /// <param name="format">What files without a header line hold; null for AWS's default format.</param>
    /// <param name="openInput">Opens standard input, where <c>-</c> is named.</param>
    /// <param name="isOpen">Whether queries may read and write other files, and load extensions.</param>
    /// <param name="keptBadLines">So many bad lines are kept for messages.</param>
    /// <param name="cancellation">Ends the looking through.</param>
    /// <exception cref="FlowLogReadException">A file is not there or holds no flow log.</exception>
    /// <exception cref="FlowLogQueryException">DuckDB's own library is not beside the program.</exception>
    public static FlowLogDatabase Open(
        IEnumerable<string> paths, LogFormat? format = null, Func<Stream>? openInput = null, bool isOpen = false, int keptBadLines = ReadingTally.DefaultKept, CancellationToken cancellation = default)
    {
        var database = new FlowLogDatabase(keptBadLines);
        try
        {
            database.Fill(LogFile.Find(paths), format, openInput ?? (static () => Stream.Null), isOpen, cancellation);
            return database;
        }
        catch (Exception missing) when ((missing as DllNotFoundException ?? missing.InnerException) is DllNotFoundException)
        {
            database.Dispose();
            throw new FlowLogQueryException("DuckDB's library (libduckdb.so, .dylib or duckdb.dll) cannot be loaded; it lies beside the program in the folder that the build made, copy it with the program", missing);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Runs one SELECT.</summary>
    /// <exception cref="FlowLogQueryException">It is none, or cannot be run.</exception>
    public QueryResult Query(string sql, CancellationToken cancellation = default) => QueryResult.Of(_connection, sql, Columns, cancellation);

    public void Dispose()
    {
        _connection.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // Somebody has been there before, or looks at it; the system clears its folder of temporary files.
        }
    }

    private void Fill(IReadOnlyList<LogFile> files, LogFormat? format, Func<Stream> openInput, bool isOpen, CancellationToken cancellation)
    {
        var table = new TableFiles(format, Tally, _folder, openInput, cancellation);
        foreach (LogFile file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            table.Add(file);
        }
        if (table.All.Count == 0)
            throw new FlowLogReadException(string.Join('\n', Tally.Faults.Select(fault => $"{fault.File}: {fault.Why}")));
        Columns = TableView.ColumnsOf(table.All);
        _connection.Open();
        Run("SET TimeZone = 'UTC'", ignored: true);
        Run($"SET temp_directory = {SqlColumn.Literal(Path.Combine(_folder, "spill"))}");
        Run(TableView.Sql(table.All, Columns));
        Run("CREATE MACRO from_unixtime(seconds) AS make_timestamp(CAST(seconds AS BIGINT) * 1000000)"); // Athena's
        if (isOpen) return;
        Run($"SET allowed_paths = [{string.Join(", ", table.All.Select(file => SqlColumn.Literal(file.Path)))}]");
        Run("SET autoinstall_known_extensions = false");
        Run("SET autoload_known_extensions = false");
        Run("SET enable_external_access = false");
        Run("SET lock_configuration = true");
    }

    private void Run(string sql, bool ignored = false)
    {
        try
        {
            using DuckDBCommand command = _connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        catch (DuckDBException) when (ignored)
        {
            // Without the extension for time zones there is no other than UTC.
        }
    }
}
