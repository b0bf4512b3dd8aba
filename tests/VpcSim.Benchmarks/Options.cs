using System.Globalization;

namespace VpcSim.Benchmarks;

/// <summary>The <c>--name NUMBER</c> pairs behind a verb. Those left when <see cref="Reject"/> is called are unknown.</summary>
public sealed class Options
{
    private readonly Dictionary<string, long> _values = [];

    public Options(ReadOnlySpan<string> arguments)
    {
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == arguments.Length
                || !long.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out long value))
            {
                throw new ArgumentException($"{arguments[i]}: expected --name NUMBER");
            }

            _values[arguments[i][2..]] = value;
        }
    }

    /// <summary>Takes an option's number, or <paramref name="otherwise"/> where it was not given.</summary>
    public int Take(string name, int otherwise, int least, int most)
    {
        long value = _values.Remove(name, out long given) ? given : otherwise;
        return value >= least && value <= most
            ? (int)value
            : throw new ArgumentException($"--{name} {value}: expected {least} to {most}");
    }

    /// <summary>Refuses the options that no one took.</summary>
    public void Reject()
    {
        if (_values.Count > 0)
            throw new ArgumentException($"unknown option: --{_values.Keys.Order(StringComparer.Ordinal).First()}");
    }
}
