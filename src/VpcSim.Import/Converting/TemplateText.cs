using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VpcSim.Import.Documents;
using VpcSim.Model.Addressing;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace VpcSim.Import.Converting;

/// <summary>A template as text, with line feeds and a last one.</summary>
internal static class TemplateText
{
    public static string OfJson(MappingNode template)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            JsonText.TryWrite(writer, template);
        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>YAML with the short forms of functions, where they have one that every reader of CloudFormation takes.</summary>
    public static string OfYaml(MappingNode template)
    {
        var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, [], isImplicit: true));
        Write(emitter, template);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(Emitter emitter, Node node)
    {
        switch (node)
        {
            case MappingNode { Count: 1 } function when ShortForm(function.Entries[0]) is (string tag, ScalarNode argument):
                emitter.Emit(new Scalar(AnchorName.Empty, tag, argument.Text, StyleOf(argument), isPlainImplicit: false, isQuotedImplicit: false));
                break;
            case MappingNode mapping:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, mapping.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (MappingEntry entry in mapping.Entries)
                {
                    Write(emitter, new ScalarNode(entry.KeyPlace, entry.Key));
                    Write(emitter, entry.Value);
                }
                emitter.Emit(new MappingEnd());
                break;
            case SequenceNode list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, list.Items.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (Node item in list.Items) Write(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case ScalarNode scalar:
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, scalar.Kind == ScalarKind.Null ? "null" : scalar.Text, StyleOf(scalar), isPlainImplicit: true, isQuotedImplicit: true));
                break;
        }
    }

    private static (string Tag, ScalarNode Argument)? ShortForm(MappingEntry function) => (function.Key, function.Value) switch
    {
        ("Ref", ScalarNode name) => ("!Ref", name),
        ("Fn::GetAtt", SequenceNode { Items: [ScalarNode name, ScalarNode attribute] }) => ("!GetAtt", new ScalarNode(name.Place, $"{name.Text}.{attribute.Text}")),
        ("Fn::Sub", ScalarNode text) => ("!Sub", text),
        ("Fn::ImportValue", ScalarNode export) => ("!ImportValue", export),
        _ => null,
    };

    // A text that YAML 1.1 or 1.2 might take for something else is quoted: numbers, booleans, dates, times.
    private static ScalarStyle StyleOf(ScalarNode scalar)
    {
        if (scalar.Kind != ScalarKind.Text) return ScalarStyle.Plain;
        string text = scalar.Text;
        if (text.Any(BreaksLines)) return ScalarStyle.DoubleQuoted;
        bool isWord = text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '/' || Cidr.TryParse(text, out _)) && !text.EndsWith(' ') && !text.EndsWith(':')
            && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal)
            && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || "-_./:@+ ()=".Contains(letter, StringComparison.Ordinal));
        return isWord && YamlScalars.Plain(scalar.Place, text).Kind == ScalarKind.Text && !IsOneLetterBoolean(text) ? ScalarStyle.Plain : ScalarStyle.SingleQuoted;
    }

    // What a reader would fold or skip between single quotes. (YAML 1.1, "Line Break Characters")
    private static bool BreaksLines(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF';

    private static bool IsOneLetterBoolean(string text) => text is "y" or "Y" or "n" or "N";
}
