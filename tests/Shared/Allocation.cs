namespace VpcSim.TestSupport;

internal static class Allocation
{
    /// <summary>Bytes that an action allocates on this thread: the least of a few runs, for the runtime allocates now and then by itself.</summary>
    public static long Of(Action action)
    {
        action();
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
