using VpcSim.Engine.Scheduling;

namespace VpcSim.Engine.Tests.Scheduling;

public class EventQueueTests
{
    [Fact]
    public void Events_of_equal_time_come_in_the_order_of_insertion()
    {
        var queue = new EventQueue<char>();
        foreach (char name in "abcdefgh")
            queue.Push(5, name);

        Assert.Equal("abcdefgh", Drain(queue));
    }

    [Fact]
    public void Events_come_in_the_order_of_time_whatever_the_order_of_insertion()
    {
        var queue = new EventQueue<char>();
        foreach ((long time, char name) in new[] { (3L, 'e'), (1L, 'a'), (2L, 'c'), (3L, 'f'), (1L, 'b'), (2L, 'd') })
            queue.Push(time, name);

        Assert.Equal("abcdef", Drain(queue));
    }

    [Fact]
    public void An_event_pushed_for_this_very_moment_comes_after_those_already_waiting_for_it()
    {
        var queue = new EventQueue<char>();
        queue.Push(7, 'a');
        queue.Push(7, 'b');
        Assert.True(queue.TryPopDue(7, out _, out char first));
        queue.Push(7, 'c');

        Assert.Equal("abc", first + Drain(queue));
    }

    [Fact]
    public void Only_what_is_due_is_taken()
    {
        var queue = new EventQueue<char>();
        queue.Push(10, 'a');

        Assert.False(queue.TryPopDue(9, out _, out _));
        Assert.Equal(1, queue.Count);
        Assert.True(queue.TryPopDue(10, out long time, out char name));
        Assert.Equal((10, 'a'), (time, name));
        Assert.False(queue.TryPopDue(long.MaxValue, out _, out _));
    }

    [Fact]
    public void Looking_at_the_next_time_takes_nothing()
    {
        var queue = new EventQueue<char>();
        Assert.False(queue.TryPeek(out _));

        queue.Push(10, 'b');
        queue.Push(4, 'a');

        Assert.True(queue.TryPeek(out long time));
        Assert.Equal(4, time);
        Assert.Equal("ab", Drain(queue));
    }

    [Fact]
    public void Nothing_is_pushed_into_the_past()
    {
        var queue = new EventQueue<char>();
        queue.Push(10, 'a');
        queue.TryPopDue(10, out _, out _);

        Assert.Equal(10, queue.NowNs);
        Assert.Throws<ArgumentOutOfRangeException>(() => queue.Push(9, 'b'));
        Assert.Throws<ArgumentOutOfRangeException>(() => queue.TryPush(9, 'b'));
        Assert.Equal(0, queue.Count);
        queue.Push(10, 'c');
        Assert.Equal("c", Drain(queue));
    }

    [Fact]
    public void A_stream_in_order_is_merged_without_being_enqueued()
    {
        var queue = new EventQueue<string>();
        string seen = "";
        foreach (long packet in new long[] { 10, 20, 20, 35 })
        {
            while (queue.TryPopDue(packet, out _, out string timer))
                seen += timer;
            queue.AdvanceTo(packet);
            seen += $"packet@{packet} ";
            queue.Push(packet + 10, $"timer@{packet + 10} ");
        }

        Assert.Equal("packet@10 timer@20 packet@20 packet@20 timer@30 timer@30 packet@35 ", seen);
        Assert.Equal(35, queue.NowNs);
    }

    [Fact]
    public void Time_advances_neither_backwards_nor_past_an_event_that_is_due()
    {
        var queue = new EventQueue<char>();
        queue.AdvanceTo(10);
        queue.Push(20, 'a');

        Assert.Throws<ArgumentOutOfRangeException>(() => queue.AdvanceTo(9));
        Assert.Throws<ArgumentOutOfRangeException>(() => queue.Push(9, 'b'));
        Assert.Throws<InvalidOperationException>(() => queue.AdvanceTo(21));
        queue.AdvanceTo(20);
        Assert.Equal(20, queue.NowNs);
    }

    [Fact]
    public void A_bounded_queue_refuses_what_is_too_much_and_takes_it_when_there_is_room()
    {
        var queue = new EventQueue<char>(bound: 2);
        Assert.True(queue.TryPush(1, 'a'));
        Assert.True(queue.TryPush(2, 'b'));

        Assert.False(queue.TryPush(3, 'x'));
        Assert.Throws<InvalidOperationException>(() => queue.Push(3, 'x'));
        queue.TryPopDue(1, out _, out _);
        Assert.True(queue.TryPush(3, 'c'));
        Assert.Equal("bc", Drain(queue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventQueue<char>(bound: 0));
    }

    [Fact]
    public void A_taken_event_is_not_kept_alive()
    {
        var queue = new EventQueue<object>();
        WeakReference taken = PushAndTake(queue);

        GC.Collect();

        Assert.False(taken.IsAlive);
        Assert.Equal(0, queue.Count);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference PushAndTake(EventQueue<object> queue)
    {
        queue.Push(1, new object());
        queue.TryPopDue(1, out _, out object taken);
        return new WeakReference(taken);
    }

    private static string Drain(EventQueue<char> queue)
    {
        string names = "";
        while (queue.TryPopDue(long.MaxValue, out _, out char name))
            names += name;
        return names;
    }
}
