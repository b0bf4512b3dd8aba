namespace VpcSim.Cli.Reports;

/// <summary>Draws a document as plain text, which is the same wherever it goes: no colour, no line that depends on a width.</summary>
internal static class PlainDocument
{
    private const string Indent = "  ";
    private const string Gap = "  ";

    public static void Write(TextWriter output, Document document)
    {
        bool first = true;
        foreach (Section section in document.Sections)
        {
            if (!first) output.WriteLine();
            first = false;
            if (section.Heading is not null) output.WriteLine(section.Heading);
            foreach (string line in section.Lines) output.WriteLine(section.Heading is null ? line : Indent + line);
            if (section.Columns.Length > 0) WriteTable(output, section);
            foreach (string line in section.Verbatim) output.WriteLine(line);
        }
    }

    private static void WriteTable(TextWriter output, Section section)
    {
        int[] widths = new int[section.Columns.Length];
        for (int i = 0; i < widths.Length; i++) widths[i] = WidthOf(section, i);
        if (section.Columns.Any(column => column.Title.Length > 0)) WriteRow(output, section, widths, i => section.Columns[i].Title);
        string beforeNote = new(' ', Indent.Length + widths.Sum() - widths[^1] + (Gap.Length * (widths.Length - 1)));
        foreach (Row row in section.Rows)
        {
            WriteRow(output, section, widths, i => row.Cells[i]);
            if (row.Note is not null) output.WriteLine(beforeNote + row.Note);
        }
    }

    private static int WidthOf(Section section, int column)
    {
        int width = section.Columns[column].Title.Length;
        foreach (Row row in section.Rows) width = Math.Max(width, row.Cells[column].Length);
        return width;
    }

    private static void WriteRow(TextWriter output, Section section, int[] widths, Func<int, string> cell)
    {
        string[] cells = new string[widths.Length];
        for (int i = 0; i < cells.Length; i++) cells[i] = section.Columns[i].IsNumber ? cell(i).PadLeft(widths[i]) : cell(i).PadRight(widths[i]);
        output.WriteLine((Indent + string.Join(Gap, cells)).TrimEnd());
    }
}
