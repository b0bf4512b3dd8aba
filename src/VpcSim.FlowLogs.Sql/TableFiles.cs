using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.FlowLogs.Reading.Sources;

namespace VpcSim.FlowLogs.Sql;

/// <summary>Looks through files before the database reads them: those without fault it reads itself, of others it gets a copy of the good lines.</summary>
/// <remarks>So a line is judged in one place, whether records are printed or queried. (docs/decisions/0026)</remarks>
internal sealed class TableFiles(LogFormat? format, ReadingTally tally, string folder, Func<Stream> openInput, CancellationToken cancellation)
{
    private const int Beat = 16 * 1024; // records between two looks at the cancellation

    private readonly RecordOpener _opener = new(format);
    private readonly List<TableFile> _files = [];
    private int _copies;

    public IReadOnlyList<TableFile> All => _files;

    /// <exception cref="FlowLogReadException">The file was named and holds no flow log.</exception>
    public void Add(LogFile file)
    {
        try
        {
            if (OpenReadOnce(file) is { } once) Copy(file, tally, once);
            else if (ParquetLayoutOf(file) is { } layout) AddParquet(file, layout);
            else if (IsFit(file, out TableFile? fit)) _files.Add(fit!);
            else Copy(file, new ReadingTally(0));
            tally.Files++;
        }
        catch (FlowLogReadException unusable) when (!file.IsNamed)
        {
            tally.Add(new FileFault(file.Path, unusable.Message.Replace(file.Path + ": ", "", StringComparison.Ordinal), IsCut: false, RecordsBefore: 0));
        }
    }

    // Reads all of it, and counts what is in it.
    private bool IsFit(LogFile file, out TableFile? fit)
    {
        fit = null;
        int faults = tally.Faults.Count;
        using IRecordSource records = _opener.Open(file.Path, tally);
        RecordLayout layout = records.Current.Layout;
        for (long i = 1; records.MoveNext(); i++)
        {
            if (i == 1) layout = records.Current.Layout;
            if (i % Beat == 0) cancellation.ThrowIfCancellationRequested();
        }
        if (records is not TextRecords { IsUniform: true } text || tally.Faults.Count > faults) return false;
        if (text.Records == 0) layout = text.Current.Layout;
        if (FormOf(file.Path) is not { } form) return false;
        string full = Path.GetFullPath(file.Path);
        fit = new TableFile(full, layout, form, PartitionFolders.Of(full), text.HasHeader);
        return true;
    }

    // Standard input and pipes are read once: the database gets a copy.
    private Stream? OpenReadOnce(LogFile file)
    {
        if (file.Path == LogFile.StandardInput) return openInput();
        FileStream stream = RecordOpener.OpenFile(file.Path);
        if (!stream.CanSeek) return stream;
        stream.Dispose();
        return null;
    }

    private void Copy(LogFile file, ReadingTally counts, Stream? opened = null)
    {
        using IRecordSource records = opened is null ? _opener.Open(file.Path, counts) : _opener.Open(file.Path, opened, counts);
        FileStream? copy = null;
        try
        {
            RecordLayout? layout = null;
            for (long i = 1; records.MoveNext(); i++)
            {
                RecordLine line = records.Current;
                if (line.Layout != layout)
                {
                    copy?.Dispose();
                    layout = line.Layout;
                    copy = Begin(file, layout);
                }
                if (i % Beat == 0) cancellation.ThrowIfCancellationRequested();
                for (int place = 0; place < layout.Columns.Length; place++)
                {
                    copy!.Write(line[place]);
                    copy.WriteByte(place == layout.Columns.Length - 1 ? (byte)'\n' : (byte)' ');
                }
            }
            if (copy is null) Begin(file, records.Current.Layout).Dispose();
        }
        finally
        {
            copy?.Dispose();
        }
    }

    // In folders of the same names, since some of them are columns.
    private FileStream Begin(LogFile file, RecordLayout layout)
    {
        string full = Path.GetFullPath(file.Path);
        PartitionFolders? partitions = file.Path == LogFile.StandardInput ? null : PartitionFolders.Of(full);
        string place = Path.Combine(folder, partitions?.PathOf(full) ?? "");
        Directory.CreateDirectory(place);
        var made = new TableFile(Path.Combine(place, $"{_copies++}.log"), layout, TableFileForm.Text, partitions);
        _files.Add(made);
        return new FileStream(made.Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 128 * 1024);
    }

    private static RecordLayout? ParquetLayoutOf(LogFile file)
    {
        using FileStream stream = RecordOpener.OpenFile(file.Path);
        return RecordOpener.IsParquet(stream) ? ParquetRecords.LayoutOf(file.Path, stream) : null;
    }

    // Its columns have types already, and the footer how many rows there are; other types than AWS's are looked at row by row.
    private void AddParquet(LogFile file, RecordLayout layout)
    {
        using FileStream stream = RecordOpener.OpenFile(file.Path);
        if (ParquetRecords.RowsOfOwnTypes(file.Path, stream) is not { } rows)
        {
            Copy(file, tally);
            return;
        }
        tally.Records += rows;
        string full = Path.GetFullPath(file.Path);
        _files.Add(new TableFile(full, layout, TableFileForm.Parquet, PartitionFolders.Of(full)));
    }

    private static TableFileForm? FormOf(string path)
    {
        Span<byte> magic = stackalloc byte[4];
        using FileStream stream = RecordOpener.OpenFile(path);
        int read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        return magic[..read] switch
        {
            [0x1F, 0x8B, ..] => TableFileForm.Gzip,
            [0x28, 0xB5, 0x2F, 0xFD] or [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18] => null,
            _ => stream.CanSeek ? TableFileForm.Text : null,
        };
    }
}
