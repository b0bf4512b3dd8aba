using System.Globalization;
using System.Text;
using CsCheck;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Tests.Formats;

public class NumberTextTests
{
    [Fact]
    public void Around_every_power_of_ten_and_of_two_the_text_is_the_frameworks()
    {
        var numbers = new List<long> { 0, long.MaxValue, long.MinValue };
        for (ulong power = 1; power <= 1_000_000_000_000_000_000; power *= 10) numbers.AddRange([(long)power - 1, (long)power, (long)power + 1, -(long)power]);
        for (int bit = 0; bit < 63; bit++) numbers.AddRange([(1L << bit) - 1, 1L << bit]);
        Assert.All(numbers, number => Assert.Equal(number.ToString(CultureInfo.InvariantCulture), Written(number)));
    }

    [Fact]
    public void Any_numbers_text_is_the_frameworks()
    {
        Gen.Select(Gen.Long, Gen.Int[0, 63]).Sample((number, shift) => Written(number >> shift) == (number >> shift).ToString(CultureInfo.InvariantCulture), iter: 100_000);
    }

    [Fact]
    public void Every_number_of_few_digits_is_written_without_leading_zeros()
    {
        for (int number = 0; number < 100_000; number++) ShouldBeWritten(number);
    }

    [Fact] // each half of eight digits takes every value
    public void Every_four_digits_are_written_wherever_they_stand()
    {
        for (int number = 1; number < 10_000; number++)
        {
            ShouldBeWritten(number * 10_000L);
            ShouldBeWritten((number * 100_000_000L) + (number * 10_000L) + number);
        }
    }

    [Fact]
    public void Where_a_number_may_have_no_room_none_is_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NumberText.Write(1, new byte[NumberText.MaxLength - 1]));
    }

    private static void ShouldBeWritten(long number) => Assert.Equal(number.ToString(CultureInfo.InvariantCulture), Written(number));

    private static string Written(long number)
    {
        Span<byte> buffer = stackalloc byte[NumberText.MaxLength];
        return Encoding.ASCII.GetString(buffer[..NumberText.Write(number, buffer)]);
    }
}
