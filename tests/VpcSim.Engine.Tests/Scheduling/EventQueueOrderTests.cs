using CsCheck;
using VpcSim.Engine.Chance;
using VpcSim.Engine.Scheduling;
using VpcSim.TestSupport;

namespace VpcSim.Engine.Tests.Scheduling;

/// <summary>The heap beside a sorted set that orders by (time, sequence number) without any cleverness.</summary>
public class EventQueueOrderTests
{
    private const int Take = -1;

    // Delays are few, so that equal times are many; a quarter to a half of the operations take.
    private static readonly Gen<int[]> _operations =
        Gen.Frequency((2, Gen.Int[0, 20]), (1, Gen.Const(Take)), (1, Gen.Int[0, 1_000_000])).Array[1000];

    [Fact]
    public void A_million_random_operations_agree_with_a_sorted_set() =>
        _operations.Sample(AgreesWithSortedSet, iter: 1000);

    [Fact]
    public void A_deep_queue_agrees_with_a_sorted_set()
    {
        var chance = new SeededChance(1);
        int[] pushes = [.. Enumerable.Range(0, 100_000).Select(_ => chance.Below(5_000))];

        AgreesWithSortedSet(pushes);
    }

    [Fact]
    public void Pushing_and_taking_allocates_nothing_once_the_queue_has_its_size()
    {
        var queue = new EventQueue<(int, int)>();
        var chance = new SeededChance(1);
        for (int i = 0; i < 1000; i++)
            queue.Push(chance.Below(1000), (i, i));
        Hold(queue, chance, 1000);

        Assert.Equal(0, Allocation.Of(() => Hold(queue, chance, 50_000)));
        Assert.Equal(1000, queue.Count);
    }

    private static void Hold(EventQueue<(int, int)> queue, SeededChance chance, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            queue.TryPopDue(long.MaxValue, out long now, out (int, int) taken);
            queue.Push(now + chance.Below(1000), taken);
        }
    }

    private static void AgreesWithSortedSet(int[] operations)
    {
        var queue = new EventQueue<int>();
        var expected = new SortedSet<(long Time, int Sequence)>();
        long now = 0;
        for (int i = 0; i < operations.Length; i++)
        {
            if (operations[i] == Take)
            {
                now = TakeFromBoth(queue, expected, now);
            }
            else
            {
                queue.Push(now + operations[i], i);
                expected.Add((now + operations[i], i));
            }
        }

        while (expected.Count > 0)
            now = TakeFromBoth(queue, expected, now);
        Assert.Equal(0, queue.Count);
    }

    private static long TakeFromBoth(EventQueue<int> queue, SortedSet<(long Time, int Sequence)> expected, long now)
    {
        if (!queue.TryPopDue(long.MaxValue, out long time, out int sequence))
        {
            Assert.Empty(expected);
            return now;
        }

        Assert.Equal(expected.Min, (time, sequence));
        Assert.True(time >= now);
        expected.Remove((time, sequence));
        return time;
    }
}
