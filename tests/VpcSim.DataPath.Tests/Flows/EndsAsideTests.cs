using CsCheck;
using VpcSim.DataPath.Flows.Cold;

namespace VpcSim.DataPath.Tests.Flows;

public class EndsAsideTests
{
    [Fact]
    public void Places_are_those_of_what_is_on_disk_and_not_over_however_much_goes_and_comes()
    {
        Gen.Select(Gen.Int, Gen.Int[1, 40]).Sample(
            (seed, step) =>
            {
                var chance = new Random(seed);
                var ends = new EndsAside();
                var plain = new List<(int Places, long ExpiresNs)>();
                long nowNs = 0;
                for (int i = 0; i < 20_000; i++)
                {
                    if (chance.Next(50) == 0) nowNs += chance.Next(step);
                    if (plain.Count < 300)
                    {
                        (int Places, long ExpiresNs) more = (chance.Next(1, 3), nowNs + chance.Next(1_000));
                        ends.Add(more.Places, more.ExpiresNs);
                        plain.Add(more);
                    }
                    if (chance.Next(3) > 0 && plain.Count > 0)
                    {
                        int at = chance.Next(plain.Count);
                        if (nowNs <= plain[at].ExpiresNs) ends.TakeBack(plain[at].Places, plain[at].ExpiresNs);
                        plain.RemoveAt(at);
                    }
                    if (chance.Next(20) > 0) continue;
                    ends.Free(nowNs);
                    Assert.Equal(plain.Where(end => nowNs <= end.ExpiresNs).Sum(static end => end.Places), ends.Places);
                    Assert.Equal(nowNs, ends.FreedBeforeNs);
                }
            },
            iter: 40);
    }
}
