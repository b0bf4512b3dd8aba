using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Files;

namespace VpcSim.Scenarios.Expectations;

/// <summary>Judges what is said of flow-log records.</summary>
internal sealed class FlowLogJudge(RecordLog log, Design design)
{
    private const int MostShown = 5;

    private readonly NameIndex _names = new(design);

    public Judgement Judge(FlowLogExpectation expectation)
    {
        string expected = Words(expectation);
        ImmutableHashSet<string>? interfaces = InterfacesOf(expectation);
        FlowRecord[] fitting = [.. log.Records.Where(record => Fits(record, expectation, interfaces))];
        long packets = fitting.Sum(static record => record.Packets), bytes = fitting.Sum(static record => record.Bytes);
        string?[] problems =
        [
            Outside("records", fitting.Length, expectation.MinRecords, expectation.MaxRecords),
            Outside("packets", packets, expectation.MinPackets, expectation.MaxPackets),
            Outside("bytes", bytes, expectation.MinBytes, expectation.MaxBytes),
        ];
        string[] failures = [.. problems.OfType<string>()];
        return new Judgement(expectation.Place, expected, failures.Length == 0 ? null : $"{string.Join("; ", failures)}{Shown(fitting, expectation, interfaces)}");
    }

    private static string Words(FlowLogExpectation expectation)
    {
        var words = new List<string>();
        if (expectation.Interface is { } named) words.Add($"interface {named}");
        words.AddRange(expectation.Fields.Select(static field => $"{LogFields.NameOf(field.Field)} {field.Value}"));
        return words.Count == 0 ? "flow-log records" : $"flow-log records with {string.Join(", ", words)}";
    }

    private static string? Outside(string what, long count, long? least, long? most)
    {
        if (count < (least ?? 0)) return string.Create(CultureInfo.InvariantCulture, $"expected at least {least} {what}, got {count}");
        return count > (most ?? long.MaxValue) ? string.Create(CultureInfo.InvariantCulture, $"expected at most {most} {what}, got {count}") : null;
    }

    /// <summary>The records at fault; or, where none fits, those that differ in the fewest fields.</summary>
    private string Shown(FlowRecord[] fitting, FlowLogExpectation expectation, ImmutableHashSet<string>? interfaces)
    {
        FlowRecord[] shown = fitting;
        string what = "\n  the records:";
        if (fitting.Length == 0)
        {
            var ranked = log.Records.Where(record => interfaces is null || interfaces.Contains(record[LogField.InterfaceId]))
                .Select(record => (Record: record, Differing: expectation.Fields.Count(field => record[field.Field] != field.Value))).ToArray();
            if (ranked.Length == 0) return "\n  there is no record of it at all";
            int least = ranked.Min(static entry => entry.Differing);
            shown = [.. ranked.Where(entry => entry.Differing == least).Select(static entry => entry.Record)];
            what = "\n  the nearest records:";
        }
        var text = new StringBuilder(what);
        foreach (FlowRecord record in shown.Take(MostShown)) text.Append("\n    ").Append(record.DefaultLine);
        if (shown.Length > MostShown) text.Append(CultureInfo.InvariantCulture, $"\n    and {shown.Length - MostShown} more");
        return text.ToString();
    }

    private static bool Fits(FlowRecord record, FlowLogExpectation expectation, ImmutableHashSet<string>? interfaces) =>
        (interfaces is null || interfaces.Contains(record[LogField.InterfaceId])) && expectation.Fields.All(field => record[field.Field] == field.Value);

    // An instance stands for all of its interfaces here, since records of any of them are its.
    private ImmutableHashSet<string>? InterfacesOf(FlowLogExpectation expectation)
    {
        if (expectation.Interface is not { } named) return null;
        NameResolution found = _names.Resolve(named.Text);
        string[] ids = [.. design.NetworkInterfaces.Where(eni => eni.InstanceId == found.Id).Select(static eni => eni.Id)];
        return ids.Length > 0 ? [.. ids] : found.Interface is { } only ? [only.Id] : [];
    }
}
