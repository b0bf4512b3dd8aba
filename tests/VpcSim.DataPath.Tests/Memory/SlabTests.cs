using System.Runtime.CompilerServices;
using CsCheck;

namespace VpcSim.DataPath.Tests.Memory;

public class SlabTests
{
    [Fact]
    public void It_holds_what_a_dictionary_holds() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 9999], Gen.Long).Array[0, 6000].Sample(steps =>
        {
            var slab = new Slab<Entry>();
            var model = new Dictionary<int, Entry>();
            foreach ((bool gives, int which, long value) in steps)
            {
                if (gives && model.Count > 0)
                {
                    int given = model.Keys.ElementAt(which % model.Count);
                    Assert.Equal(model[given], slab[given]);
                    model.Remove(given);
                    slab.Give(given);
                }
                else
                {
                    int taken = slab.Take();
                    slab[taken] = new Entry(value, which, (byte)which);
                    Assert.True(model.TryAdd(taken, slab[taken]), "a place was given out twice");
                }
                Assert.Equal(model.Count, slab.Count);
            }
            Assert.All(model, pair => Assert.Equal(pair.Value, slab[pair.Key]));
            Assert.All(model.Keys, place => Assert.InRange(place, 0, slab.Extent - 1));
        }, iter: 30);

    [Fact]
    public void A_freed_place_is_taken_again_before_a_new_one()
    {
        var slab = new Slab<long>();
        for (int i = 0; i < 100; i++) slab.Take();
        slab.Give(7);
        Assert.Equal((7, 100), (slab.Take(), slab.Extent));
        Assert.Equal(100, slab.Take());
    }

    [Fact] // blocks of 16 MiB, whose next pages another thread makes while these are written
    public void Growing_moves_nothing_and_new_places_are_zero()
    {
        var slab = new Slab<long>();
        ref long first = ref slab[slab.Take()];
        first = -1;
        for (int place = 1; place < 3_000_000; place++)
        {
            if (slab.Take() != place) Assert.Fail($"not {place}");
            if (slab[place] != 0) Assert.Fail($"{slab[place]} at {place}");
            slab[place] = place;
        }
        Assert.True(Unsafe.AreSame(ref first, ref slab[0]));
        for (int place = 1; place < 3_000_000; place++)
            if (slab[place] != place) Assert.Fail($"{slab[place]} at {place}");
    }

    [Fact]
    public void Where_another_slab_gives_the_places_out_it_reaches_as_far_as_asked()
    {
        var slab = new Slab<int>();
        Assert.False(slab.Reaches(0));
        slab.Reach(20_000);
        Assert.True(slab.Reaches(20_000));
        slab[20_000] = 5;
        slab.Reach(3);
        Assert.Equal((5, 0, 0), (slab[20_000], slab[0], slab.Extent));
    }

    private readonly record struct Entry(long Value, int Which, byte Low);
}
