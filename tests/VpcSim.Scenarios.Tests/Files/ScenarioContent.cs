using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using VpcSim.FlowLogs.Formats;
using VpcSim.Import.Documents;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Tests.Files;

/// <summary>All that a scenario says, as lines to compare.</summary>
internal sealed class ScenarioContent
{
    private readonly List<string> _lines = [];

    public static string Of(Scenario scenario)
    {
        var content = new ScenarioContent();
        content.Read(scenario);
        return string.Join('\n', content._lines);
    }

    public static string Line(string key, object? value) => value switch
    {
        string[] texts => $"{key}: {string.Join(" | ", texts)}",
        bool flag => $"{key}: {(flag ? "true" : "false")}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{key}: {value}"),
    };

    /// <summary>A document as it was drawn, in the order of its keys.</summary>
    public static string Tree(JsonNode said) => said switch
    {
        JsonObject mapping => $"{{{string.Join(", ", mapping.Select(pair => $"{pair.Key}: {Tree(pair.Value!)}"))}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(item => Tree(item!)))}]",
        _ => said.GetValueKind() == JsonValueKind.String ? said.GetValue<string>() : said.ToJsonString(),
    };

    /// <summary>A document as it was read.</summary>
    public static string Tree(Node said) => said switch
    {
        MappingNode mapping => $"{{{string.Join(", ", mapping.Entries.Select(pair => $"{pair.Key}: {Tree(pair.Value)}"))}}}",
        SequenceNode list => $"[{string.Join(", ", list.Items.Select(Tree))}]",
        ScalarNode { Kind: not ScalarKind.Null } scalar => scalar.Text,
        _ => "nothing",
    };

    private void Read(Scenario scenario)
    {
        Add("design", Texts(scenario.Designs));
        Add("parameters", Pairs(scenario.Parameters.Select(pair => (pair.Key, pair.Value))));
        Add("region", scenario.Region);
        Add("account", scenario.Account);
        Add("settings", Pairs(scenario.Settings.Select(pair => (pair.Name.Text, pair.Value))));
        Add("quotas", Pairs(scenario.Quotas.Select(pair => (pair.Name.Text, $"{pair.Value}"))));
        Add("start", scenario.StartNs);
        Add("until", scenario.UntilNs);
        Add("seed", (long)scenario.Seed);
        Read(scenario.World);
        foreach (ScenarioStep step in scenario.Timeline) Read(step);
        foreach (ScenarioExpectation expectation in scenario.Expectations) Read(expectation);
    }

    private void Read(ScenarioWorld world)
    {
        foreach (ScenarioHost host in world.Outside)
        {
            Add(host.OnPremises ? "on premises" : "internet", host.Name);
            Add("address", host.Addresses.Select(address => $"{address}").ToArray());
            Perhaps("behind", host.Behind?.Text);
        }
        foreach ((Placed host, HostService service) in world.Services)
        {
            Add("service of", host);
            Add("tcp", service.Protocol == 6);
            Add("port", service.Port);
            Add("response-bytes", service.ResponseBytes);
        }
        foreach ((Placed host, LinkOptions link) in world.Links)
        {
            Add("link of", host);
            Add("latency", link.LatencyNs);
            Add("jitter", link.JitterNs);
            Add("bandwidth", link.BitsPerSecond);
            Add("queue-bytes", link.QueueBytes);
            Add("loss", Math.Round(link.Loss * 1000, 9));
        }
        foreach ((Placed host, FirewallRule rule) in world.Firewalls)
        {
            Add("firewall of", host);
            Add("action", rule.Action switch { FirewallAction.Accept => "accept", FirewallAction.Drop => "drop", _ => "reject" });
            Add("outbound", rule.Outbound);
            Perhaps("protocol", rule.Protocol);
            Perhaps("peer", rule.Peer);
            if ((rule.FromPort, rule.ToPort) != (0, ushort.MaxValue)) Add("port", rule.FromPort == rule.ToPort ? rule.FromPort : -1);
            Perhaps("user", rule.User);
        }
    }

    private void Read(ScenarioStep step)
    {
        Add("at", step.AtNs);
        Add("verb", step.Verb);
        if (step.Times != 1 || step.EveryNs != 0)
        {
            Add("times", step.Times);
            Add("every", step.EveryNs);
        }
        if (step.Expect is not { } expect) return;
        Perhaps("outcome", expect.Outcome?.Text);
        Perhaps("dropped", expect.Dropped?.Text);
        Perhaps("by", expect.By?.Text);
        Perhaps("via", Texts(expect.Via));
        Perhaps("not-via", Texts(expect.NotVia));
        Perhaps("within", expect.WithinNs);
        Perhaps("answers", expect.Answers);
        Perhaps("bytes", expect.Bytes);
        Perhaps("address", expect.Addresses.Select(address => $"{address}").ToArray());
        Perhaps("status", expect.Status);
        Perhaps("refused", expect.Refused?.Text);
    }

    private void Read(ScenarioExpectation expectation)
    {
        switch (expectation)
        {
            case SnapshotExpectation snapshot:
                Add("expect", "snapshot");
                Add("file", snapshot.Path);
                Add("of-timeline", snapshot.OfTimeline);
                break;
            case FlowLogExpectation records:
                Add("expect", "flow-log");
                Perhaps("interface", records.Interface?.Text);
                foreach ((LogField field, string value) in records.Fields) Add(LogFields.NameOf(field), value);
                if (records.MinRecords != 1) Add("min-records", records.MinRecords);
                Perhaps("max-records", records.MaxRecords);
                Perhaps("min-packets", records.MinPackets);
                Perhaps("max-packets", records.MaxPackets);
                Perhaps("min-bytes", records.MinBytes);
                Perhaps("max-bytes", records.MaxBytes);
                break;
            case TrafficExpectation traffic:
                Add("expect", traffic.Kind switch { TrafficRule.Never => "never", TrafficRule.Always => "always", _ => "path" });
                Add("from", Texts(traffic.From));
                Add("to", Texts(traffic.To));
                Perhaps("protocol", traffic.Protocol);
                Perhaps("port", traffic.Port);
                Perhaps("family", traffic.IPv4 switch { true => "ipv4", false => "ipv6", _ => null });
                Perhaps("via", Texts(traffic.Via));
                Perhaps("not-via", Texts(traffic.NotVia));
                break;
        }
    }

    private void Add(string key, object? value) => _lines.Add(Line(key, value));

    private void Perhaps(string key, object? value)
    {
        if (value is not (null or string[] { Length: 0 })) Add(key, value);
    }

    private static string[] Texts(IEnumerable<Placed> placed) => [.. placed.Select(one => one.Text)];

    private static string[] Pairs(IEnumerable<(string Name, string Value)> pairs) =>
        [.. pairs.OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => $"{pair.Name} = {pair.Value}")];
}
