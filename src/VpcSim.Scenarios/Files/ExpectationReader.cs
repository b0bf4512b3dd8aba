using VpcSim.FlowLogs.Formats;
using VpcSim.Import.Documents;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Files.Shapes;

namespace VpcSim.Scenarios.Files;

/// <summary>Reads what a scenario expects.</summary>
internal static class ExpectationReader
{
    /// <param name="said">A mapping of the shape of expectations.</param>
    /// <param name="problems">Where bounds between which nothing lies are noted.</param>
    public static ScenarioExpectation Read(Fields said, ProblemList problems)
    {
        string what = said.Alternative;
        return what switch
        {
            "flow-log" => FlowLog(said.Below(what, ExpectationShapes.FlowLog), problems),
            "never" => Traffic(TrafficRule.Never, said.Below(what, ExpectationShapes.Never)),
            "always" => Traffic(TrafficRule.Always, said.Below(what, ExpectationShapes.Always)),
            "path" => Traffic(TrafficRule.Path, said.Below(what, ExpectationShapes.Path)),
            _ => Snapshot(said.Find(what)!),
        };
    }

    public static StepExpectation OfStep(Fields said) => new(said.Place)
    {
        Outcome = said.NameOrNull("outcome"),
        Dropped = said.NameOrNull("dropped"),
        By = said.NameOrNull("by"),
        Via = said.Names("via"),
        NotVia = said.Names("not-via"),
        WithinNs = said.DurationOrNull("within"),
        Answers = said.WholeOrNull("answers"),
        Bytes = said.WholeOrNull("bytes"),
        Addresses = said.Addresses("address"),
        Status = (int?)said.WholeOrNull("status"),
        Refused = said.NameOrNull("refused"),
    };

    private static FlowLogExpectation FlowLog(Fields said, ProblemList problems)
    {
        foreach (string counted in (ReadOnlySpan<string>)["records", "packets", "bytes"])
        {
            if (said.WholeOrNull($"min-{counted}") is { } least && said.WholeOrNull($"max-{counted}") is { } most && least > most)
                problems.Add(said.PlaceOf($"max-{counted}"), $"max-{counted} {most} is below min-{counted} {least}: this can never hold; swap them, or leave one out");
        }
        LogField[] fields = [.. Scalars.LogFieldsOfRecords.Where(field => said.Has(LogFields.NameOf(field)))];
        return new FlowLogExpectation(said.Place, said.NameOrNull("interface"), [.. fields.Select(field => (field, Value(field, said.Text(LogFields.NameOf(field)))))])
        {
            MinRecords = said.WholeOrNull("min-records") ?? (said.WholeOrNull("max-records") == 0 ? 0 : 1),
            MaxRecords = said.WholeOrNull("max-records"),
            MinPackets = said.WholeOrNull("min-packets"),
            MaxPackets = said.WholeOrNull("max-packets"),
            MinBytes = said.WholeOrNull("min-bytes"),
            MaxBytes = said.WholeOrNull("max-bytes"),
        };
    }

    // Records have addresses in one form of several.
    private static string Value(LogField field, string said) =>
        field is LogField.SrcAddr or LogField.DstAddr or LogField.PktSrcAddr or LogField.PktDstAddr && IpAddress.TryParse(said, out IpAddress address) ? $"{address}" : said;

    private static TrafficExpectation Traffic(TrafficRule rule, Fields said)
    {
        ushort? port = said.Port("port");
        byte? protocol = said.Protocol("protocol") ?? (port is null ? null : (byte)6);
        bool hasWay = rule == TrafficRule.Path;
        return new TrafficExpectation(said.Place, rule, said.Names("from"), said.Names("to"), protocol, port)
        {
            IPv4 = said.TextOrNull("family") switch { "ipv4" => true, "ipv6" => false, _ => null },
            Via = hasWay ? said.Names("via") : [],
            NotVia = hasWay ? said.Names("not-via") : [],
        };
    }

    private static SnapshotExpectation Snapshot(Node said)
    {
        if (said is ScalarNode path) return new SnapshotExpectation(path.Place, path.Text, OfTimeline: false);
        var fields = new Fields((MappingNode)said, ExpectationShapes.SnapshotFile);
        return new SnapshotExpectation(fields.Place, fields.Text("file"), fields.Text("of") == "timeline");
    }
}
