using System.Collections.Immutable;
using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Destinations.S3;

/// <summary>Records as Parquet: AWS's column names and types, <c>-</c> as null, pages under gzip. (VPC guide, "Flow log records", Parquet data type)</summary>
internal sealed class ParquetObject : IS3Object
{
    private const int RowsPerGroup = 32_768; // what an open object holds in memory
    private const int FooterBytes = 64 * 1024;

    private readonly Stream _file;
    private readonly ParquetSchema _schema;
    private readonly ParquetColumn[] _columns; // by field of the record
    private readonly ParquetWriter _writer;
    private long _pendingBytes;
    private int _rows;

    public ParquetObject(Stream file, LogFormat format)
    {
        _file = file;
        _columns = ColumnsOf(format.Fields);
        _schema = new ParquetSchema(_columns.Where(column => !column.IsRepeated).Select(column => column.Field));
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Gzip, CompressionLevel = CompressionLevel.Fastest }; // docs/performance.md
        _writer = Done(ParquetWriter.CreateAsync(_schema, file, options));
    }

    public bool HasRoomFor(int lineLength, long mostBytes) => _file.Position + _pendingBytes + lineLength + FooterBytes <= mostBytes;

    public void Write(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> rest = line.TrimEnd((byte)'\n');
        foreach (ParquetColumn column in _columns)
        {
            int space = rest.IndexOf((byte)' ');
            column.Add(space < 0 ? rest : rest[..space]);
            rest = rest[(space + 1)..];
        }
        _pendingBytes += line.Length;
        if (++_rows == RowsPerGroup) WriteGroup();
    }

    public void Complete()
    {
        if (_rows > 0) WriteGroup();
        _writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public void Dispose() => _file.Dispose();

    private void WriteGroup()
    {
        using (ParquetRowGroupWriter group = _writer.CreateRowGroup())
        {
            foreach (ParquetColumn column in _columns)
                if (!column.IsRepeated) column.WriteTo(group).GetAwaiter().GetResult();
        }
        _rows = 0;
        _pendingBytes = 0;
    }

    private static ParquetColumn[] ColumnsOf(ImmutableArray<LogField> fields)
    {
        var seen = new HashSet<LogField>();
        return [.. fields.Select(field => ParquetColumn.Of(field, isRepeated: !seen.Add(field)))];
    }

    // The file is written on the thread that counts; there is nothing to do meanwhile.
    private static T Done<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
