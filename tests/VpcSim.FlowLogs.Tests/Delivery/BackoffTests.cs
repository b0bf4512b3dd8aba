using VpcSim.FlowLogs.Delivery;

namespace VpcSim.FlowLogs.Tests.Delivery;

public class BackoffTests
{
    [Fact]
    public void Pauses_double_and_chance_takes_up_to_half_off_each()
    {
        List<double> pauses = PausesOf(seed: 7);
        Assert.Equal(4, pauses.Count);
        for (int i = 0; i < pauses.Count; i++) Assert.InRange(pauses[i], Math.Pow(2, i) / 2, Math.Pow(2, i));
        Assert.NotEqual(1, pauses[0]);
    }

    [Fact]
    public void The_same_seed_makes_the_same_pauses_and_another_one_others()
    {
        Assert.Equal(PausesOf(1), PausesOf(1));
        Assert.NotEqual(PausesOf(1), PausesOf(2));
    }

    [Fact]
    public void Without_a_backoff_there_is_one_attempt() => Assert.False(Backoff.None.WaitAfter(1));

    private static List<double> PausesOf(ulong seed)
    {
        var pauses = new List<double>();
        var backoff = new Backoff(5, TimeSpan.FromSeconds(1), seed, pause => pauses.Add(pause.TotalSeconds));
        for (int failures = 1; backoff.WaitAfter(failures); failures++)
        {
        }
        return pauses;
    }
}
