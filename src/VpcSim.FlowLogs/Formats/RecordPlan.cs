namespace VpcSim.FlowLogs.Formats;

/// <summary>A format made ready for one interface and status: the fields that differ from record to record, and the fixed text before, between and after them.</summary>
internal sealed class RecordPlan
{
    /// <summary>The status of a record that tells of a flow. All others tell no more of a window than its bounds. (VPC guide, "Flow log record examples")</summary>
    public const string WithFlow = "OK";

    /// <summary>Stands for all of <see cref="UsualFields"/> one after the other, as nearly every format has them.</summary>
    public const LogField Usual = (LogField)byte.MaxValue;

    /// <summary>In bytes: an address, and every word that AWS has; numbers are shorter.</summary>
    public const int LongestField = 48;

    /// <summary>What the default format says of a flow.</summary>
    public static ReadOnlySpan<LogField> UsualFields =>
    [
        LogField.SrcAddr, LogField.DstAddr, LogField.SrcPort, LogField.DstPort, LogField.Protocol, LogField.Packets, LogField.Bytes, LogField.Start, LogField.End, LogField.Action,
    ];

    /// <param name="fields">What differs from record to record.</param>
    /// <param name="texts">One more.</param>
    public RecordPlan(LogField[] fields, FixedText[] texts)
    {
        Fields = fields;
        Texts = texts;
        MaxLength = FixedText.Block;
        foreach (LogField field in fields) MaxLength += field == Usual ? UsualFields.Length * LongestField : LongestField;
        foreach (FixedText text in texts) MaxLength += text.Length;
    }

    /// <summary>The fields of the flow, or those of the window.</summary>
    public LogField[] Fields { get; }

    /// <summary>One more than <see cref="Fields"/>: what stands before each, and what ends the line.</summary>
    public FixedText[] Texts { get; }

    /// <summary>How much room, in bytes, the longest line takes with what is overwritten behind it.</summary>
    public int MaxLength { get; }
}
