using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe;

/// <summary>Finds answers: the <c>.json</c> files of a folder, whatever their names, or one file with one or more documents.</summary>
internal static class DescribeFolder
{
    private const int MaxFiles = 1000;

    public static bool IsIn(string path) => Directory.Exists(path) && Files(path).Length > 0;

    /// <summary>The documents of a folder, in the order of the file names.</summary>
    public static (IReadOnlyList<Node> Roots, IReadOnlyList<ImportError> Errors) Read(string folder)
    {
        List<Node> roots = [];
        List<ImportError> errors = [];
        string[] files = Files(folder);
        if (files.Length > MaxFiles)
            return ([], [new ImportError("Describe.TooLarge", $"{folder} holds {files.Length} files, above the {MaxFiles} that are read; join them with cat", folder, null)]);
        long bytes = files.Sum(file => new FileInfo(file).Length);
        if (bytes > DocumentLimits.MaxFileBytes)
            return ([], [new ImportError("Describe.TooLarge", $"the files of {folder} have {bytes:N0} bytes, above the {DocumentLimits.MaxFileBytes:N0} that are read", folder, null)]);
        foreach (string file in files)
        {
            (IReadOnlyList<Node> found, ImportError? error) = DocumentReader.ReadJson(file, named: true);
            if (error is not null) errors.Add(error);
            foreach (Node root in found)
            {
                if (DescribeSet.Recognises(root)) roots.Add(root);
                else if (root is not MappingNode { Count: 0 })
                    errors.Add(new ImportError("Describe.Unknown", $"{Path.GetFileName(file)} is no answer of aws ec2 describe-*; take it out of the folder", Path.GetFileName(file), root.Place.In(file)));
            }
        }
        return (roots, errors);
    }

    private static string[] Files(string folder) => [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)];
}
