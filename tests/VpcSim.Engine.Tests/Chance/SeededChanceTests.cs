using VpcSim.Engine.Chance;

namespace VpcSim.Engine.Tests.Chance;

public class SeededChanceTests
{
    [Fact] // the reference implementation's first outputs from the state {1, 2, 3, 4}, as several libraries pin them
    public void Outputs_are_those_of_xoshiro256_starstar()
    {
        var chance = new SeededChance(1, 2, 3, 4);

        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625,
            8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        Assert.Equal(expected, Draw(chance, expected.Length));
    }

    [Fact] // computed apart from this code: splitmix64.c fills the state from 42, xoshiro256starstar.c draws
    public void A_seed_fills_the_state_by_SplitMix64()
    {
        ulong[] expected = [1546998764402558742, 6990951692964543102, 12544586762248559009, 17057574109182124193];

        Assert.Equal(expected, Draw(new SeededChance(42), expected.Length));
    }

    [Fact]
    public void Equal_seeds_draw_equal_numbers_and_others_do_not()
    {
        Assert.Equal(Draw(new SeededChance(7), 100), Draw(new SeededChance(7), 100));
        Assert.Empty(Draw(new SeededChance(7), 100).Intersect(Draw(new SeededChance(8), 100)));
    }

    [Fact]
    public void Seed_zero_is_a_seed_like_any_other() =>
        Assert.Equal(100, Draw(new SeededChance(0), 100).Distinct().Count());

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void Below_draws_every_number_of_its_range_about_equally_often(int limit)
    {
        const int Draws = 100_000;
        var chance = new SeededChance(1);
        int[] counts = new int[limit];
        for (int i = 0; i < Draws; i++)
            counts[chance.Below(limit)]++;

        double expected = (double)Draws / limit;
        double spread = Math.Sqrt(expected); // a binomial's standard deviation is below this
        Assert.All(counts, count => Assert.InRange(count, expected - (5 * spread), expected + (5 * spread)));
    }

    [Fact] // a plain remainder or product would draw the lower half of this range twice as often as it should
    public void Below_is_fair_even_where_the_range_does_not_divide_the_generators()
    {
        const ulong Limit = 3UL << 62; // three quarters of 2^64
        const int Draws = 30_000;
        var chance = new SeededChance(1);
        int[] thirds = new int[3];
        for (int i = 0; i < Draws; i++)
            thirds[chance.Below(Limit) >> 62]++;

        Assert.All(thirds, count => Assert.InRange(count, (Draws / 3) - 500, (Draws / 3) + 500));
    }

    [Fact]
    public void Unit_lies_in_the_half_open_interval_and_fills_it()
    {
        var chance = new SeededChance(1);
        double[] units = [.. Enumerable.Range(0, 100_000).Select(_ => chance.Unit())];

        Assert.All(units, unit => Assert.True(unit is >= 0 and < 1));
        Assert.InRange(units.Average(), 0.495, 0.505);
        Assert.True(units.Min() < 0.001 && units.Max() > 0.999);
    }

    [Fact]
    public void An_empty_range_is_refused()
    {
        var chance = new SeededChance(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => chance.Below(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => chance.Below(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => chance.Below(0UL));
    }

    private static ulong[] Draw(SeededChance chance, int count)
    {
        ulong[] drawn = new ulong[count];
        for (int i = 0; i < count; i++)
            drawn[i] = chance.NextUInt64();
        return drawn;
    }
}
