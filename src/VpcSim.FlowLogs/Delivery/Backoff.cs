using VpcSim.Engine.Chance;

namespace VpcSim.FlowLogs.Delivery;

/// <summary>How often what failed is tried again, and after which pauses: each twice as long as the one before, less up to half of it by chance.</summary>
/// <param name="attempts">How often at most, the first time included.</param>
/// <param name="firstPause">The first pause, before chance takes from it.</param>
/// <param name="seed">What chance draws from.</param>
/// <param name="wait">Lets a pause pass. May throw, and nothing is tried again.</param>
public sealed class Backoff(int attempts, TimeSpan firstPause, ulong seed, Action<TimeSpan> wait)
{
    private readonly SeededChance _chance = new(seed);

    /// <summary>Nothing is tried again, and nothing waits.</summary>
    public static Backoff None { get; } = new(1, TimeSpan.Zero, 0, static _ => { });

    /// <summary>Waits for the next attempt.</summary>
    /// <param name="failures">How many attempts have failed, at least 1.</param>
    /// <returns>Whether there is one.</returns>
    public bool WaitAfter(int failures)
    {
        if (failures >= attempts) return false;
        double longest = firstPause.TotalSeconds * Math.Pow(2, failures - 1);
        wait(TimeSpan.FromSeconds(longest * (1 - (_chance.Unit() / 2))));
        return true;
    }
}
