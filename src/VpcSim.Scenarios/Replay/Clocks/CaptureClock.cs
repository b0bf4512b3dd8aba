namespace VpcSim.Scenarios.Replay.Clocks;

/// <summary>How far a capture's clock was ahead, which is taken off its times.</summary>
/// <param name="AheadNs">Nanoseconds; below 0 where it was behind.</param>
/// <param name="Basis">How that is known.</param>
public sealed record CaptureClock(long AheadNs, ClockBasis Basis)
{
    /// <summary>For an estimate: the place among the captures of the one that it has the packets in common with.</summary>
    public int? Beside { get; init; }

    /// <summary>For an estimate: from how many packets.</summary>
    public int Packets { get; init; }

    /// <summary>For an estimate: whether packets of both directions were among them. With one direction alone the quickest is taken to have needed no time.</summary>
    public bool BothDirections { get; init; }
}
