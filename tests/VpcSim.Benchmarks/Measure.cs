using System.Globalization;
using VpcSim.Benchmarks.Processes;

namespace VpcSim.Benchmarks;

/// <summary>The verb <c>measure</c>: whole processes beside other programs, in turns, as a table of twelve rows.</summary>
public static class Measure
{
    private const int DefaultRounds = 5;

    /// <returns>0; 1 where <c>--check</c> was asked for and a floor does not hold.</returns>
    /// <exception cref="ArgumentException">An option is unknown or out of range.</exception>
    /// <exception cref="InvalidOperationException">A program failed.</exception>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        var options = MeasureOptions.Of(arguments);
        var bench = new Workbench(options.Folder, options.RealTime ? ["chrt", "-r", "1"] : [], Console.Error.WriteLine);
        string program = options.Program ?? Programs.Vpcsim();
        Console.Error.WriteLine($"vpcsim: {program}");
        var contenders = new Contenders(bench, program);
        Row[] rows = [.. Rows.All(bench, contenders).Where(row => options.Rows is not { } wanted || wanted.Contains(row.Number))];
        string[] names = [.. rows.SelectMany(row => row.Contenders).Distinct()];
        Contender[] present = [.. names.Select(contenders.Get).OfType<Contender>()];
        Medians medians = new Rounds(bench, Console.Error.WriteLine).Run(present, options.Rounds ?? DefaultRounds);

        var table = new ResultTable(Console.Out);
        table.Begin();
        foreach (Row row in rows)
        {
            if (row.Contenders.FirstOrDefault(contenders.Missing.ContainsKey) is { } missing) table.Skip(row, contenders.Missing[missing]);
            else table.Add(row, row.Figures(medians));
        }

        Console.WriteLine();
        Console.WriteLine("| medians | wall s | user s | kernel s | peak MB |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (Contender contender in present)
        {
            Cost cost = medians[contender.Name];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {contender.Name} | {cost.Wall:F3} | {cost.User:F3} | {cost.Kernel:F3} | {cost.PeakMegabytes:F0} |"));
        }

        return options.Checks && table.Fails ? 1 : 0;
    }
}
