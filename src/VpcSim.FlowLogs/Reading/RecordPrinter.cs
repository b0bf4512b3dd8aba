using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Reading;

/// <summary>Prints records that a reader reads: as flow logs have them, as CSV, or as JSON objects.</summary>
/// <param name="output">Where to; written in large pieces.</param>
/// <param name="form">How.</param>
/// <param name="format">The fields to print; null for those of each file: then a header line stands wherever they change.</param>
public sealed class RecordPrinter(Stream output, RecordForm form, LogFormat? format = null)
{
    private const int Piece = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * Piece);
    private readonly RecordLayout? _wanted = format is null ? null : RecordLayout.Of(format);
    private RecordLayout? _layout;
    private int[] _places = []; // of the wanted columns in the records read
    private LogColumn[] _columns = [];

    /// <summary>What stands before all records; nothing is printed of it before a file could be read.</summary>
    public string Head { init => _buffer.Write(Encoding.UTF8.GetBytes(value)); }

    /// <summary>How many records were printed.</summary>
    public long Printed { get; private set; }

    /// <summary>Prints what a reader gives.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="files">What it is to read.</param>
    /// <param name="most">Then it stops; null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FlowLogReadException">A file is not there or holds no flow log.</exception>
    public void Print(FlowLogReader reader, IReadOnlyList<LogFile> files, long? most, CancellationToken cancellation)
    {
        foreach (RecordLine line in reader.ReadLines(files))
        {
            if (!ReferenceEquals(line.Layout, _layout)) Begin(line.Layout);
            if (form == RecordForm.Json) WriteJson(line);
            else WriteText(line);
            if (_buffer.WrittenCount >= Piece)
            {
                cancellation.ThrowIfCancellationRequested();
                Flush();
            }
            if (++Printed == most) break;
        }
        Flush();
    }

    private void Flush()
    {
        output.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    private void Begin(RecordLayout layout)
    {
        bool isSame = _layout is not null && (_wanted ?? layout).Columns.SequenceEqual(_columns);
        _layout = layout;
        _columns = [.. (_wanted ?? layout).Columns];
        _places = Array.ConvertAll(_columns, column => layout.Columns.IndexOf(column));
        if (isSame || form == RecordForm.Json) return;
        string names = form == RecordForm.Csv ? string.Join(',', _columns.Select(column => column.SqlName)) : string.Join(' ', _columns.Select(column => column.Name));
        _buffer.Write(Encoding.UTF8.GetBytes(names + "\n"));
    }

    // No field of a flow log holds a space, a comma or a quote; one of a damaged log may.
    private void WriteText(RecordLine line)
    {
        byte between = form == RecordForm.Csv ? (byte)',' : (byte)' ';
        for (int i = 0; i < _places.Length; i++)
        {
            if (i > 0) Write([between]);
            ReadOnlySpan<byte> value = ValueOf(line, i);
            if (form != RecordForm.Csv) Write(value);
            else if (value.IndexOfAny(",\"\r\n"u8) >= 0) Write(Encoding.UTF8.GetBytes($"\"{Encoding.UTF8.GetString(value).Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
            else if (value is not [(byte)'-']) Write(value);
        }
        Write("\n"u8);
    }

    private void WriteJson(RecordLine line)
    {
        if (Printed > 0) Write(",\n"u8);
        Write("    "u8);
        using var json = new Utf8JsonWriter(_buffer);
        json.WriteStartObject();
        for (int i = 0; i < _places.Length; i++)
        {
            ReadOnlySpan<byte> value = ValueOf(line, i);
            if (value is [(byte)'-']) json.WriteNull(_columns[i].Name);
            else if (_columns[i].Kind == LogFieldKind.Text) json.WriteString(_columns[i].Name, Encoding.UTF8.GetString(value));
            else json.WriteNumber(_columns[i].Name, long.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture));
        }
        json.WriteEndObject();
    }

    private ReadOnlySpan<byte> ValueOf(RecordLine line, int column) => _places[column] < 0 ? "-"u8 : line[_places[column]];

    private void Write(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);
}
