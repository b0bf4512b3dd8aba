using System.Buffers.Text;
using System.Text;
using Parquet;
using Parquet.Schema;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Destinations.S3;

/// <summary>One field of the records of a row group.</summary>
internal abstract class ParquetColumn(DataField field, bool isRepeated)
{
    public DataField Field { get; } = field;

    /// <summary>Whether the field stands in the format already: a file has each column once.</summary>
    public bool IsRepeated { get; } = isRepeated;

    /// <summary>The column of a field, named as Athena's tables name it: underscores for hyphens.</summary>
    public static ParquetColumn Of(LogField field, bool isRepeated)
    {
        string name = LogFields.NameOf(field).Replace('-', '_');
        return LogFields.KindOf(field) switch
        {
            LogFieldKind.Int32 => new Int32Column(new DataField<int?>(name), isRepeated),
            LogFieldKind.Int64 => new Int64Column(new DataField<long?>(name), isRepeated),
            _ => new TextColumn(new DataField<string>(name), isRepeated),
        };
    }

    /// <summary>Takes a field of a record; <c>-</c> stands for none.</summary>
    public abstract void Add(ReadOnlySpan<byte> text);

    /// <summary>Writes what was taken, and forgets it.</summary>
    public abstract Task WriteTo(ParquetRowGroupWriter group);

    private static bool IsNone(ReadOnlySpan<byte> text) => text is [(byte)'-'];

    private static long NumberOf(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long number, out int used) && used == text.Length
            ? number
            : throw new FormatException($"'{Encoding.UTF8.GetString(text)}' is no number");

    private sealed class Int32Column(DataField field, bool isRepeated) : ParquetColumn(field, isRepeated)
    {
        private readonly Rows<int?> _values = new();

        public override void Add(ReadOnlySpan<byte> text) => _values.Add(IsNone(text) ? null : (int)NumberOf(text));

        public override async Task WriteTo(ParquetRowGroupWriter group)
        {
            await group.WriteAsync<int>(Field, _values.Taken).ConfigureAwait(false);
            _values.Clear();
        }
    }

    private sealed class Int64Column(DataField field, bool isRepeated) : ParquetColumn(field, isRepeated)
    {
        private readonly Rows<long?> _values = new();

        public override void Add(ReadOnlySpan<byte> text) => _values.Add(IsNone(text) ? null : NumberOf(text));

        public override async Task WriteTo(ParquetRowGroupWriter group)
        {
            await group.WriteAsync<long>(Field, _values.Taken).ConfigureAwait(false);
            _values.Clear();
        }
    }

    private sealed class TextColumn(DataField field, bool isRepeated) : ParquetColumn(field, isRepeated)
    {
        private readonly Rows<string?> _values = new();
        private readonly KnownTexts _known = new();

        public override void Add(ReadOnlySpan<byte> text) => _values.Add(IsNone(text) ? null : _known.Of(text));

        public override async Task WriteTo(ParquetRowGroupWriter group)
        {
            await group.WriteAsync(Field, _values!).ConfigureAwait(false);
            _values.Clear();
        }
    }
}
