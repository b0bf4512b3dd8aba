using CsCheck;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Gateways.Nat;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Tests.Gateways.Nat;

/// <summary>Bindings that are put aside on disk count, are found and end as those in memory do.</summary>
public class NatTableAsideTests
{
    private const long Second = 1_000_000_000;
    private static readonly IpAddress[] Addresses = [IpAddress.Parse("10.0.0.220"), IpAddress.Parse("10.0.0.221")];

    [Fact]
    public void A_bound_never_changes_what_a_table_answers()
    {
        long putAside = 0;
        Gen.Select(Gen.Int, Gen.Int[0, 40], Gen.Enum<NatAddressChoice>(), Gen.Int[1, 120]).Sample(
            (seed, most, choice, seconds) =>
            {
                var chance = new Random(seed);
                var twins = new Twins(most, choice);
                long nowNs = 0;
                for (int i = 0; i < 3_000; i++)
                {
                    if (chance.Next(20) == 0) nowNs += chance.NextInt64(seconds * Second / 4);
                    NatKey inside = Inside(chance.Next(2), (byte)chance.Next(3), (ushort)chance.Next(40), (byte)chance.Next(6));
                    switch (chance.Next(8))
                    {
                        case 0: twins.Maintain(chance.Next(30), nowNs); break;
                        case 1: twins.Answer(Outside(chance), nowNs); break;
                        case 2: twins.AnswerSomebody(chance, nowNs); break;
                        case 3: twins.Look(in inside, nowNs); break;
                        default: twins.Ask(in inside, nowNs); break;
                    }
                }
                Interlocked.Add(ref putAside, twins.Finish());
            },
            iter: 60);

        Assert.True(putAside > 10_000, $"hardly anything was put aside: {putAside}");
    }

    [Theory] // NatTableTests says how many that are
    [InlineData(500, NatAddressChoice.Fill)]
    [InlineData(20_000, NatAddressChoice.Spread)]
    public void A_destination_is_full_while_its_bindings_are_aside_and_no_longer(int most, NatAddressChoice choice)
    {
        var twins = new Twins(most, choice);
        var chance = new Random(most);
        for (int i = 0; i < 120_000; i++) // in 360 s; 110,000 find a port, and as many as end in the last ten
        {
            long nowNs = i * 3_000_000L;
            twins.Ask(Inside(0, (byte)(i / 60_000), (ushort)(i % 60_000), 5), nowNs);
            if (i % 7 == 0) twins.Ask(Inside(0, 9, (ushort)i, (byte)(10 + (i % 200))), nowNs);
            if (i % 1_000 == 0) twins.Maintain(128, nowNs);
            if (i % 50 == 0) twins.AnswerSomebody(chance, nowNs);
        }
        Assert.True(twins.Refused > 2_000, $"{twins.Refused} were refused");
        Assert.True(twins.Finish() > 80_000);
    }

    private static NatKey Inside(int gateway, byte instance, ushort port, byte host) => new(
        gateway, false, instance == 2 ? IpAddress.Parse("2001:db8::7") : IpAddress.FromIPv4(10, 0, 1, instance), IpAddress.FromIPv4(198, 18, 0, host), port, 443, 6);

    private static NatKey Outside(Random chance) => new(
        chance.Next(2), true, Addresses[chance.Next(2)], IpAddress.FromIPv4(198, 18, 0, (byte)chance.Next(6)), (ushort)chance.Next(1024, 65_536), 443, 6);

    /// <summary>A table with all bindings in memory and one that keeps few of them, which are asked the same.</summary>
    private sealed class Twins
    {
        private readonly NatTable _all = new(), _bounded = new();
        private readonly NatAddressChoice _choice;
        private readonly List<NatKey> _outside = [];

        public Twins(int most, NatAddressChoice choice)
        {
            _choice = choice;
            _bounded.Keep(new FlowBound(most, Path.GetTempPath()));
        }

        public int Refused { get; private set; }

        public void Ask(in NatKey inside, long nowNs)
        {
            (IpAddress Address, ushort Port)? expected = Ask(_all, in inside, nowNs);
            Assert.Equal(expected, Ask(_bounded, in inside, nowNs));
            if (expected is not { } outside) Refused++;
            else if (_outside.Count < 5_000) _outside.Add(inside.Translated(inside.Side, outside.Address, outside.Port));
        }

        public void Look(in NatKey inside, long nowNs) => Assert.Equal(Find(_all, in inside, nowNs), Find(_bounded, in inside, nowNs));

        public void Answer(in NatKey outside, long nowNs)
        {
            Assert.Equal(Find(_all, in outside, nowNs), Find(_bounded, in outside, nowNs));
            foreach (NatTable table in (NatTable[])[_all, _bounded])
                if (table.Find(in outside, nowNs) is >= 0 and int slot) table.Refresh(slot, nowNs);
        }

        public void AnswerSomebody(Random chance, long nowNs)
        {
            if (_outside.Count > 0) Answer(_outside[chance.Next(_outside.Count)], nowNs);
        }

        public void Maintain(int places, long nowNs)
        {
            _all.Sweep(places, nowNs);
            _bounded.Sweep(places, nowNs);
            _bounded.Bound(nowNs);
        }

        /// <returns>How many bindings were put aside.</returns>
        public long Finish()
        {
            _bounded.Finish();
            Assert.Null(_all.Aside);
            return _bounded.Aside?.Bindings ?? 0;
        }

        private (IpAddress Address, ushort Port)? Ask(NatTable table, in NatKey inside, long nowNs)
        {
            int slot = table.Find(in inside, nowNs);
            if (slot >= 0) table.Refresh(slot, nowNs);
            else slot = table.Bind(inside.Side, in inside, Addresses, _choice, nowNs);
            return slot < 0 ? null : table.OutsideOf(slot);
        }

        private static ((IpAddress, ushort) Inside, (IpAddress, ushort) Outside)? Find(NatTable table, in NatKey key, long nowNs) =>
            table.Find(in key, nowNs) is >= 0 and int slot ? (table.InsideOf(slot), table.OutsideOf(slot)) : null;
    }
}
