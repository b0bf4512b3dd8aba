using VpcSim.Engine.Clock;
using VpcSim.Scenarios.Replay.Selection;

namespace VpcSim.Scenarios.Tests.Replay;

public class CaptureMomentTests
{
    [Theory]
    [InlineData("2026-11-23T23:29:30Z", "2026-11-23T23:29:30.000000000Z")]
    [InlineData("2026-11-23T23:29:30.782985119Z", "2026-11-23T23:29:30.782985119Z")]
    [InlineData("2026-11-23 23:29:30.5", "2026-11-23T23:29:30.500000000Z")]
    [InlineData("2026-11-23T23:29", "2026-11-23T23:29:00.000000000Z")]
    [InlineData("2026-11-23", "2026-11-23T00:00:00.000000000Z")]
    [InlineData("2026-11-24T00:29:30+01:00", "2026-11-23T23:29:30.000000000Z")]
    [InlineData("2026-11-23T18:29:30-0500", "2026-11-23T23:29:30.000000000Z")]
    public void Times_are_iso_8601_and_utc_without_an_offset(string text, string time)
    {
        Assert.True(CaptureMoment.TryParse(text, out CaptureMoment moment, out _));
        Assert.Equal((time, false), (new SimTime(moment.Nanoseconds).ToString(), moment.IsOffset));
        Assert.Equal(moment.Nanoseconds, moment.At(77));
    }

    [Theory]
    [InlineData("+30s", 30_000_000_000)]
    [InlineData("5m", 300_000_000_000)]
    [InlineData("1h30m", 5_400_000_000_000)]
    [InlineData("1.5s", 1_500_000_000)]
    [InlineData("250ms", 250_000_000)]
    [InlineData("7ns", 7)]
    [InlineData("0s", 0)]
    [InlineData("2d", 172_800_000_000_000)]
    public void Lengths_of_time_count_from_the_first_packet(string text, long nanoseconds)
    {
        Assert.True(CaptureMoment.TryParse(text, out CaptureMoment moment, out _));
        Assert.Equal(new CaptureMoment(nanoseconds, IsOffset: true), moment);
        Assert.Equal(77 + nanoseconds, moment.At(77));
    }

    [Theory]
    [InlineData("-10s", "counts back")]
    [InlineData("30", "neither a time")]
    [InlineData("", "neither a time")]
    [InlineData("23:29:30", "neither a time")]
    [InlineData("5 m", "neither a time")]
    [InlineData("5x", "neither a time")]
    [InlineData("2026-02-30", "no time of the calendar")]
    [InlineData("2026-11-23T24:30:00Z", "no time of the calendar")]
    [InlineData("2026-11-23T23:29:30.0000000001Z", "neither a time")]
    [InlineData("1969-12-31T23:59:59Z", "outside the years")]
    [InlineData("9999-12-31T23:59:59Z", "outside the years")]
    [InlineData("99999999999999999999999999999999999d", "longer than captures are")]
    [InlineData("300000d", "longer than captures are")]
    public void Other_texts_are_refused_with_what_to_write(string text, string said)
    {
        Assert.False(CaptureMoment.TryParse(text, out _, out string? problem));
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }
}
