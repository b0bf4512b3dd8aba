using SharpPcap;

namespace VpcSim.Wire.Captures;

/// <summary>libpcap's times as ours.</summary>
internal static class LibpcapTime
{
    /// <summary>Nanoseconds since 1970, between 0 and <see cref="CapturedFrame.LatestTimeNs"/>.</summary>
    public static long NsOf(PosixTimeval time) => (long)Math.Clamp(time.Value * 1_000_000_000m, 0m, CapturedFrame.LatestTimeNs);
}
