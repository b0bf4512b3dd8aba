using VpcSim.Scenarios.Simulations;

namespace VpcSim.Testing;

/// <summary>Simulated time. It moves when a test advances it, and when the end of something is waited for: an assertion about a result does that.</summary>
public sealed class SimulatedClock
{
    private readonly Simulation _simulation;
    private readonly long _startNs;

    internal SimulatedClock(Simulation simulation) => (_simulation, _startNs) = (simulation, simulation.NowNs);

    /// <summary>The simulated moment, in UTC.</summary>
    public DateTimeOffset Now => DateTimeOffset.UnixEpoch + Spans.Of(_simulation.NowNs);

    /// <summary>How much simulated time has passed since the start.</summary>
    public TimeSpan Elapsed => Spans.Of(_simulation.NowNs - _startNs);

    /// <summary>Lets time pass, and happen what is due in it. A week with idle hosts takes no time at all.</summary>
    /// <exception cref="VpcUsageException">The span is negative.</exception>
    public void Advance(TimeSpan span)
    {
        if (span < TimeSpan.Zero) throw new VpcUsageException($"{nameof(Advance)}({span}): time does not run backwards");
        _simulation.RunUntil(_simulation.NowNs + Spans.Nanoseconds(span));
    }

    /// <summary>Lets time pass until a moment after the start.</summary>
    /// <exception cref="VpcUsageException">It is past already.</exception>
    public void AdvanceTo(TimeSpan afterStart)
    {
        if (afterStart < Elapsed) throw new VpcUsageException($"{nameof(AdvanceTo)}({afterStart}): {Elapsed} have passed already, and time does not run backwards");
        Advance(afterStart - Elapsed);
    }

    public override string ToString() => $"{Now:O}";
}
