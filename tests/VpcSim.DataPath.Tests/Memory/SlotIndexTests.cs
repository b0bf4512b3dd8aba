using CsCheck;

namespace VpcSim.DataPath.Tests.Memory;

public class SlotIndexTests
{
    // One hash in four is shared by many, and many stand at the end of the index, so that runs wrap round.
    private static readonly Gen<uint> _hashes = Gen.OneOf(Gen.UInt, Gen.UInt, Gen.UInt[0xFFFF_FFF0, uint.MaxValue], Gen.UInt[0, 7].Select(low => low << 29 | 1));

    [Fact]
    public void It_finds_what_a_dictionary_holds_and_nothing_else() =>
        Gen.Select(_hashes, Gen.Int[0, 3], Gen.Int[0, 99_999]).Array[0, 4000].Sample(steps =>
        {
            var index = new SlotIndex();
            var slots = new Slots();
            foreach ((uint hash, int what, int which) in steps)
            {
                if (what > 0 || slots.Live.Count == 0)
                {
                    int added = slots.Take(hash);
                    if (index.HasRoom(slots.Live.Count, added)) index.Add(hash, added);
                    else index.Grow(added, slots.Live.Count, slots.Extent, slots);
                }
                else
                {
                    int gone = slots.Live.Keys.ElementAt(which % slots.Live.Count);
                    index.Remove(gone, slots);
                    slots.Give(gone);
                }
            }
            foreach ((int slot, uint hash) in slots.Live) Assert.Contains(slot, Candidates(in index, hash));
            foreach ((int slot, uint hash) in slots.Gone) Assert.DoesNotContain(slot, Candidates(in index, hash));
            Assert.True(slots.Live.Count <= index.Length / 5 * 4);
        }, iter: 60);

    [Theory]
    [InlineData(100)]
    [InlineData(1500)]
    [InlineData(70_000)]
    public void Written_anew_it_holds_the_slots_that_live_and_no_others(int extent)
    {
        var slots = new Slots();
        for (int i = 0; i < extent; i++) slots.Take((uint)i * 0x9E37_79B9);
        for (int slot = 0; slot < extent; slot += 3) slots.Give(slot);
        var index = new SlotIndex();
        index.Rebuild(slots.Live.Count, slots.Extent, slots);
        index.Rebuild(slots.Live.Count, slots.Extent, slots);
        Assert.All(slots.Live, pair => Assert.Single(Candidates(in index, pair.Value), pair.Key));
        Assert.All(slots.Gone, pair => Assert.DoesNotContain(pair.Key, Candidates(in index, pair.Value)));
    }

    [Fact]
    public void A_guess_is_a_slot_that_the_look_up_names_and_finds_nearly_all() =>
        Gen.Select(Gen.Int[1, 9], Gen.UInt).Sample((hundreds, seed) =>
        {
            var index = new SlotIndex();
            var slots = new Slots();
            for (uint i = 0; i < hundreds * 100; i++)
            {
                int added = slots.Take((i + seed) * 0x9E37_79B9 ^ (i * 0x85EB_CA6B >> 13));
                if (index.HasRoom(slots.Live.Count, added)) index.Add(slots.Live[added], added);
                else index.Grow(added, slots.Live.Count, slots.Extent, slots);
            }
            int right = 0;
            foreach ((int slot, uint hash) in slots.Live)
            {
                if (index.Guess(hash) is not (>= 0 and int guess)) continue;
                Assert.Contains(guess, slots.Live.Keys);
                if (guess == slot) right++;
            }
            Assert.True(right >= slots.Live.Count * 9 / 10, $"{right} of {slots.Live.Count}");
        }, iter: 100);

    [Fact]
    public void Slots_that_stand_two_parts_behind_their_home_are_found_when_it_has_grown()
    {
        var slots = new Slots();
        var index = new SlotIndex();
        IEnumerable<uint> elsewhere = Enumerable.Range(0, 4000).Select(i => (2200u + ((uint)i % 1800) << 20) | ((uint)i * 0x9E37 & 0xFFFFF));
        IEnumerable<uint> atHome = Enumerable.Range(0, 1024).Select(i => (1024 + (uint)i) << 20); // of 4096 places all of the second part
        IEnumerable<uint> before = Enumerable.Range(0, 20).Select(i => (1023u << 20) | ((uint)i * 0x9E37 & 0xFFFFF)); // so that these stand behind it
        foreach (uint hash in (uint[])[.. elsewhere.Take(1700), .. atHome, .. before, .. elsewhere.Skip(1700)])
        {
            int added = slots.Take(hash);
            if (index.HasRoom(slots.Live.Count, added)) index.Add(hash, added);
            else index.Grow(added, slots.Live.Count, slots.Extent, slots);
        }
        Assert.All(slots.Live, pair => Assert.Contains(pair.Key, Candidates(in index, pair.Value)));
    }

    [Fact]
    public void While_it_grows_it_seldom_asks_for_the_hash_of_what_a_slot_holds()
    {
        var slots = new Slots();
        var index = new SlotIndex();
        for (uint i = 0; i < 100_000; i++)
        {
            int added = slots.Take((i * 0x9E37_79B9) ^ (i * 0x85EB_CA6B >> 13));
            if (index.HasRoom(slots.Live.Count, added)) index.Add(slots.Live[added], added);
            else index.Grow(added, slots.Live.Count, slots.Extent, slots);
        }
        Assert.All(slots.Live, pair => Assert.Contains(pair.Key, Candidates(in index, pair.Value)));
        Assert.InRange(slots.Asked, 1, 20_000); // of 100,000 that move once on the average
    }

    [Fact]
    public void A_look_up_passes_over_slots_of_another_hash_without_naming_them()
    {
        var index = new SlotIndex();
        for (int slot = 0; slot < 50; slot++) index.Add((uint)slot << 16, slot); // the same place, other bits behind those that make it
        for (int slot = 0; slot < 50; slot++) Assert.Equal([slot], Candidates(in index, (uint)slot << 16));
    }

    /// <summary>The slots that a look-up names.</summary>
    private static List<int> Candidates(in SlotIndex index, uint hash)
    {
        var named = new List<int>();
        for (int at = index.Home(hash); index.TryRead(at, hash, out int slot); at = index.Next(at))
            if (slot >= 0) named.Add(slot);
        return named;
    }

    private sealed class Slots : IHashedSlots
    {
        private readonly Stack<int> _free = new();

        public Dictionary<int, uint> Live { get; } = [];

        public Dictionary<int, uint> Gone { get; } = [];

        public int Extent { get; private set; }

        public int Take(uint hash)
        {
            int slot = _free.TryPop(out int freed) ? freed : Extent++;
            Live.Add(slot, hash);
            Gone.Remove(slot);
            return slot;
        }

        public void Give(int slot)
        {
            Gone[slot] = Live[slot];
            Live.Remove(slot);
            _free.Push(slot);
        }

        public bool IsLive(int slot) => Live.ContainsKey(slot);

        public int Asked { get; private set; }

        public uint HashOf(int slot)
        {
            Asked++;
            return Live[slot];
        }

        public void Prefetch(int slot) => Assert.Contains(slot, Live.Keys);
    }
}
