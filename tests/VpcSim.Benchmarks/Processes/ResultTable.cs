using System.Globalization;

namespace VpcSim.Benchmarks.Processes;

/// <summary>The table as Markdown, and whether every floor holds.</summary>
internal sealed class ResultTable(TextWriter output)
{
    /// <summary>Whether a row that was measured lies beyond its floor.</summary>
    public bool Fails { get; private set; }

    public void Begin()
    {
        output.WriteLine("| # | what | measured | floor | aim | holds? |");
        output.WriteLine("|---|---|---|---|---|---|");
    }

    public void Add(Row row, Figure[] figures)
    {
        bool passes = figures.All(figure => figure.Passes);
        Fails |= !passes;
        string holds = !passes ? "**no**" : figures.All(figure => figure.Aims) ? "yes, and the aim" : "yes";
        Line(row, Join(figures, figure => Number(figure.Value, figure.Unit)), Join(figures, figure => Bound(figure, figure.Floor)), Join(figures, figure => Bound(figure, figure.Aim)), holds);
    }

    public void Skip(Row row, string why) => Line(row, "", "", "", $"skipped: {why}");

    private void Line(Row row, params ReadOnlySpan<string> cells) => output.WriteLine($"| {row.Number} | {row.What} | {string.Join(" | ", cells!)} |");

    private static string Join(Figure[] figures, Func<Figure, string> text) => string.Join(" / ", figures.Select(text));

    private static string Bound(Figure figure, double bound) => $"{(figure.MoreIsBetter ? "≥" : "≤")} {Number(bound, figure.Unit)}";

    private static string Number(double value, string unit) =>
        (value >= 20 ? value.ToString("F0", CultureInfo.InvariantCulture) : value.ToString("0.00", CultureInfo.InvariantCulture)) + unit;
}
