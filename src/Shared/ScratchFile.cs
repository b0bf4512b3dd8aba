using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace VpcSim;

/// <summary>Files for what is put aside while a run lasts. They have no name once they are open (but on Windows), so that nothing is left of a run that is killed.</summary>
internal static class ScratchFile
{
    private static int _made; // files of one process must not meet

    /// <summary>Makes a file that goes when it is closed.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="content">What it holds, in one word.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static SafeFileHandle Make(string folder, string content)
    {
        int number = Interlocked.Increment(ref _made);
        if (number == 1) ClearAfterKilledRuns(folder, content);
        string path = Path.Combine(folder, $"vpcsim-{Environment.ProcessId}-{number}.{content}");
        if (OperatingSystem.IsWindows()) return File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        SafeFileHandle made = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        File.Delete(path);
        return made;
    }

    // Killed between making a file and taking its name away, a run leaves an empty one.
    private static void ClearAfterKilledRuns(string folder, string content)
    {
        foreach (string path in Directory.EnumerateFiles(folder, $"vpcsim-*.{content}"))
        {
            if (Path.GetFileName(path).Split('-') is not [_, string id, _] || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int process) || Runs(process)) continue;
            try
            {
                File.Delete(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody else's: it is theirs to clear.
            }
        }
    }

    private static bool Runs(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Writes bytes at a place; says what to do where the disk is full.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public static void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long place)
    {
        try
        {
            RandomAccess.Write(file, bytes, place);
        }
        catch (IOException problem)
        {
            throw new IOException($"what --max-flows puts aside cannot be written: {problem.Message.TrimEnd('.')}. Name a folder with more room in the variable TMPDIR, or keep more flows in memory.", problem);
        }
    }

    /// <summary>Reads bytes that were written.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static void Read(SafeFileHandle file, Span<byte> bytes, long place)
    {
        while (!bytes.IsEmpty)
        {
            int read = RandomAccess.Read(file, bytes, place);
            if (read == 0) throw new IOException("what --max-flows has put aside cannot be read again: its file is shorter than it was. Name another folder in the variable TMPDIR, or keep more flows in memory.");
            bytes = bytes[read..];
            place += read;
        }
    }
}
