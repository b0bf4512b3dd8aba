using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace VpcSim.Import.Documents;

/// <summary>Reads JSON (RFC 8259, no comments, no trailing commas) into nodes with places.</summary>
internal ref struct JsonDocumentReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private Utf8JsonReader _reader;
    private int _scanned;
    private int _line = 1;
    private int _column = 1;
    private int _nodes;
    private readonly string? _file;
    private readonly JsonSelection? _selection;
    private readonly RepeatedTexts _texts = new();
    private readonly List<Node> _unfinished = [];
    private readonly MappingEntry[][] _rooms = new MappingEntry[DocumentLimits.MaxDepth + 1][]; // by depth: one mapping is open at each
    private string _section = "";

    private JsonDocumentReader(ReadOnlySpan<byte> bytes, string? file, JsonSelection? selection, bool several)
    {
        _selection = selection;
        _bytes = bytes;
        _file = file;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Disallow,
            MaxDepth = DocumentLimits.MaxDepth + 1,
            AllowMultipleValues = several,
        });
    }

    /// <exception cref="DocumentException">The bytes are no JSON, or exceed a limit.</exception>
    public static Node Read(ReadOnlySpan<byte> bytes) => Read(bytes, null, null, several: false)[0];

    /// <summary>One document after another, as <c>cat</c> joins them; at least one.</summary>
    /// <param name="bytes">The content.</param>
    /// <param name="file">Stands in every place; null where there is one file only.</param>
    /// <param name="selection">What of it is passed over; null for nothing.</param>
    /// <exception cref="DocumentException">The bytes are no JSON, or exceed a limit.</exception>
    public static IReadOnlyList<Node> ReadAll(ReadOnlySpan<byte> bytes, string? file, JsonSelection? selection = null) => Read(bytes, file, selection, several: true);

    private static List<Node> Read(ReadOnlySpan<byte> bytes, string? file, JsonSelection? selection, bool several)
    {
        JsonDocumentReader reader = new(bytes, file, selection, several);
        try
        {
            List<Node> roots = [];
            reader.Advance();
            do roots.Add(reader.ReadValue(0));
            while (reader._reader.Read());
            return roots;
        }
        catch (JsonException broken)
        {
            int line = (int)(broken.LineNumber ?? 0) + 1;
            throw new DocumentException("Template.Syntax", $"not JSON: {FirstSentence(broken.Message)}", new Place(line, ColumnOf(bytes, line, broken), file));
        }
        catch (InvalidOperationException)
        {
            throw new DocumentException("Template.Syntax", "not JSON: a string holds bytes that are no UTF-8 or half a surrogate pair", reader.Here());
        }
    }

    private void Advance()
    {
        if (!_reader.Read()) throw new DocumentException("Template.Syntax", "not JSON: the file ends too early", Here());
    }

    private Node ReadValue(int depth)
    {
        Place place = Here();
        if (++_nodes > DocumentLimits.MaxNodes) throw DocumentLimits.TooLarge(place);
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(place, depth + 1);
            case JsonTokenType.StartArray:
                return ReadArray(place, depth + 1);
            case JsonTokenType.String:
                return new ScalarNode(place, Text());
            case JsonTokenType.Number:
                return new ScalarNode(place, Number(), ScalarKind.Number);
            case JsonTokenType.True:
                return new ScalarNode(place, "true", ScalarKind.Boolean);
            case JsonTokenType.False:
                return new ScalarNode(place, "false", ScalarKind.Boolean);
            default:
                return new ScalarNode(place, "", ScalarKind.Null);
        }
    }

    private MappingNode ReadObject(Place place, int depth)
    {
        if (depth > DocumentLimits.MaxDepth) throw DocumentLimits.TooDeep(place);
        MappingNode mapping = new(place, _rooms[depth] ?? []);
        for (Advance(); _reader.TokenType != JsonTokenType.EndObject; Advance())
        {
            Place keyPlace = Here();
            string key = Text();
            if (depth == 1) _section = key;
            if (_selection is not null && _selection.PassesOver(_section, depth, key))
            {
                _reader.Skip();
                continue;
            }
            Advance();
            if (!mapping.TryAdd(key, keyPlace, ReadValue(depth))) throw DocumentLimits.DuplicateKey(key, keyPlace, mapping.KeyPlace(key));
        }
        _rooms[depth] = mapping.MoveOut();
        return mapping;
    }

    private SequenceNode ReadArray(Place place, int depth)
    {
        if (depth > DocumentLimits.MaxDepth) throw DocumentLimits.TooDeep(place);
        int first = _unfinished.Count; // lists around this one have their items before it
        for (Advance(); _reader.TokenType != JsonTokenType.EndArray; Advance()) _unfinished.Add(ReadValue(depth));
        Node[] items = CollectionsMarshal.AsSpan(_unfinished)[first..].ToArray();
        _unfinished.RemoveRange(first, items.Length);
        return new SequenceNode(place, items);
    }

    private string Text()
    {
        if (_reader.ValueIsEscaped) return _reader.GetString()!;
        return _texts.Find(_reader.ValueSpan, out int place) ?? _texts.Keep(_reader.GetString()!, place);
    }

    private string Number() => _texts.Find(_reader.ValueSpan, out int place) ?? _texts.Keep(Encoding.UTF8.GetString(_reader.ValueSpan), place);

    /// <summary>The place of the current token. Bytes are looked at once only, so that a document of one long line stays linear.</summary>
    private Place Here()
    {
        int target = (int)_reader.TokenStartIndex;
        ReadOnlySpan<byte> passed = _bytes[_scanned..target];
        for (int newline = passed.IndexOf((byte)'\n'); newline >= 0; newline = passed.IndexOf((byte)'\n'))
        {
            _line++;
            _column = 1;
            passed = passed[(newline + 1)..];
        }
        _column += CountCharacters(passed);
        _scanned = target;
        return new Place(_line, _column, _file);
    }

    private static int ColumnOf(ReadOnlySpan<byte> bytes, int line, JsonException broken)
    {
        for (int i = 1; i < line; i++) bytes = bytes[(bytes.IndexOf((byte)'\n') + 1)..];
        int position = (int)Math.Min(broken.BytePositionInLine ?? 0, bytes.Length);
        return CountCharacters(bytes[..position]) + 1;
    }

    private static int CountCharacters(ReadOnlySpan<byte> utf8)
    {
        int characters = 0;
        foreach (byte b in utf8)
            if ((b & 0xC0) != 0x80) characters++;
        return characters;
    }

    private static string FirstSentence(string message)
    {
        int location = message.IndexOf(" Change the reader options.", StringComparison.Ordinal); // advice to programmers, before the place
        if (location < 0) location = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return location < 0 ? message : message[..location];
    }
}
