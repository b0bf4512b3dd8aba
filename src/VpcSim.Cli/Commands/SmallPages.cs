using System.Diagnostics;
using System.Runtime.InteropServices;

namespace VpcSim.Cli.Commands;

/// <summary>Finds out whether the kernel makes small pages fast, so that memory for many flows need not be asked for in pages of 2 MiB. (docs/decisions/0035)</summary>
internal static unsafe class SmallPages
{
    private const nuint PageBytes = 4096, Pages = 64, Rounds = 4;
    private const double FastSeconds = 4e-6; // for a page; where kernels are slow it takes 15 µs
    private const double AtHandSeconds = 1e-7; // what takes less was there before, and tells nothing

    /// <summary>Says what was found to all that takes memory later, unless somebody has said something already.</summary>
    public static void Try()
    {
        if (!OperatingSystem.IsLinux() || AppContext.TryGetSwitch(HugePages.SmallPagesSwitch, out _)) return;
        byte* block = (byte*)NativeMemory.AllocZeroed(Pages * Rounds, PageBytes);
        double least = double.MaxValue;
        for (nuint round = 0; round < Rounds; round++)
            if (SecondsToTouch(block + (round * Pages * PageBytes)) / Pages is > AtHandSeconds and double seconds && seconds < least) least = seconds;
        NativeMemory.Free(block);
        AppContext.SetSwitch(HugePages.SmallPagesSwitch, least < FastSeconds);
    }

    private static double SecondsToTouch(byte* first)
    {
#pragma warning disable RS0030 // what it measures decides which pages are asked for, and never what is computed
        long begun = Stopwatch.GetTimestamp();
        for (nuint page = 0; page < Pages; page++) Volatile.Write(ref first[page * PageBytes], 1);
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
#pragma warning restore RS0030
    }
}
