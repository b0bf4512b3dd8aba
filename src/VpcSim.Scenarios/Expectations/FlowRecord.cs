using System.Globalization;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.Scenarios.Expectations;

/// <summary>A record of the log of all traffic with all of its fields.</summary>
internal sealed class FlowRecord
{
    private readonly string[] _values;

    /// <param name="line">In <see cref="RecordLog.Format"/>.</param>
    public FlowRecord(string line)
    {
        _values = line.Split(' ');
        if (_values.Length != RecordLog.Format.Fields.Length) throw new FormatException($"A record has {_values.Length} values where {RecordLog.Format.Fields.Length} were asked for: {line}");
    }

    public string this[LogField field] => field == LogField.Version ? Version : _values[RecordLog.PlaceOf(field)];

    public long Packets => Number(LogField.Packets);

    public long Bytes => Number(LogField.Bytes);

    /// <summary>The record in AWS's default format.</summary>
    public string DefaultLine => string.Join(' ', LogFormat.Default.Fields.Select(wanted => this[wanted]));

    private static string Version { get; } = LogFormat.Default.Version.ToString(CultureInfo.InvariantCulture);

    private long Number(LogField field) => long.TryParse(this[field], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
