namespace VpcSim.Import.Documents;

/// <summary>Reads a YAML or JSON file of any origin; a file that begins with a brace or bracket is JSON.</summary>
public static class DocumentReader
{
    /// <summary>The file's root node, or null and one error.</summary>
    public static DocumentOutcome Read(string path)
    {
        string file = Path.GetFileName(path);
        try
        {
            FileInfo info = new(path);
            if (!info.Exists) return Failed("Template.NotFound", $"there is no file {path}; check the path", file);
            if (info.Length > DocumentLimits.MaxFileBytes)
                return Failed("Template.TooLarge", $"the file has {info.Length:N0} bytes, above the {DocumentLimits.MaxFileBytes:N0} that are read", file);
            return WholeFile.Read(path) is { } bytes
                ? Parse(bytes, path)
                : Failed("Template.TooLarge", Endless, file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Failed("Template.Unreadable", unreadable.Message, file);
        }
    }

    /// <param name="bytes">The content; a byte order mark is skipped.</param>
    /// <param name="path">Named in places.</param>
    public static DocumentOutcome Parse(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        ReadOnlySpan<byte> text = bytes.TrimStart(" \t\r\n"u8);
        if (text.StartsWith("PK\u0003\u0004"u8))
        {
            return Failed("Template.Syntax", "a binary file, as terraform plan -out writes; write it as JSON with terraform show -json PLAN > plan.json, and give that",
                Path.GetFileName(path));
        }
        try
        {
            if (text.Length > 0 && text[0] is (byte)'{' or (byte)'[') return ReadJson(bytes, SelectionOf(text));
            (Node root, Place? firstAlias) = YamlDocumentReader.Read(bytes);
            return new DocumentOutcome(root, firstAlias, null);
        }
        catch (DocumentException broken)
        {
            ImportError error = new(broken.Code, broken.Message, Path.GetFileName(path), broken.Place.In(path));
            return new DocumentOutcome(null, null, error);
        }
    }

    /// <summary>Of a Terraform plan the values before and after each change are passed over: what will be stands among the planned values.</summary>
    private static JsonSelection? SelectionOf(ReadOnlySpan<byte> text)
    {
        const int Beginning = 4096;
        return text[..Math.Min(Beginning, text.Length)].IndexOf("\"format_version\""u8) >= 0 ? _ofPlan : null;
    }

    private static string Endless => $"what comes from it does not end within the {DocumentLimits.MaxFileBytes:N0} bytes that are read; name a file";

    private static readonly JsonSelection _ofPlan = new(
        ["resource_drift", "relevant_attributes", "checks", "output_changes"],
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["resource_changes"] = ["before", "after", "before_sensitive", "after_sensitive", "after_unknown", "before_identity", "after_identity", "replace_paths"],
            ["planned_values"] = ["sensitive_values", "outputs"],
            ["prior_state"] = ["sensitive_values", "outputs"],
            ["values"] = ["sensitive_values", "outputs"],
        });

    /// <summary>Answers that <c>cat</c> joined are one list of them; of anything else a file holds one document.</summary>
    private static DocumentOutcome ReadJson(ReadOnlySpan<byte> bytes, JsonSelection? selection)
    {
        IReadOnlyList<Node> roots = JsonDocumentReader.ReadAll(bytes, null, selection);
        if (roots.Count == 1) return new DocumentOutcome(roots[0], null, null);
        SequenceNode several = new(roots[0].Place, roots);
        if (Describe.DescribeSet.Recognises(several)) return new DocumentOutcome(several, null, null);
        throw new DocumentException("Template.Syntax", "not JSON: the file holds more than one document; keep one", roots[1].Place);
    }

    /// <summary>The documents of a JSON file, one after another; or none and one error.</summary>
    /// <param name="path">The file.</param>
    /// <param name="named">Whether places name it: where a design is read from several files.</param>
    public static (IReadOnlyList<Node> Roots, ImportError? Error) ReadJson(string path, bool named)
    {
        try
        {
            if (WholeFile.Read(path) is not { } content)
                return ([], new ImportError("Template.TooLarge", Endless, Path.GetFileName(path), null));
            ReadOnlySpan<byte> bytes = content;
            if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
            return bytes.Trim(" \t\r\n"u8).IsEmpty ? ([], null) : (JsonDocumentReader.ReadAll(bytes, named ? path : null), null);
        }
        catch (DocumentException broken)
        {
            return ([], new ImportError(broken.Code, broken.Message, Path.GetFileName(path), broken.Place.In(path)));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return ([], new ImportError("Template.Unreadable", unreadable.Message, Path.GetFileName(path), null));
        }
    }

    private static DocumentOutcome Failed(string code, string message, string file) =>
        new(null, null, new ImportError(code, message, file, null));
}
