using System.Text;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Reading;

/// <summary>A record's line, laid out: the same object for every line of a file, so that nothing is allocated for one.</summary>
internal sealed class RecordLine(string file, RecordLayout layout)
{
    private readonly int[] _starts = new int[layout.Columns.Length], _ends = new int[layout.Columns.Length];
    private byte[] _bytes = [];
    private int _length;
    private bool _isPlain;

    public string File { get; } = file;

    public RecordLayout Layout { get; } = layout;

    /// <summary>Where it stands in its file, from 1.</summary>
    public long Number { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>The text of the column at a place.</summary>
    public ReadOnlySpan<byte> this[int place] => _bytes.AsSpan(_starts[place], _ends[place] - _starts[place]);

    /// <summary>The text of a field; a dash where the file has no such column.</summary>
    public ReadOnlySpan<byte> this[LogField field] => Layout.PlaceOf(field) is >= 0 and int place ? this[place] : "-"u8;

    /// <summary>Whether the latest line is ASCII with one space between two fields and nothing around them, as AWS writes it.</summary>
    public bool IsPlain => _isPlain && Ascii.IsValid(Bytes) && !Bytes.Contains((byte)'\r');

    /// <summary>Takes a line without its end.</summary>
    /// <returns>What is wrong with it; null where it is a record.</returns>
    public string? Take(ReadOnlySpan<byte> line, long number)
    {
        if (_bytes.Length < line.Length) _bytes = new byte[Math.Max(256, line.Length * 2)];
        line.CopyTo(_bytes);
        _length = line.Length;
        Number = number;
        int fields = Split(line);
        if (fields != _starts.Length) return $"{fields} fields, not {_starts.Length}";
        for (int i = 0; i < _starts.Length; i++)
            if (FieldCheck.WhyNot(Layout.Columns[i], this[i]) is { } why) return why;
        return null;
    }

    /// <summary>A copy of its bytes and of where its fields begin and end, two numbers each.</summary>
    public (byte[] Bytes, int[] Bounds) Copy()
    {
        int[] bounds = new int[_starts.Length * 2];
        for (int i = 0; i < _starts.Length; i++) (bounds[2 * i], bounds[(2 * i) + 1]) = (_starts[i], _ends[i]);
        return (Bytes.ToArray(), bounds);
    }

    // AWS separates by one space; what was copied from a page may have more, or tabs.
    private int Split(ReadOnlySpan<byte> line)
    {
        int fields = 0, at = 0;
        _isPlain = true;
        while (true)
        {
            int length = line[at..].IndexOfAny((byte)' ', (byte)'\t');
            if (length < 0) length = line.Length - at;
            if (length == 0) _isPlain = false;
            else if (fields++ < _starts.Length) (_starts[fields - 1], _ends[fields - 1]) = (at, at + length);
            at += length;
            if (at >= line.Length) return fields;
            _isPlain &= line[at] == (byte)' ';
            if (++at == line.Length) _isPlain = false;
        }
    }
}
