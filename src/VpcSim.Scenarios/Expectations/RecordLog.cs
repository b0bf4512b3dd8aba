using System.Collections.Immutable;
using System.Text;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.Scenarios.Expectations;

/// <summary>The log of all traffic of a run, with every field.</summary>
public sealed class RecordLog
{
    /// <summary>Every field, in AWS's order.</summary>
    public static LogFormat Format { get; } = LogFormat.Parse(string.Join(' ', Enum.GetValues<LogField>().Select(LogFields.NameOf)));

    private static readonly int[] _places = PlacesOf();

    /// <param name="text">What the run wrote in <see cref="Format"/>, the header line first.</param>
    public RecordLog(ReadOnlySpan<byte> text)
    {
        string[] lines = Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Records = [.. lines.Skip(1).Select(static line => new FlowRecord(line))];
    }

    /// <summary>In the order of the log.</summary>
    internal ImmutableArray<FlowRecord> Records { get; }

    public int Count => Records.Length;

    /// <summary>The log as <c>--flow-logs</c> writes it: in AWS's default format, the header line first.</summary>
    public string DefaultText()
    {
        var text = new StringBuilder(LogFormat.Default.Header).Append('\n');
        foreach (FlowRecord record in Records) text.Append(record.DefaultLine).Append('\n');
        return text.ToString();
    }

    internal static int PlaceOf(LogField field) => _places[(int)field];

    private static int[] PlacesOf()
    {
        int[] places = new int[Enum.GetValues<LogField>().Length];
        Array.Fill(places, -1);
        for (int i = 0; i < Format.Fields.Length; i++) places[(int)Format.Fields[i]] = i;
        return places;
    }
}
