using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

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

    private RecordPlan(LogField[] fields, FixedText[] texts)
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

    /// <summary>Makes the plan of an interface.</summary>
    /// <param name="format">The format.</param>
    /// <param name="facts">The texts of interfaces.</param>
    /// <param name="networkInterface">The interface's place in the design.</param>
    /// <param name="status">What the field <c>log-status</c> says.</param>
    /// <param name="like">The plan of another interface for the same status, with which it shares what is the same: most of it.</param>
    public static RecordPlan Of(LogFormat format, InterfaceFacts facts, int networkInterface, string status, RecordPlan? like)
    {
        ReadOnlySpan<LogField> all = format.Fields.AsSpan();
        var fields = new List<LogField>(all.Length);
        var texts = new List<FixedText>(all.Length + 1);
        var text = new List<byte>();
        for (int i = 0; i < all.Length; i++)
        {
            if (i > 0) text.Add((byte)' ');
            if (Fixed(format, facts, all[i], networkInterface, status) is { } known)
            {
                Append(known, text);
                continue;
            }
            bool usual = status == WithFlow && all[i..].StartsWith(UsualFields);
            fields.Add(usual ? Usual : all[i]);
            texts.Add(Taken(text, like, texts.Count));
            if (usual) i += UsualFields.Length - 1;
        }
        text.Add((byte)'\n');
        texts.Add(Taken(text, like, texts.Count));
        bool sameFields = like is not null && CollectionsMarshal.AsSpan(fields).SequenceEqual(like.Fields);
        return new RecordPlan(sameFields ? like!.Fields : [.. fields], [.. texts]);
    }

    private static string? Fixed(LogFormat format, InterfaceFacts facts, LogField field, int networkInterface, string status) => field switch
    {
        LogField.Version => format.Version.ToString(CultureInfo.InvariantCulture),
        LogField.LogStatus => status,
        _ => facts.TextOf(field, networkInterface) ?? (status == WithFlow || field is LogField.Start or LogField.End ? null : "-"),
    };

    private static void Append(string known, List<byte> text)
    {
        int at = text.Count;
        CollectionsMarshal.SetCount(text, at + Encoding.UTF8.GetByteCount(known));
        Encoding.UTF8.GetBytes(known, CollectionsMarshal.AsSpan(text)[at..]);
    }

    private static FixedText Taken(List<byte> text, RecordPlan? like, int place)
    {
        ReadOnlySpan<byte> bytes = CollectionsMarshal.AsSpan(text);
        FixedText taken = like is not null && place < like.Texts.Length && bytes.SequenceEqual(like.Texts[place].Bytes) ? like.Texts[place] : new FixedText(bytes);
        text.Clear();
        return taken;
    }
}
