namespace VpcSim.Import.Documents;

/// <summary>A place in a file: line and column, both counted from 1.</summary>
/// <param name="Line">Of the file.</param>
/// <param name="Column">Of the line.</param>
/// <param name="File">The file, where a design is read from several; null where it is the only one.</param>
public readonly record struct Place(int Line, int Column, string? File = null) : IComparable<Place>
{
    public int CompareTo(Place other)
    {
        int files = string.CompareOrdinal(File, other.File);
        if (files != 0) return files;
        return Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
    }

    public string In(string file) => $"{File ?? file}:{Line}:{Column}";
}
