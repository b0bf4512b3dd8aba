using System.Globalization;
using System.Text;
using CsCheck;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Tests.Formats;

/// <summary>Seconds as text, whatever seconds were written before them.</summary>
public class SecondsTextTests
{
    private static readonly Gen<long> _anySecond = Gen.OneOf(
        Gen.Long[1_767_225_500, 1_767_236_000], // around a change of the first digits
        Gen.Long[999_999_000, 1_000_001_000], // from nine digits to ten
        Gen.Long[9_999_999_000, 10_000_001_000], // from ten to eleven
        Gen.Long[-20_000, 20_000],
        Gen.Long,
        Gen.Const(long.MinValue),
        Gen.Const(long.MaxValue));

    [Fact]
    public void The_text_is_the_frameworks_whatever_was_written_before() => _anySecond.Array[1, 40].Sample(seconds =>
    {
        var text = new SecondsText();
        byte[] buffer = new byte[NumberText.MaxLength];
        foreach (long second in seconds)
        {
            int length = TextBytes.Between(ref buffer[0], ref text.Append(ref buffer[0], second));
            Assert.Equal(second.ToString(CultureInfo.InvariantCulture), Encoding.ASCII.GetString(buffer, 0, length));
        }
    }, iter: 5_000);
}
