using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace VpcSim.FlowLogs.Formats;

/// <summary>Makes the <see cref="RecordPlan"/> of one interface after the other.</summary>
/// <param name="format">The format.</param>
/// <param name="facts">The texts of interfaces.</param>
/// <param name="status">What the field <c>log-status</c> says.</param>
internal sealed class RecordPlanMaker(LogFormat format, InterfaceFacts facts, string status)
{
    private readonly List<LogField> _fields = [];
    private readonly List<FixedText> _texts = [];
    private readonly List<byte> _text = [];

    /// <summary>Makes the plan of an interface.</summary>
    /// <param name="networkInterface">The interface's place in the design.</param>
    /// <param name="like">The plan of another interface, with which it shares what is the same: most of it.</param>
    public RecordPlan Make(int networkInterface, RecordPlan? like)
    {
        ReadOnlySpan<LogField> all = format.Fields.AsSpan();
        _fields.Clear();
        _texts.Clear();
        for (int i = 0; i < all.Length; i++)
        {
            if (i > 0) _text.Add((byte)' ');
            if (Fixed(all[i], networkInterface) is { } known)
            {
                Append(known);
                continue;
            }
            bool usual = status == RecordPlan.WithFlow && all[i..].StartsWith(RecordPlan.UsualFields);
            _fields.Add(usual ? RecordPlan.Usual : all[i]);
            _texts.Add(Taken(like));
            if (usual) i += RecordPlan.UsualFields.Length - 1;
        }
        _text.Add((byte)'\n');
        _texts.Add(Taken(like));
        bool sameFields = like is not null && CollectionsMarshal.AsSpan(_fields).SequenceEqual(like.Fields);
        return new RecordPlan(sameFields ? like!.Fields : [.. _fields], [.. _texts]);
    }

    private string? Fixed(LogField field, int networkInterface) => field switch
    {
        LogField.Version => format.Version.ToString(CultureInfo.InvariantCulture),
        LogField.LogStatus => status,
        _ => facts.TextOf(field, networkInterface) ?? (status == RecordPlan.WithFlow || field is LogField.Start or LogField.End ? null : "-"),
    };

    private void Append(string known)
    {
        int at = _text.Count;
        CollectionsMarshal.SetCount(_text, at + Encoding.UTF8.GetByteCount(known));
        Encoding.UTF8.GetBytes(known, CollectionsMarshal.AsSpan(_text)[at..]);
    }

    private FixedText Taken(RecordPlan? like)
    {
        int place = _texts.Count;
        ReadOnlySpan<byte> bytes = CollectionsMarshal.AsSpan(_text);
        FixedText taken = like is not null && place < like.Texts.Length && bytes.SequenceEqual(like.Texts[place].Bytes) ? like.Texts[place] : new FixedText(bytes);
        _text.Clear();
        return taken;
    }
}
