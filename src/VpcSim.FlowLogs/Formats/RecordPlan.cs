using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace VpcSim.FlowLogs.Formats;

/// <summary>A format made ready for one interface: the fields that differ from record to record, and the fixed text before, between and after them.</summary>
internal sealed class RecordPlan
{
    private const int LongestField = 48; // an address or service code; numbers are shorter

    private RecordPlan(LogField[] fields, byte[][] texts, int longestId)
    {
        Fields = fields;
        Texts = texts;
        MaxLength = (fields.Length * Math.Max(LongestField, longestId)) + texts[^1].Length;
        for (int i = 0; i < fields.Length; i++) MaxLength += texts[i].Length;
    }

    /// <summary>The fields of the flow and the status.</summary>
    public LogField[] Fields { get; }

    /// <summary>One more than <see cref="Fields"/>: what stands before each, and what ends the line.</summary>
    public byte[][] Texts { get; }

    /// <summary>No line is longer, in bytes.</summary>
    public int MaxLength { get; }

    /// <summary>Makes the plan of an interface.</summary>
    /// <param name="format">The format.</param>
    /// <param name="facts">The texts of interfaces.</param>
    /// <param name="networkInterface">The interface's place in the design.</param>
    /// <param name="like">The plan of another interface, with which it shares what is the same: most of it.</param>
    public static RecordPlan Of(LogFormat format, InterfaceFacts facts, int networkInterface, RecordPlan? like)
    {
        ImmutableArray<LogField> all = format.Fields;
        var fields = new List<LogField>(all.Length);
        var texts = new List<byte[]>(all.Length + 1);
        var text = new List<byte>(facts.LongestId + LongestField);
        for (int i = 0; i < all.Length; i++)
        {
            if (i > 0) text.Add((byte)' ');
            if (Fixed(format, facts, all[i], networkInterface) is { } known)
            {
                Append(known, text);
                continue;
            }
            fields.Add(all[i]);
            texts.Add(Taken(text, like, texts.Count));
        }
        text.Add((byte)'\n');
        texts.Add(Taken(text, like, texts.Count));
        bool sameFields = like is not null && CollectionsMarshal.AsSpan(fields).SequenceEqual(like.Fields);
        return new RecordPlan(sameFields ? like!.Fields : [.. fields], [.. texts], fields.Exists(LogFields.IsNextHop) ? facts.LongestId : 0);
    }

    private static string? Fixed(LogFormat format, InterfaceFacts facts, LogField field, int networkInterface) => field switch
    {
        LogField.Version => format.Version.ToString(CultureInfo.InvariantCulture),
        _ => facts.TextOf(field, networkInterface),
    };

    private static void Append(string known, List<byte> text)
    {
        int at = text.Count;
        CollectionsMarshal.SetCount(text, at + Encoding.UTF8.GetByteCount(known));
        Encoding.UTF8.GetBytes(known, CollectionsMarshal.AsSpan(text)[at..]);
    }

    private static byte[] Taken(List<byte> text, RecordPlan? like, int place)
    {
        ReadOnlySpan<byte> bytes = CollectionsMarshal.AsSpan(text);
        byte[] taken = like is not null && place < like.Texts.Length && bytes.SequenceEqual(like.Texts[place]) ? like.Texts[place] : bytes.ToArray();
        text.Clear();
        return taken;
    }
}
