using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VpcSim;

/// <summary>Asks Linux for pages of 2 MiB under large blocks that will be filled: a first touch of a page costs more than what is written there.</summary>
/// <remarks>A hint alone: where nobody takes it, pages are small.</remarks>
internal static unsafe partial class HugePages
{
    private const nuint PageBytes = 2 << 20;
    private const nuint LeastBytes = 2 * PageBytes;
    private const nuint SmallPageBytes = 4096;
    private const int HugePagesPlease = 14, ReadyToWrite = 23; // MADV_HUGEPAGE and MADV_POPULATE_WRITE of madvise(2)

    /// <param name="block">Where the block begins; it is not moved.</param>
    /// <param name="bytes">How long it is. Nothing happens below 4 MiB.</param>
    public static void Prefer(void* block, nuint bytes)
    {
        if (bytes < LeastBytes || !OperatingSystem.IsLinux()) return;
        nuint begin = ((nuint)block + PageBytes - 1) / PageBytes * PageBytes;
        nuint end = ((nuint)block + bytes) / PageBytes * PageBytes;
        Advise(begin, end, HugePagesPlease);
    }

    /// <summary>Has the pages of a part of a block made by another thread: zeros for 2 MiB take milliseconds, which nobody waits for then.</summary>
    /// <param name="block">A block that is not moved. Nothing happens below 4 MiB.</param>
    /// <param name="from">Where in it the part begins that is touched soon.</param>
    /// <param name="bytes">How long the part is.</param>
    public static void MakeReady(byte[] block, nuint from, nuint bytes)
    {
        if ((nuint)block.Length < LeastBytes || !OperatingSystem.IsLinux()) return;
        ThreadPool.UnsafeQueueUserWorkItem(new Part(block, from, bytes), preferLocal: false);
    }

    private static void Advise(nuint begin, nuint end, int advice)
    {
        if (begin >= end) return;
        try
        {
            _ = Advise((void*)begin, end - begin, advice);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // A system without such a library has no such hint.
        }
    }

    // Holds on to the block until its pages are there.
    private sealed class Part(byte[] block, nuint from, nuint bytes) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            nuint first = (nuint)Unsafe.AsPointer(ref block[0]);
            nuint begin = (first + from + SmallPageBytes - 1) / SmallPageBytes * SmallPageBytes;
            nuint end = (first + Math.Min(from + bytes, (nuint)block.Length)) / SmallPageBytes * SmallPageBytes;
            Advise(begin, end, ReadyToWrite);
            GC.KeepAlive(block);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* begin, nuint bytes, int advice);
}
