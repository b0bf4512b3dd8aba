namespace VpcSim.Import.Documents;

/// <summary>Bounds that a document must keep, so that a hostile file is refused before it costs time or memory.</summary>
internal static class DocumentLimits
{
    /// <summary>Bytes of a file. CloudFormation's own limit is 1 MB; plans and describe-* answers are larger.</summary>
    public const int MaxFileBytes = 64 << 20;

    /// <summary>Mappings and lists inside each other.</summary>
    public const int MaxDepth = 100;

    /// <summary>Nodes of a document; a YAML alias counts for all that it stands for.</summary>
    public const int MaxNodes = 2_000_000;

    public static DocumentException TooDeep(Place place) =>
        new("Template.TooDeep", $"the file nests more than {MaxDepth} mappings and lists in each other; flatten it", place);

    public static DocumentException TooLarge(Place place) =>
        new("Template.TooLarge", $"the file stands for more than {MaxNodes:N0} values, YAML aliases expanded; split it", place);

    public static DocumentException DuplicateKey(string key, Place place, Place first) =>
        new("Template.DuplicateKey", $"the key '{key}' stands twice in one mapping, first in line {first.Line}; remove or rename one", place);
}
