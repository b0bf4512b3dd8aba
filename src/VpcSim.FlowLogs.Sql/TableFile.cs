using VpcSim.FlowLogs.Reading;

namespace VpcSim.FlowLogs.Sql;

/// <summary>A file that the database reads by itself.</summary>
/// <param name="Path">Where it is; a copy of the good lines where the file itself is not fit.</param>
/// <param name="Layout">Its columns.</param>
/// <param name="Form">How they stand in it.</param>
/// <param name="Partitions">The folders of S3 that it lies in; null where it lies in others.</param>
/// <param name="HasHeader">Whether the first line is none of the records.</param>
internal sealed record TableFile(string Path, RecordLayout Layout, TableFileForm Form, PartitionFolders? Partitions, bool HasHeader = false)
{
    /// <summary>Files that one scan reads have it in common.</summary>
    public string Likeness { get; } = $"{Form} {HasHeader} {Partitions} {string.Join(' ', Layout.Columns.Select(column => column.Name))}";
}
