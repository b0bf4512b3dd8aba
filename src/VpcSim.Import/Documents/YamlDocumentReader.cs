using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace VpcSim.Import.Documents;

/// <summary>Reads YAML as CloudFormation takes it into nodes with places: short tags such as <c>!Ref</c> become the mappings they stand for.</summary>
/// <remarks>Aliases are expanded by sharing; what they stand for counts against <see cref="DocumentLimits.MaxNodes"/>.</remarks>
internal sealed class YamlDocumentReader
{
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, Anchored> _anchors = [];
    private long _nodes;

    private YamlDocumentReader(string text) => _parser = new Parser(new StringReader(EndsInDirective(text) ? $"{text}\n" : text));

    /// <summary>The first alias, which CloudFormation itself does not take; else null.</summary>
    public Place? FirstAlias { get; private set; }

    /// <exception cref="DocumentException">The text is no YAML, or exceeds a limit.</exception>
    public static (Node Root, Place? FirstAlias) Read(ReadOnlySpan<byte> bytes)
    {
        string text = Decode(bytes);
        YamlDocumentReader reader = new(text);
        try
        {
            return (reader.ReadDocument(), reader.FirstAlias);
        }
        catch (YamlException broken)
        {
            throw new DocumentException("Template.Syntax", $"not YAML: {broken.Message}", PlaceOf(broken, text));
        }
        catch (InvalidOperationException)
        {
            throw reader.NotClosed();
        }
    }

    private Node ReadDocument()
    {
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is StreamEnd) return new ScalarNode(new Place(1, 1), "", ScalarKind.Null);
        _parser.MoveNext();
        Node root = ReadNode(0);
        _parser.MoveNext();
        if (_parser.Current is not StreamEnd)
            throw new DocumentException("Template.Syntax", "the file holds more than one YAML document; keep one", Here());
        return root;
    }

    private Node ReadNode(int depth)
    {
        if (depth > DocumentLimits.MaxDepth) throw DocumentLimits.TooDeep(Here());
        Count(1);
        if (_parser.Current is AnchorAlias alias) return Expand(alias);
        if (_parser.Current is not NodeEvent start) throw NotClosed(); // YamlDotNet tells of no value behind a key without a name
        long before = _nodes;
        Node node = start switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart => ReadSequence(depth),
            _ => ReadMapping(depth),
        };
        if (!start.Anchor.IsEmpty) _anchors[start.Anchor] = new Anchored(node, _nodes - before + 1);
        return node;
    }

    private Node ReadScalar(Scalar scalar)
    {
        Place place = Here();
        _parser.MoveNext();
        if (!scalar.Tag.IsEmpty) return YamlTags.Apply(scalar.Tag.Value, new ScalarNode(place, scalar.Value));
        return scalar.Style == ScalarStyle.Plain ? YamlScalars.Plain(place, scalar.Value) : new ScalarNode(place, scalar.Value);
    }

    private Node ReadSequence(int depth)
    {
        SequenceStart start = (SequenceStart)_parser.Current!;
        Place place = Here();
        List<Node> items = [];
        for (_parser.MoveNext(); _parser.Current is not SequenceEnd;) items.Add(ReadNode(depth + 1));
        _parser.MoveNext();
        return YamlTags.Apply(start.Tag.IsEmpty ? "" : start.Tag.Value, new SequenceNode(place, items));
    }

    private Node ReadMapping(int depth)
    {
        MappingStart start = (MappingStart)_parser.Current!;
        MappingNode mapping = new(Here());
        for (_parser.MoveNext(); _parser.Current is not MappingEnd;)
        {
            Place keyPlace = Here();
            if (_parser.Current is not Scalar key) throw new DocumentException("Template.Syntax", "a key must be a plain string", keyPlace);
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
                throw new DocumentException("Template.Syntax", "YAML merge keys (<<) are not taken, as in CloudFormation; write the keys out", keyPlace);
            Count(1);
            _parser.MoveNext();
            if (!mapping.TryAdd(key.Value, keyPlace, ReadNode(depth + 1)))
                throw DocumentLimits.DuplicateKey(key.Value, keyPlace, mapping.KeyPlace(key.Value));
        }
        _parser.MoveNext();
        return YamlTags.Apply(start.Tag.IsEmpty ? "" : start.Tag.Value, mapping);
    }

    private Node Expand(AnchorAlias alias)
    {
        Place place = Here();
        FirstAlias ??= place;
        if (!_anchors.TryGetValue(alias.Value, out Anchored anchored))
            throw new DocumentException("Template.Syntax", $"the alias *{alias.Value} has no anchor before it", place);
        Count(anchored.Nodes);
        _parser.MoveNext();
        return anchored.Node;
    }

    private DocumentException NotClosed() =>
        new("Template.Syntax", "not YAML: a list or mapping in brackets is not closed, a key has no name, or it goes on in a way that YAML does not allow", Here());

    private void Count(long nodes)
    {
        _nodes += nodes;
        if (_nodes > DocumentLimits.MaxNodes) throw DocumentLimits.TooLarge(Here());
    }

    private Place Here() => PlaceOf(_parser.Current!.Start);

    private static Place PlaceOf(Mark mark) => new((int)mark.Line, (int)mark.Column);

    /// <summary>Where a parser complains of a tab, it names the mapping around it: the tab itself is of more use.</summary>
    private static Place PlaceOf(YamlException broken, string text)
    {
        Place reported = PlaceOf(broken.End.Index > broken.Start.Index ? broken.End : broken.Start);
        if (!broken.Message.Contains("tab as indentation", StringComparison.Ordinal)) return reported;
        int line = 0;
        foreach (ReadOnlySpan<char> content in text.AsSpan().EnumerateLines())
        {
            line++;
            int indentation = content.IndexOfAnyExcept(' ', '\t');
            int tab = content.IndexOf('\t');
            if (tab >= 0 && tab < indentation) return new Place(line, tab + 1);
        }
        return reported;
    }

    // YamlDotNet looks for the end of a directive's line beyond that of the text where it fills whole buffers: 2^32 times.
    private static bool EndsInDirective(string text) =>
        text.AsSpan(text.AsSpan().LastIndexOfAny("\n\r\u0085\u2028\u2029") + 1).StartsWith('%');

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException broken)
        {
            int line = bytes[..broken.Index].Count((byte)'\n') + 1;
            int column = broken.Index - bytes[..broken.Index].LastIndexOf((byte)'\n');
            throw new DocumentException("Template.Syntax", "the file is not UTF-8 text", new Place(line, column));
        }
    }

    private readonly record struct Anchored(Node Node, long Nodes);
}
