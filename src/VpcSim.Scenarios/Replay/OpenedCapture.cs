using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Replay;

/// <summary>A capture that is open, and its packets.</summary>
/// <param name="Reader">What reads it.</param>
/// <param name="Packets">Its packets, which hang on the reader.</param>
internal sealed record OpenedCapture(CaptureReader Reader, ICaptures Packets) : IDisposable
{
    public void Dispose() => Reader.Dispose();
}
