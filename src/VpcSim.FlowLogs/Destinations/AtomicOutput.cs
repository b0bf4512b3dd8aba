namespace VpcSim.FlowLogs.Destinations;

/// <summary>Files that appear whole or not at all: each is written beside its place as <c>NAME.partial</c>, and all are renamed together.</summary>
/// <remarks>A process that dies leaves whole files and <c>.partial</c> ones, which the next run that writes there removes or overwrites. A file that was there
/// before is replaced at <see cref="Commit"/> and not touched until then.</remarks>
public sealed class AtomicOutput : IDisposable
{
    public const string Suffix = ".partial";

    private readonly SortedSet<string> _paths = new(StringComparer.Ordinal);
    private readonly List<string> _madeFolders = [];
    private readonly List<string> _given = []; // up for good
    private string? _seal;
    private bool _committed;

    /// <summary>Takes a place in the output and makes its folder.</summary>
    /// <returns>The path to write to until <see cref="Commit"/>.</returns>
    /// <exception cref="IOException">The place is a folder, or its folder cannot be made.</exception>
    /// <exception cref="InvalidOperationException">The place is taken already.</exception>
    public string Reserve(string path)
    {
        string full = Path.GetFullPath(path);
        CheckFile(path);
        MakeFolder(Path.GetDirectoryName(full));
        if (!_paths.Add(full)) throw new InvalidOperationException($"{path} is written twice");
        if (File.Exists(full + Suffix)) File.WriteAllBytes(full + Suffix, []); // a killed run has left it
        return full + Suffix;
    }

    /// <summary>Opens a file of the output; the caller closes it before <see cref="Commit"/>.</summary>
    /// <inheritdoc cref="Reserve"/>
    public FileStream Create(string path)
    {
        string partial = Reserve(path);
        return Opened(path, () => new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1));
    }

    /// <summary>Names the file of the output whose being there says that the others are: an earlier one goes before the others appear, this one appears last.</summary>
    public void Seal(string path) => _seal = Path.GetFullPath(path);

    /// <summary>Gives a place up again and deletes what was written for it.</summary>
    public void Withdraw(string path)
    {
        string full = Path.GetFullPath(path);
        if (_paths.Remove(full)) File.Delete(full + Suffix);
    }

    /// <summary>Looks whether a folder stands where a file is to be.</summary>
    /// <exception cref="IOException">One does.</exception>
    public static void CheckFile(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"{path} is a folder, and a file is to be written there; move it, or name another place.");
    }

    /// <summary>Gives a place up for good: nothing stands there after <see cref="Commit"/>, an earlier file neither, which would pass for one of this output.</summary>
    public void GiveUp(string path)
    {
        Withdraw(path);
        _given.Add(Path.GetFullPath(path));
    }

    /// <summary>Looks whether files can be made in a folder, or the folder itself, and leaves nothing behind.</summary>
    /// <exception cref="IOException">They cannot; the message names the place.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not.</exception>
    public static void CheckFolder(string folder)
    {
        string? there = Path.GetFullPath(folder);
        while (there is not null && !Directory.Exists(there))
        {
            if (File.Exists(there)) throw new IOException($"{folder} cannot be made: {there} is a file.");
            there = Path.GetDirectoryName(there);
        }
        try
        {
            using var probe = new FileStream(Path.Combine(there!, ".vpcsim" + Suffix), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{folder} cannot be written: {Reason(problem, there!)}; name another folder.", problem);
        }
    }

    /// <summary>Opens what is written for a place, with messages that speak of the place.</summary>
    /// <param name="place">Where the file appears, and where it is written until then by <paramref name="open"/>.</param>
    /// <param name="open">Opens it.</param>
    /// <exception cref="IOException">It cannot be opened; the message names the place.</exception>
    internal static T Opened<T>(string place, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{place} cannot be written: {Reason(problem, Path.GetDirectoryName(Path.GetFullPath(place)) ?? place)}; name another place.", problem);
        }
    }

    // The system's messages name the file that is written until the others are, behind a colon or in quotation marks.
    private static string Reason(Exception problem, string folder) => problem switch
    {
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => $"no file can be made in {folder}",
        _ => problem.Message.Split(" : ")[0].TrimEnd('.'),
    };

    /// <summary>Renames every file to its own name, replacing earlier ones; see <see cref="Seal"/> for the order.</summary>
    /// <exception cref="IOException">A file could not be renamed; those renamed before it stay, the rest goes on <see cref="Dispose"/>.</exception>
    public void Commit()
    {
        foreach (string path in _paths)
        {
            if (!File.Exists(path + Suffix)) File.WriteAllBytes(path + Suffix, []);
        }
        foreach (string path in _given) File.Delete(path);
        bool isSealed = _seal is not null && _paths.Contains(_seal);
        if (isSealed && _paths.Count > 1) File.Delete(_seal!);
        foreach (string path in _paths.Where(path => !isSealed || path != _seal)) File.Move(path + Suffix, path, overwrite: true);
        if (isSealed) File.Move(_seal! + Suffix, _seal!, overwrite: true);
        RemoveEmptyFolders();
        _committed = true;
    }

    /// <summary>Without <see cref="Commit"/>: deletes what was written, and the folders made for it that are empty.</summary>
    public void Dispose()
    {
        if (_committed) return;
        foreach (string path in _paths) File.Delete(path + Suffix);
        _paths.Clear();
        RemoveEmptyFolders();
    }

    private void RemoveEmptyFolders()
    {
        for (int i = _madeFolders.Count - 1; i >= 0; i--)
        {
            string folder = _madeFolders[i];
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
        _madeFolders.Clear();
    }

    private void MakeFolder(string? folder)
    {
        if (string.IsNullOrEmpty(folder) || Directory.Exists(folder)) return;
        MakeFolder(Path.GetDirectoryName(folder));
        Directory.CreateDirectory(folder);
        _madeFolders.Add(folder);
    }
}
