using Spectre.Console;

namespace VpcSim.Cli.Reports;

/// <summary>Draws a document on a terminal, with what that can show.</summary>
internal static class ConsoleDocument
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Quiet = new(decoration: Decoration.Dim);

    public static void Write(IAnsiConsole console, Document document)
    {
        foreach (Section section in document.Sections)
        {
            if (section.Heading is not null) console.Write(new Text(section.Heading + "\n", Bold));
            foreach (string line in section.Lines) console.Write(new Text(line + "\n"));
            if (section.Columns.Length > 0) console.Write(TableOf(section));
            foreach (string line in section.Verbatim) console.Profile.Out.Writer.WriteLine(line);
            console.WriteLine();
        }
    }

    private static Table TableOf(Section section)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = section.Columns.Any(column => column.Title.Length > 0) };
        foreach (Column column in section.Columns)
        {
            var shown = new TableColumn(new Text(column.Title));
            if (column.IsNumber) shown.RightAligned().NoWrap();
            table.AddColumn(shown);
        }
        foreach (Row row in section.Rows) table.AddRow(row.Cells.Select((cell, i) => CellOf(row, cell, i)));
        return table;
    }

    private static Paragraph CellOf(Row row, string cell, int index)
    {
        var paragraph = new Paragraph(cell);
        if (row.Note is not null && index == row.Cells.Length - 1) paragraph.Append("\n" + row.Note, Quiet);
        return paragraph;
    }
}
