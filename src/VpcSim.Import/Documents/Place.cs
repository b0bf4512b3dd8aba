namespace VpcSim.Import.Documents;

/// <summary>A place in a file: line and column, both counted from 1.</summary>
internal readonly record struct Place(int Line, int Column) : IComparable<Place>
{
    public int CompareTo(Place other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);

    public string In(string file) => $"{file}:{Line}:{Column}";
}
