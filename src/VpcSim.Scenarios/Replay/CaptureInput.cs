namespace VpcSim.Scenarios.Replay;

/// <summary>A capture to be replayed, as its user named it.</summary>
/// <param name="Path">A file.</param>
public sealed record CaptureInput(string Path)
{
    /// <summary>The interface on which it was taken, by name; null where that is not known or <see cref="ReplayOptions.At"/> says it.</summary>
    public string? At { get; init; }

    /// <summary>Nanoseconds that its clock was ahead, taken off its times; null where nobody said so.</summary>
    public long? ClockOffsetNs { get; init; }
}
