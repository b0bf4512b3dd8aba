using System.Globalization;

namespace VpcSim.Benchmarks;

/// <summary>What <c>measure</c> is told.</summary>
internal sealed record MeasureOptions
{
    private const int LastRow = 12;
    private const int MostRounds = 1000;

    /// <summary>How often every program runs.</summary>
    public int? Rounds { get; private set; }

    /// <summary>The rows that are wanted; null for all.</summary>
    public int[]? Rows { get; private set; }

    /// <summary>Where captures, designs and results go.</summary>
    public string Folder { get; private set; } = Path.Combine(Path.GetTempPath(), "vpcsim-measure");

    /// <summary>The vpcsim that is measured; null for the repository's own, machine code where there is some.</summary>
    public string? Program { get; private set; }

    /// <summary>Whether a floor that does not hold is a failure.</summary>
    public bool Checks { get; private set; }

    /// <summary>Whether programs run before those of others on the same machine: chrt(1), which needs root.</summary>
    public bool RealTime { get; private set; }

    /// <exception cref="ArgumentException">An option is unknown, or a value is missing or out of range.</exception>
    public static MeasureOptions Of(ReadOnlySpan<string> arguments)
    {
        var options = new MeasureOptions();
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--check": options.Checks = true; break;
                case "--real-time": options.RealTime = true; break;
                case "--rounds": options.Rounds = Number(ValueOf(arguments, ref i), MostRounds); break;
                case "--only": options.Rows = [.. ValueOf(arguments, ref i).Split(',').Select(row => Number(row, LastRow))]; break;
                case "--folder": options.Folder = ValueOf(arguments, ref i); break;
                case "--program": options.Program = Path.GetFullPath(ValueOf(arguments, ref i)); break;
                default: throw new ArgumentException($"unknown option: {arguments[i]}");
            }
        }

        return options;
    }

    private static string ValueOf(ReadOnlySpan<string> arguments, ref int i) =>
        ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"{arguments[i - 1]}: a value is missing");

    private static int Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most
            ? number
            : throw new ArgumentException($"{text}: expected a number from 1 to {most}");
}
