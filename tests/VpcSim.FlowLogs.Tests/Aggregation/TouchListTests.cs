using CsCheck;
using VpcSim.FlowLogs.Aggregation;

namespace VpcSim.FlowLogs.Tests.Aggregation;

/// <summary>The list against a plain one, whatever runs its slots have.</summary>
public class TouchListTests
{
    private const int Owners = 7;

    private static readonly Gen<int[]> _slots = Gen.Select(Gen.Int[0, 50], Gen.Int[1, 6]).Array[0, 30]
        .Select(runs => runs.SelectMany(run => Enumerable.Range(run.Item1, run.Item2)).ToArray());

    [Fact]
    public void Slots_come_in_the_order_of_their_first_packets() => _slots.Sample(slots =>
    {
        TouchList list = Of(slots);
        Assert.Equal(slots.Length, list.Count);
        Assert.Equal(slots, All(list));
    });

    [Fact]
    public void Slots_that_stay_keep_their_order_when_others_go() => Gen.Select(_slots, Gen.Int[1, 5]).Sample((slots, divisor) =>
    {
        TouchList list = Of(slots);
        list.RemoveAll(slot => slot % divisor == 0, OwnerOf);
        Assert.Equal(slots.Where(slot => slot % divisor != 0), All(list));
        list.Add(7, 1000, OwnerOf(7));
        Assert.Equal(7, All(list)[^1]);
    });

    [Fact]
    public void Each_interface_has_as_many_slots_as_were_added_and_did_not_go() => Gen.Select(_slots, Gen.Int[1, 5]).Sample((slots, divisor) =>
    {
        TouchList list = Of(slots);
        list.Disorder();
        list.Settle(slot => slot % 10);
        Assert.All(Enumerable.Range(0, Owners + 1), owner => Assert.Equal(slots.Count(slot => OwnerOf(slot) == owner), list.CountOf(owner)));
        list.RemoveAll(slot => slot % divisor == 0, OwnerOf);
        Assert.All(Enumerable.Range(0, Owners + 1), owner => Assert.Equal(All(list).Count(slot => OwnerOf(slot) == owner), list.CountOf(owner)));
        list.Clear();
        Assert.All(Enumerable.Range(0, Owners + 1), owner => Assert.Equal(0, list.CountOf(owner)));
    });

    [Fact]
    public void Slots_are_sorted_once_packet_numbers_went_back() => _slots.Sample(slots =>
    {
        TouchList list = Of(slots);
        list.Disorder();
        list.Settle(slot => slot % 10);
        Assert.Equal(slots.OrderBy(slot => slot % 10), All(list));
    });

    [Fact]
    public void A_list_that_was_cleared_is_empty_and_is_used_again() => _slots.Sample(slots =>
    {
        TouchList list = Of(1, 2, 3);
        list.Clear();
        Assert.Empty(All(list));
        for (int i = 0; i < slots.Length; i++) list.Add(slots[i], i, OwnerOf(slots[i]));
        Assert.Equal(slots, All(list));
    });

    private static int OwnerOf(int slot) => slot % Owners;

    private static TouchList Of(params int[] slots)
    {
        var list = new TouchList();
        for (int i = 0; i < slots.Length; i++) list.Add(slots[i], i, OwnerOf(slots[i]));
        return list;
    }

    private static List<int> All(TouchList list)
    {
        var all = new List<int>();
        foreach (int slot in list) all.Add(slot);
        return all;
    }
}
