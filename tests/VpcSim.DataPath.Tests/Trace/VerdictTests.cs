using System.Runtime.CompilerServices;
using CsCheck;

namespace VpcSim.DataPath.Tests.Trace;

public class VerdictTests
{
    private const int MostIndex = (1 << 25) - 2, MostRule = (1 << 24) - 2;

    [Fact]
    public void A_verdict_fills_one_register() => Assert.Equal(8, Unsafe.SizeOf<Verdict>());

    [Fact]
    public void What_a_verdict_holds_comes_back_up_to_its_bounds()
    {
        Gen<int> index = Gen.OneOf(Gen.Const(-1), Gen.Const(0), Gen.Const(MostIndex), Gen.Int[0, MostIndex]);
        Gen<int> rule = Gen.OneOf(Gen.Const(-1), Gen.Const(0), Gen.Const(MostRule), Gen.Int[0, MostRule]);
        Gen.Select(Any<Outcome>(), Any<DropReason>(), Any<ComponentKind>(), index, rule, Gen.Bool).Sample(
            (outcome, reason, component, place, entry, egress) =>
            {
                var verdict = new Verdict(outcome, reason, component, place, entry, egress);
                Assert.Equal((outcome, reason, component, place, entry, egress), (verdict.Outcome, verdict.Reason, verdict.Component, verdict.Index, verdict.Rule, verdict.Egress));
                Assert.Equal(verdict, new Verdict(outcome, reason, component, place, entry, egress));
                Assert.NotEqual(verdict, new Verdict(outcome, reason, component, place, entry, !egress));
            }, iter: 2000);
    }

    private static Gen<T> Any<T>()
        where T : struct, Enum
    {
        T[] all = Enum.GetValues<T>();
        return Gen.Int[0, all.Length - 1].Select(i => all[i]);
    }
}
