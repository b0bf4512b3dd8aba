using CsCheck;
using VpcSim.DataPath.Flows;

namespace VpcSim.DataPath.Tests.Flows;

public class SlabTableTests
{
    [Fact] // over random additions and removals, with hashes that collide, wrap round the index and grow it
    public void It_holds_what_a_dictionary_holds() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 2]).Array[0, 3000].Sample(steps =>
        {
            var table = new SlabTable<Key, long>();
            var model = new Dictionary<int, (int Slot, uint Serial, long Value)>();
            long next = 0;
            foreach ((int number, int what) in steps)
            {
                var key = new Key(number);
                if (what == 0 && model.Remove(number, out (int Slot, uint Serial, long Value) removed))
                {
                    table.Remove(removed.Slot);
                    Assert.NotEqual(removed.Serial, table.SerialOf(removed.Slot));
                    Assert.False(table.IsLive(removed.Slot));
                }
                else if (what == 1)
                {
                    int slot = table.FindOrAdd(in key, out bool added);
                    Assert.Equal(!model.ContainsKey(number), added);
                    if (added) Assert.Equal(0, table[slot]);
                    table[slot] = ++next;
                    model[number] = (slot, table.SerialOf(slot), next);
                }
                int found = table.Find(in key);
                Assert.Equal(model.TryGetValue(number, out (int Slot, uint Serial, long Value) expected) ? expected.Slot : -1, found);
                Assert.Equal(model.Count, table.Count);
            }
            foreach ((int number, (int slot, uint serial, long value)) in model)
            {
                Assert.Equal(slot, table.Find(new Key(number)));
                Assert.Equal((value, serial, true), (table[slot], table.SerialOf(slot), table.IsLive(slot)));
            }
        }, iter: 300);

    [Fact]
    public void Slots_stay_where_they_are_while_the_table_grows()
    {
        var table = new SlabTable<Key, long>();
        int[] slots = new int[20_000];
        for (int i = 0; i < slots.Length; i++) table[slots[i] = table.FindOrAdd(new Key(i * 7), out _)] = i;
        Assert.All(Enumerable.Range(0, slots.Length), i => Assert.Equal((slots[i], (long)i), (table.Find(new Key(i * 7)), table[slots[i]])));
    }

    // One hash in four is shared, and many fall on the last places of the index.
    private readonly struct Key(int number) : ITableKey<Key>
    {
        private readonly int _number = number;

        public uint Hash() => _number % 4 == 0 ? 0xFFFF_FFFD : (uint)(_number / 3) * 0x9E37_79B9 | (_number % 2 == 0 ? 0xFCu : 0);

        public bool Matches(in Key other) => _number == other._number;
    }
}
