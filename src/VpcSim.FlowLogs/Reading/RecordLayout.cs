using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Reading;

/// <summary>The columns of a file's records, in order.</summary>
public sealed class RecordLayout
{
    private readonly int[] _places; // by field; -1 where there is none

    /// <param name="columns">At least one. Where a field stands twice the first one counts.</param>
    public RecordLayout(ImmutableArray<LogColumn> columns)
    {
        Columns = columns;
        _places = new int[Enum.GetValues<LogField>().Length];
        Array.Fill(_places, -1);
        for (int i = columns.Length - 1; i >= 0; i--)
            if (columns[i].Field is { } field) _places[(int)field] = i;
    }

    /// <summary>Records of version 2 in AWS's order.</summary>
    public static RecordLayout Default { get; } = Of(LogFormat.Default);

    public ImmutableArray<LogColumn> Columns { get; }

    /// <summary>The names that nobody knows; their columns are read as text.</summary>
    public IEnumerable<string> UnknownNames => Columns.Where(column => LogColumns.Find(column.Name) is null).Select(column => column.Name);

    /// <summary>The layout of a format.</summary>
    public static RecordLayout Of(LogFormat format) => new([.. format.Fields.Select(LogColumn.Of)]);

    /// <summary>Where a field stands; -1 where it does not.</summary>
    public int PlaceOf(LogField field) => _places[(int)field];

    /// <summary>Reads a header line: names of columns, of which at least one is known.</summary>
    /// <remarks>A line that holds a word that could be no name is no header; a dash, a number and an address are none.</remarks>
    internal static bool TryReadHeader(string line, [NotNullWhen(true)] out RecordLayout? layout)
    {
        string[] names = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        layout = LooksLikeNames(names) && names.Any(name => LogColumns.Find(name) is not null)
            ? new RecordLayout([.. names.Select(name => LogColumns.Find(name) ?? new LogColumn(name.Replace('_', '-'), null, LogFieldKind.Text))])
            : null;
        return layout is not null;
    }

    /// <summary>Whether words could be the names of columns, known or not.</summary>
    internal static bool LooksLikeNames(string[] words) => words.Length > 0 && Array.TrueForAll(words, LooksLikeName);

    private static bool LooksLikeName(string word) =>
        char.IsAsciiLetterLower(word[0]) && word.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_');
}
