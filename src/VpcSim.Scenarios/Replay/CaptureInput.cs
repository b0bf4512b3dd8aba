using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Replay;

/// <summary>A capture to be replayed, as its user named it.</summary>
/// <param name="Path">A file, or what <see cref="Source"/> opens in its place.</param>
public sealed record CaptureInput(string Path)
{
    /// <summary>The interface on which it was taken, by name; null where that is not known or <see cref="ReplayOptions.At"/> says it.</summary>
    public string? At { get; init; }

    /// <summary>Opens what is no single file: a pipe, a network interface, a set of files. Null for the file of the path.</summary>
    public Func<CaptureReader>? Source { get; init; }

    /// <summary>Nanoseconds that its clock was ahead, taken off its times; null where nobody said so.</summary>
    public long? ClockOffsetNs { get; init; }

    /// <exception cref="CaptureFormatException">It is missing or no capture.</exception>
    internal CaptureReader Open() => Source?.Invoke() ?? CaptureReader.Open(Path);
}
