using System.Runtime.InteropServices;

namespace VpcSim;

/// <summary>Asks Linux for pages of 2 MiB under large blocks that will be filled: a first touch of a page costs more than what is written there.</summary>
/// <remarks>
/// A hint alone: where nobody takes it, pages are small. The program that runs this may say by a switch that small pages are touched fast: then they are better, for they come from
/// what others have just freed, and whole blocks of 2 MiB from what a virtual machine has given back to its host. (docs/decisions/0035)
/// </remarks>
internal static unsafe partial class HugePages
{
    /// <summary>A switch of <see cref="AppContext"/>: true where small pages will do.</summary>
    public const string SmallPagesSwitch = "VpcSim.SmallPages";

    private const nuint PageBytes = 2 << 20;
    private const nuint LeastBytes = 2 * PageBytes;
    private const int HugePagesPlease = 14; // MADV_HUGEPAGE of madvise(2)

    /// <param name="block">Where the block begins; it is not moved.</param>
    /// <param name="bytes">How long it is. Nothing happens below 4 MiB.</param>
    public static void Prefer(void* block, nuint bytes)
    {
        if (bytes < LeastBytes || !OperatingSystem.IsLinux() || (AppContext.TryGetSwitch(SmallPagesSwitch, out bool small) && small)) return;
        nuint begin = ((nuint)block + PageBytes - 1) / PageBytes * PageBytes;
        nuint end = ((nuint)block + bytes) / PageBytes * PageBytes;
        Advise(begin, end, HugePagesPlease);
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

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* begin, nuint bytes, int advice);
}
