using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Clocks;

namespace VpcSim.Cli.Reports;

/// <summary>Clocks of captures in words.</summary>
internal static class ClockText
{
    private const decimal NsPerMillisecond = 1_000_000;

    /// <summary>What is said of a capture's clock; null where it is what the others are measured by, or alone.</summary>
    public static string? Of(CaptureClock? clock, ImmutableArray<CaptureReport> captures) => clock switch
    {
        { Basis: ClockBasis.Given } => $"its clock is {Ahead(clock.AheadNs)}, as --clock-offset says",
        { Basis: ClockBasis.Estimated } => $"its clock is {Ahead(clock.AheadNs)}, by {Packets(clock)} {captures[clock.Beside!.Value].Path} has too",
        { Basis: ClockBasis.NothingInCommon } => "its clock is taken as it is: it has too few packets in common with the other captures to measure it (--clock-offset sets it)",
        { Basis: ClockBasis.Stream } => "its clock is taken as it is: what can be read only once cannot be measured, nor what stands beside it alone (--clock-offset sets it)",
        _ => null,
    };

    /// <summary>Milliseconds with three decimals.</summary>
    public static decimal Milliseconds(long nanoseconds) => decimal.Round(nanoseconds / NsPerMillisecond, 3, MidpointRounding.ToEven) + 0.000m;

    private static string Packets(CaptureClock clock)
    {
        string packets = clock.Packets == 1 ? "1 packet" : string.Create(CultureInfo.InvariantCulture, $"{clock.Packets} packets");
        return clock.BothDirections ? $"{packets} of both directions that" : $"{packets} of one direction, the quickest of which is taken to have needed no time, that";
    }

    private static string Ahead(long nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(Milliseconds(nanoseconds)):F3} ms {(nanoseconds < 0 ? "behind" : "ahead")}");
}
