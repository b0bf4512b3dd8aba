namespace VpcSim.Cli.Commands;

/// <summary>Pipes and devices among the places that outputs go to.</summary>
internal static class OutputDevice
{
    /// <summary>A pipe or device, which is written as it stands; only a file can appear whole.</summary>
    /// <returns>Null for a file, and for nothing.</returns>
    public static FileStream? Of(string? path)
    {
        if (path is null || !File.Exists(path)) return null;
        var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1);
        if (!stream.CanSeek || Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal)) return stream;
        stream.Dispose();
        return null;
    }
}
