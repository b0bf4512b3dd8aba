namespace VpcSim.Cli.Consoles;

/// <summary>What standard input is before anything is read from it.</summary>
internal static class StandardInput
{
    public const string Remedy = "pipe a file into it, such as a capture: tcpdump -U -w - | vpcsim replay - --design FILE";

    private const string Descriptors = "/proc/self/fd", Facts = "/proc/self/fdinfo";
    private const int WriteOnly = 1, AccessMode = 3; // open(2)

    /// <summary>Whether the program was started without it (<c>&lt;&amp;-</c>). Linux gives its number to whatever the runtime opens first: a pipe of its own, whose end never comes.</summary>
    public static bool IsClosed()
    {
        if (!Directory.Exists(Descriptors)) return false;
        string? input = TargetOf("0");
        if (input is null) return true;
        if (!input.StartsWith("pipe:", StringComparison.Ordinal)) return false;
        return Directory.EnumerateFileSystemEntries(Descriptors).Select(static path => Path.GetFileName(path)!).Any(other => TargetOf(other) == input && IsForWriting(other));
    }

    private static string? TargetOf(string descriptor)
    {
        try
        {
            return new FileInfo(Path.Combine(Descriptors, descriptor)).LinkTarget;
        }
        catch (IOException)
        {
            return null; // closed meanwhile
        }
    }

    private static bool IsForWriting(string descriptor)
    {
        try
        {
            string? flags = File.ReadLines(Path.Combine(Facts, descriptor)).FirstOrDefault(static line => line.StartsWith("flags:", StringComparison.Ordinal));
            return flags is not null && (Convert.ToInt32(flags["flags:".Length..].Trim(), 8) & AccessMode) == WriteOnly;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
