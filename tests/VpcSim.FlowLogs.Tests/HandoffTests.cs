namespace VpcSim.FlowLogs.Tests;

public class HandoffTests
{
    [Fact]
    public void Items_are_taken_in_the_order_in_which_they_were_given()
    {
        var handoff = new Handoff<string>(3);
        var giver = new Thread(() =>
        {
            for (int i = 0; i < 1000; i++) handoff.Give($"{i}");
            handoff.Complete();
        });
        giver.Start();
        var taken = new List<string>();
        while (handoff.TryTake(out string? item)) taken.Add(item);
        giver.Join();

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), taken);
    }

    [Fact]
    public void A_giver_waits_while_it_is_full_and_is_freed_by_a_stop()
    {
        var handoff = new Handoff<string>(2);
        Assert.True(handoff.Give("a"));
        Assert.True(handoff.Give("b"));
        bool? given = null;
        var giver = new Thread(() => given = handoff.Give("c"));
        giver.Start();
        Assert.False(giver.Join(50));
        handoff.Stop();
        giver.Join();

        Assert.False(given);
    }

    [Fact]
    public void A_taker_waits_while_it_is_empty_and_is_freed_by_a_stop()
    {
        var handoff = new Handoff<string>(2);
        bool? took = null;
        var taker = new Thread(() => took = handoff.TryTake(out _));
        taker.Start();
        Assert.False(taker.Join(50));
        handoff.Stop();
        taker.Join();

        Assert.False(took);
    }

    [Fact]
    public void What_was_given_before_the_end_is_still_taken()
    {
        var handoff = new Handoff<string>(2);
        handoff.Give("last");
        handoff.Complete();

        Assert.True(handoff.TryTake(out string? item));
        Assert.Equal("last", item);
        Assert.False(handoff.TryTake(out _));
    }
}
