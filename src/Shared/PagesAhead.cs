using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VpcSim;

/// <summary>A thread that touches memory which others will fill, so that they do not wait while the kernel makes pages: zeros for 2 MiB take milliseconds.</summary>
/// <remarks>
/// It gives way to all others, who need the processor more, and changes nothing that stands in memory. It touches rather than asks for pages (<c>MADV_POPULATE_WRITE</c>), since
/// such a call keeps others from allocating while it lasts.
/// </remarks>
internal static unsafe partial class PagesAhead
{
    private const nuint SmallPageBytes = 4096;
    private const int MostWaiting = 64; // parts; what comes when so many wait is left to those who fill it
    private const int ThisThread = 0, Niceness = 10; // setpriority(2): PRIO_PROCESS is 0 as well
    private static readonly Queue<Part> Waiting = new(MostWaiting);
    private static bool _begun;

    /// <summary>Has the whole pages of a part of a block touched soon.</summary>
    /// <param name="block">A block that is not moved.</param>
    /// <param name="from">Where in it the part begins, in bytes.</param>
    /// <param name="bytes">How long the part is; what lies beyond the block is left out.</param>
    public static void Touch(byte[] block, nuint from, nuint bytes) => Touch(new Part(block, ref MemoryMarshal.GetArrayDataReference(block), (nuint)block.Length, from, bytes));

    /// <inheritdoc cref="Touch(byte[], nuint, nuint)"/>
    public static void Touch(uint[] block) =>
        Touch(new Part(block, ref Unsafe.As<uint, byte>(ref MemoryMarshal.GetArrayDataReference(block)), (nuint)block.Length * sizeof(uint), 0, nuint.MaxValue / 2));

    private static void Touch(Part part)
    {
        lock (Waiting)
        {
            if (Waiting.Count == MostWaiting) return;
            Waiting.Enqueue(part);
            if (_begun)
            {
                Monitor.Pulse(Waiting);
                return;
            }
            _begun = true;
        }
        new Thread(TouchAll) { Name = "pages ahead", IsBackground = true }.Start();
    }

    private static void TouchAll()
    {
        GiveWay();
        while (true)
        {
            Part next;
            lock (Waiting)
            {
                while (!Waiting.TryDequeue(out next)) Monitor.Wait(Waiting);
            }
            next.Touch();
        }
    }

    private static void GiveWay()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = SetPriority(0, ThisThread, Niceness);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // A system without such a library has all threads alike.
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int niceness);

    private readonly struct Part
    {
        private readonly object _block; // holds on to it until its pages are there
        private readonly nuint _begin;
        private readonly nuint _end;

        public Part(object block, ref byte first, nuint length, nuint from, nuint bytes)
        {
            _block = block;
            nuint start = (nuint)Unsafe.AsPointer(ref first);
            _begin = (start + from + SmallPageBytes - 1) / SmallPageBytes * SmallPageBytes;
            _end = (start + Math.Min(from + bytes, length)) / SmallPageBytes * SmallPageBytes;
        }

        // Atomically, for somebody else may write there at the same moment.
        public void Touch()
        {
            for (nuint page = _begin; page < _end; page += SmallPageBytes) Interlocked.Or(ref *(int*)page, 0);
            GC.KeepAlive(_block);
        }
    }
}
