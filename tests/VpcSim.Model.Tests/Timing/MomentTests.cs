using VpcSim.Model.Timing;

namespace VpcSim.Model.Tests.Timing;

public class MomentTests
{
    private const long Start = 1_767_225_600_000_000_000;

    [Theory]
    [InlineData("0", 0)]
    [InlineData("90", 90_000_000_000)]
    [InlineData("90s", 90_000_000_000)]
    [InlineData("1.5s", 1_500_000_000)]
    [InlineData("250ms", 250_000_000)]
    [InlineData("5m", 300_000_000_000)]
    [InlineData("2h", 7_200_000_000_000)]
    public void A_time_span_counts_from_the_start_of_the_run(string text, long nanoseconds)
    {
        Assert.True(Moment.TryParse(text, out Moment moment));
        Assert.Equal((true, Start + nanoseconds), (moment.IsRelative, moment.At(Start)));
    }

    [Theory]
    [InlineData("2026-01-01T00:01:00Z", 60)]
    [InlineData("2026-01-01T01:01:00+01:00", 60)]
    public void A_time_is_absolute(string text, long seconds)
    {
        Assert.True(Moment.TryParse(text, out Moment moment));
        Assert.Equal((false, Start + seconds * 1_000_000_000), (moment.IsRelative, moment.At(startNs: 7)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5s")]
    [InlineData("5d")]
    [InlineData("1.2.3s")]
    [InlineData("99999999999h")]
    [InlineData("2026-01-01")]
    [InlineData("1960-01-01T00:00:00Z")]
    public void Anything_else_is_no_moment(string text) => Assert.False(Moment.TryParse(text, out _));

    [Fact]
    public void It_is_printed_as_it_is_counted()
    {
        Assert.Equal("+1.5s", Moment.FromStart(1.5).ToString());
        Assert.Equal("2026-01-01T00:00:00Z", new Moment(Start, IsRelative: false).ToString());
    }
}
