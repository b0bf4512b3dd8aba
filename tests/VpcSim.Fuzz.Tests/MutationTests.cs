using VpcSim.Fuzz.Mutation;
using VpcSim.Fuzz.Seeding;

namespace VpcSim.Fuzz.Tests;

/// <summary>The same damaged inputs in every run; docs/trust.md has the command that tries others for hours.</summary>
[Collection(Hostile.OneAtATime)]
public class MutationTests
{
    private const int Seed = 20261126, MostBytes = 24 * 1024;

    [Theory]
    [InlineData("captures", 1000)]
    [InlineData("cdk", 300)]
    [InlineData("cloudformation", 400)]
    [InlineData("describe", 300)]
    [InlineData("expected-records", 60)]
    [InlineData("flow-log-questions", 100)]
    [InlineData("flow-logs", 150)]
    [InlineData("ip-ranges", 300)]
    [InlineData("options", 200)]
    [InlineData("packets", 5000)]
    [InlineData("parquet", 150)]
    [InlineData("replay", 100)]
    [InlineData("scenarios", 150)]
    [InlineData("terraform", 200)]
    public void What_is_damaged_is_read_or_refused(string target, int rounds) => Hostile.Try(target, Damaged(target, rounds));

    [Fact]
    public void The_same_seed_damages_alike()
    {
        Mutator one = new(1, MostBytes), same = new(1, MostBytes), other = new(2, MostBytes);
        byte[][] ofOne = [.. Many(one)];
        Assert.Equal(ofOne, Many(same));
        Assert.NotEqual(ofOne, Many(other));

        static IEnumerable<byte[]> Many(Mutator mutator) => Enumerable.Range(0, 50).Select(_ => mutator.Mutate([.. "a: [1, 2]\nb: c"u8], [.. "x"u8]));
    }

    private static IEnumerable<(string Name, byte[] Input)> Damaged(string target, int rounds)
    {
        Seed[] seeds = [.. CorpusTests.InputsOf(target).Where(static seed => seed.Bytes.Length <= MostBytes)];
        var mutator = new Mutator(Seed, MostBytes);
        for (int round = 0; round < rounds; round++)
        {
            Seed seed = seeds[round % seeds.Length];
            yield return ($"{seed.Name}, damaged in round {round}", mutator.Mutate(seed.Bytes, seeds[(round * 7) % seeds.Length].Bytes));
        }
    }
}
