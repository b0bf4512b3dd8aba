using System.Text;
using CsCheck;
using VpcSim.Engine.Clock;
using VpcSim.TestSupport;

namespace VpcSim.Engine.Tests.Clock;

public class SimTimeTests
{
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000000000Z")]
    [InlineData(1_767_225_600_000_000_001, "2026-01-01T00:00:00.000000001Z")]
    [InlineData(951_782_400_999_999_999, "2000-02-29T00:00:00.999999999Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999999Z")]
    [InlineData(long.MinValue, "1677-09-21T00:12:43.145224192Z")]
    [InlineData(long.MaxValue, "2262-04-11T23:47:16.854775807Z")]
    public void Text_is_ISO_8601_in_UTC_with_nanoseconds(long nanoseconds, string text)
    {
        var time = new SimTime(nanoseconds);
        byte[] utf8 = new byte[30];

        Assert.Equal(text, time.ToString());
        Assert.True(time.TryFormat(utf8, out int written, default, null));
        Assert.Equal(text, Encoding.ASCII.GetString(utf8, 0, written));
        Assert.False(time.TryFormat(utf8.AsSpan(1), out _, default, null));
    }

    [Theory]
    [InlineData(1_500_000_000, 1, 500_000_000)]
    [InlineData(-1, -1, 999_999_999)]
    [InlineData(-1_000_000_000, -1, 0)]
    public void Seconds_are_rounded_down(long nanoseconds, long seconds, int rest)
    {
        Assert.Equal(seconds, new SimTime(nanoseconds).UnixSeconds);
        Assert.Equal(rest, new SimTime(nanoseconds).NanosecondOfSecond);
    }

    [Fact]
    public void Factories_carry_the_unit()
    {
        Assert.Equal(new SimTime(3_000_000_000), SimTime.FromUnixSeconds(3));
        Assert.Equal(new SimTime(3_000_000), SimTime.FromUnixMilliseconds(3));
        Assert.Equal(new SimTime(3_000), SimTime.FromUnixMicroseconds(3));
    }

    [Fact]
    public void What_is_out_of_range_is_refused_and_never_wraps()
    {
        Assert.Throws<OverflowException>(() => SimTime.FromUnixSeconds(9_223_372_037));
        Assert.Throws<OverflowException>(() => new SimTime(long.MaxValue) + 1);
        Assert.Throws<OverflowException>(() => new SimTime(long.MinValue) - 1);
        Assert.Throws<OverflowException>(() => new SimTime(long.MaxValue) - new SimTime(-1));
    }

    [Fact]
    public void Adding_the_difference_leads_from_one_moment_to_the_other() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue]).Sample((a, b) =>
        {
            var from = new SimTime(a);
            var to = new SimTime(b);

            Assert.Equal(to, from + (to - from));
            Assert.Equal(a.CompareTo(b), from.CompareTo(to));
            Assert.Equal(a < b, from < to);
            Assert.Equal(a > b, from > to);
            Assert.Equal(a <= b, from <= to);
            Assert.Equal(a >= b, from >= to);
        });

    [Fact]
    public void Writing_into_a_buffer_allocates_nothing()
    {
        byte[] utf8 = new byte[30];

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
                new SimTime(i).TryFormat(utf8, out _, default, null);
        }));
    }
}
