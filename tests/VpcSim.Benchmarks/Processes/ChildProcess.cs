using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace VpcSim.Benchmarks.Processes;

/// <summary>Runs a program to its end and tells what it cost, as the kernel accounts for it (wait4(2)), which <see cref="Process"/> does not tell. Linux only.</summary>
/// <remarks>The peak of memory is never less than what this process itself has at the time: the kernel counts from before the program is in place.</remarks>
internal static partial class ChildProcess
{
    private const int SizeOfActions = 256; // posix_spawn_file_actions_t has 80 bytes in glibc, fewer in musl
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const int CreateForWriting = 0x241; // O_WRONLY | O_CREAT | O_TRUNC
    private const int OwnerReadsAndWrites = 0x180;
    private const int BytesPerUnit = 1024; // of ru_maxrss

    /// <param name="command">The program, sought along PATH, and its arguments.</param>
    /// <param name="output">The file that standard output goes to.</param>
    /// <param name="errors">The file that standard error goes to.</param>
    /// <returns>What it cost, and its exit status; 128 and the signal's number where a signal ended it.</returns>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static (Cost Cost, int Status) Run(IReadOnlyList<string> command, string output, string errors)
    {
        byte[] actions = new byte[SizeOfActions];
        Check(InitActions(actions), "posix_spawn_file_actions_init");
        Check(AddOpen(actions, StandardOutput, output, CreateForWriting, OwnerReadsAndWrites), output);
        Check(AddOpen(actions, StandardError, errors, CreateForWriting, OwnerReadsAndWrites), errors);
        long begun = Stopwatch.GetTimestamp();
        Check(Spawn(out int child, command[0], actions, 0, [.. command, null], Environs()), command[0]);
        int waited;
        Usage usage;
        while (Wait(child, out waited, 0, out usage) != child)
        {
            // a signal came in between (EINTR)
        }

        double wall = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Check(DestroyActions(actions), "posix_spawn_file_actions_destroy");
        return (usage.CostOf(wall), StatusOf(waited));
    }

    private static int StatusOf(int waited)
    {
        int signal = waited & 0x7F;
        return signal == 0 ? waited >> 8 & 0xFF : 128 + signal;
    }

    private static string?[] Environs() =>
        [.. Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(variable => $"{variable.Key}={variable.Value}"), null];

    private static void Check(int error, string what)
    {
        if (error != 0) throw new Win32Exception(error, $"{what}: {new Win32Exception(error).Message}");
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitActions([In, Out] byte[] actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpen([In, Out] byte[] actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyActions([In, Out] byte[] actions);

    [LibraryImport("libc", EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(out int child, string file, [In] byte[] actions, nint attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc", EntryPoint = "wait4")]
    private static partial int Wait(int child, out int status, int options, out Usage usage);

    /// <summary>struct rusage of 64-bit Linux: two times of day, and fourteen counts.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Usage
    {
        private long _userSeconds, _userMicroseconds, _kernelSeconds, _kernelMicroseconds, _peakUnits;
        private readonly Rest _rest;

        public readonly Cost CostOf(double wall) =>
            new(wall, _userSeconds + (_userMicroseconds / 1e6), _kernelSeconds + (_kernelMicroseconds / 1e6), _peakUnits * BytesPerUnit / 1e6);

        [System.Runtime.CompilerServices.InlineArray(13)]
        private struct Rest
        {
            private long _first;
        }
    }
}
