using System.Globalization;
using System.Text;
using Parquet;
using Parquet.Schema;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Reading.Sources;

/// <summary>The rows of a Parquet file. They are put into lines, so that they are looked at as all others are.</summary>
internal sealed class ParquetRecords : IRecordSource
{
    private const int AccountDigits = 12;
    private const int RowsOfAnyFile = 1 << 16, RowsPerByte = 64; // equal values one after another take few bytes
    private const string PythonNull = "None"; // of numbers that pandas wrote as text

    private readonly ReadingTally _tally;
    private readonly Stream _stream;
    private readonly ParquetReader _reader;
    private readonly DataField[] _fields;
    private readonly StringBuilder _line = new();
    private string?[][] _columns = [];
    private int _group;
    private int _row;
    private int _rows;
    private long _number;

    public ParquetRecords(string file, Stream stream, ReadingTally tally)
    {
        (_tally, _stream) = (tally, stream);
        _reader = Open(file, stream);
        _fields = _reader.Schema.DataFields;
        Current = new RecordLine(file, LayoutOf(file, _fields));
    }

    public RecordLine Current { get; }

    public bool MoveNext()
    {
        while (_row < _rows || NextGroup())
        {
            byte[] line = Line(_row++);
            if (Current.Take(line, ++_number) is not { } why)
            {
                _tally.Records++;
                return true;
            }
            _tally.AddBad(Current.File, _number, why, line);
        }
        return false;
    }

    public void Dispose()
    {
        _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stream.Dispose();
    }

    /// <summary>The layout of a Parquet file.</summary>
    /// <exception cref="FlowLogReadException">It is damaged, or has no column of flow logs.</exception>
    public static RecordLayout LayoutOf(string file, Stream stream)
    {
        ParquetReader reader = Open(file, stream);
        return LayoutOf(file, reader.Schema.DataFields);
    }

    /// <summary>How many rows a file has whose columns have the types that AWS gives them; null for a file with others.</summary>
    public static long? RowsOfOwnTypes(string file, Stream stream)
    {
        ParquetReader reader = Open(file, stream);
        return Array.TrueForAll(reader.Schema.DataFields, HasOwnType) ? reader.Metadata!.NumRows : null;
    }

    private static bool HasOwnType(DataField field) => field.ClrType == (LogColumns.Find(field.Name)?.Kind switch
    {
        LogFieldKind.Int32 => typeof(int),
        LogFieldKind.Int64 => typeof(long),
        _ => typeof(ReadOnlyMemory<char>),
    });

    private static ParquetReader Open(string file, Stream stream)
    {
        try
        {
            ParquetReader reader = Done(ParquetReader.CreateAsync(stream, leaveStreamOpen: true));
            _ = reader.Schema; // made when it is asked for
            return reader;
        }
        catch (Exception e) // Parquet.Net throws whatever it stumbles over in a damaged file
        {
            throw new FlowLogReadException($"{file}: its Parquet is damaged, or not whole ({LineText.Shown(Encoding.UTF8.GetBytes(e.Message.TrimEnd('.')))})", e);
        }
    }

    private static RecordLayout LayoutOf(string file, DataField[] fields) => Array.Exists(fields, field => LogColumns.Find(field.Name) is not null)
        ? new RecordLayout([.. fields.Select(field => LogColumns.Find(field.Name) ?? new LogColumn(field.Name.Replace('_', '-'), null, LogFieldKind.Text))])
        : throw new FlowLogReadException($"{file}: none of its columns is one of flow logs: {string.Join(", ", fields.Take(5).Select(field => field.Name))}");

    private byte[] Line(int row)
    {
        _line.Clear();
        for (int i = 0; i < _columns.Length; i++)
        {
            string? value = _columns[i][row];
            if (i > 0) _line.Append(' ');
            if (value is null or "" or PythonNull) _line.Append('-');
            else if (Current.Layout.Columns[i].Field == LogField.AccountId && value.Length < AccountDigits && _fields[i].ClrType != typeof(ReadOnlyMemory<char>)) _line.Append(value.PadLeft(AccountDigits, '0'));
            else _line.Append(value.Replace(' ', '_'));
        }
        return Encoding.UTF8.GetBytes(_line.ToString());
    }

    private bool NextGroup()
    {
        while (_group < _reader.RowGroupCount)
        {
            try
            {
                using ParquetRowGroupReader group = _reader.OpenRowGroupReader(_group++);
                _rows = RowsOf(group);
                _columns = [.. _fields.Select(field => Done(ReadColumn(group, field, _rows)))];
            }
            catch (Exception) // see Open
            {
                _tally.Add(new FileFault(Current.File, $"its Parquet is damaged in row group {_group}", IsCut: false, _number));
                _rows = 0;
                return false;
            }
            _row = 0;
            if (_rows > 0) return true;
        }
        return false;
    }

    /// <summary>The rows of a group. Room is made for as many as it claims, which no group of so few bytes may have.</summary>
    private int RowsOf(ParquetRowGroupReader group)
    {
        long most = Math.Max(RowsOfAnyFile, _stream.Length * RowsPerByte);
        return group.RowCount >= 0 && group.RowCount <= most ? (int)group.RowCount : throw new InvalidDataException($"{group.RowCount} rows");
    }

    private static async Task<string?[]> ReadColumn(ParquetRowGroupReader group, DataField field, int rows) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.Int32 => await Numbers<int>(group, field, rows).ConfigureAwait(false),
        TypeCode.Int64 => await Numbers<long>(group, field, rows).ConfigureAwait(false),
        TypeCode.Int16 => await Numbers<short>(group, field, rows).ConfigureAwait(false),
        TypeCode.Byte => await Numbers<byte>(group, field, rows).ConfigureAwait(false),
        TypeCode.UInt16 => await Numbers<ushort>(group, field, rows).ConfigureAwait(false),
        TypeCode.UInt32 => await Numbers<uint>(group, field, rows).ConfigureAwait(false),
        TypeCode.UInt64 => await Numbers<ulong>(group, field, rows).ConfigureAwait(false),
        TypeCode.Double => await Numbers<double>(group, field, rows).ConfigureAwait(false),
        _ => await Texts(group, field, rows).ConfigureAwait(false),
    };

    private static async Task<string?[]> Numbers<T>(ParquetRowGroupReader group, DataField field, int rows)
        where T : struct, IFormattable
    {
        if (field.IsNullable)
        {
            var values = new T?[rows];
            await group.ReadAsync(field, values.AsMemory()).ConfigureAwait(false);
            return Array.ConvertAll(values, value => value?.ToString(null, CultureInfo.InvariantCulture));
        }
        var present = new T[rows];
        await group.ReadAsync(field, present.AsMemory()).ConfigureAwait(false);
        return Array.ConvertAll(present, value => (string?)value.ToString(null, CultureInfo.InvariantCulture));
    }

    private static async Task<string?[]> Texts(ParquetRowGroupReader group, DataField field, int rows)
    {
        string?[] values = new string?[rows];
        await group.ReadAsync(field, values.AsMemory()).ConfigureAwait(false);
        return values;
    }

    // The program has nothing to do meanwhile.
    private static T Done<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
