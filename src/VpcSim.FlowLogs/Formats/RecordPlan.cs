using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace VpcSim.FlowLogs.Formats;

/// <summary>A format made ready for one interface: the fields of the flow, and the fixed text before, between and after them.</summary>
internal sealed class RecordPlan
{
    private const int LongestField = 48; // an address or service code; numbers are shorter

    private RecordPlan(LogField[] fields, byte[][] texts, int longestId)
    {
        Fields = fields;
        Texts = texts;
        MaxLength = texts.Sum(text => text.Length) + (fields.Length * Math.Max(LongestField, longestId));
    }

    /// <summary>The fields that differ from record to record.</summary>
    public LogField[] Fields { get; }

    /// <summary>One more than <see cref="Fields"/>: what stands before each, and what ends the line.</summary>
    public byte[][] Texts { get; }

    /// <summary>No line is longer, in bytes.</summary>
    public int MaxLength { get; }

    /// <summary>The plan of <c>OK</c> records.</summary>
    public static RecordPlan Ok(LogFormat format, InterfaceFacts facts, int networkInterface) =>
        Make(format, facts.LongestId, field => field == LogField.LogStatus ? "OK" : Fixed(format, facts, field, networkInterface));

    /// <summary>The plan of <c>NODATA</c> and <c>SKIPDATA</c> records: nothing of a flow but the window's bounds. (VPC guide, "Flow log record examples")</summary>
    public static RecordPlan Empty(string status, LogFormat format, InterfaceFacts facts, int networkInterface) =>
        Make(format, facts.LongestId, field => field switch
        {
            LogField.LogStatus => status,
            LogField.Start or LogField.End => null,
            _ => Fixed(format, facts, field, networkInterface) ?? "-",
        });

    private static string? Fixed(LogFormat format, InterfaceFacts facts, LogField field, int networkInterface) =>
        field == LogField.Version ? format.Version.ToString(CultureInfo.InvariantCulture) : facts.TextOf(field, networkInterface);

    private static RecordPlan Make(LogFormat format, int longestId, Func<LogField, string?> textOf)
    {
        var fields = new List<LogField>();
        var texts = new List<byte[]>();
        var text = new StringBuilder();
        ImmutableArray<LogField> all = format.Fields;
        for (int i = 0; i < all.Length; i++)
        {
            if (i > 0) text.Append(' ');
            if (textOf(all[i]) is { } known)
            {
                text.Append(known);
                continue;
            }
            fields.Add(all[i]);
            texts.Add(Encoding.UTF8.GetBytes(text.ToString()));
            text.Clear();
        }
        texts.Add(Encoding.UTF8.GetBytes(text.Append('\n').ToString()));
        return new RecordPlan([.. fields], [.. texts], fields.Exists(LogFields.IsNextHop) ? longestId : 0);
    }
}
