namespace VpcSim.Cli.Reports;

/// <summary>Lines of a tree, by indentation; cells that belong together stand under each other.</summary>
internal sealed class Outline
{
    private const int WidestColumn = 64;

    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <param name="depth">0 for the outermost.</param>
    /// <param name="text">One line.</param>
    public void Add(int depth, string text) => _lines.Add(new string(' ', 2 * depth) + text);

    /// <summary>Rows of cells, as wide as their widest; the last one is as long as it is.</summary>
    public void AddTable(int depth, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0) return;
        int[] widths = [.. Enumerable.Range(0, rows.Max(static row => row.Length)).Select(column => Math.Min(WidestColumn, rows.Max(row => column < row.Length ? row[column].Length : 0)))];
        foreach (string[] row in rows)
            Add(depth, string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])).Where((_, column) => widths[column] > 0)).TrimEnd());
    }
}
