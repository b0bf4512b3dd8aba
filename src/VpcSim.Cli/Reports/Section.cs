using System.Collections.Immutable;

namespace VpcSim.Cli.Reports;

/// <summary>One part of a document: a heading, lines of text, a table; each may be missing.</summary>
internal sealed record Section
{
    public string? Heading { get; init; }

    public ImmutableArray<string> Lines { get; init; } = [];

    /// <summary>Columns of the table; none, no table.</summary>
    public ImmutableArray<Column> Columns { get; init; } = [];

    public ImmutableArray<Row> Rows { get; init; } = [];

    /// <summary>Lines that never wrap: records, which a reader copies.</summary>
    public ImmutableArray<string> Verbatim { get; init; } = [];
}
