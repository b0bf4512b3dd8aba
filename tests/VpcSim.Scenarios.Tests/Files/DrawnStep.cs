using System.Text.Json.Nodes;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Files;

namespace VpcSim.Scenarios.Tests.Files;

/// <summary>What a step of a drawn scenario does, and what has to come of it.</summary>
internal sealed class DrawnStep(DrawnScenario scenario)
{
    public (string Verb, JsonNode Said) Draw() => scenario.Next(12) switch
    {
        0 => ("connect", Ends(new JsonObject { ["port"] = Port(), ["hold"] = Duration(), ["send-bytes"] = scenario.Next(1000) })),
        1 => ("ping", Ends(new JsonObject { ["count"] = 1 + scenario.Next(9), ["ttl"] = 1 + scenario.Next(255), ["dont-fragment"] = scenario.Perhaps() })),
        2 => ("send", Ends(new JsonObject { ["port"] = Port(), ["source-port"] = Port(), ["interval"] = Duration() })),
        3 => ("resolve", From(new JsonObject { ["name"] = "a.example.org", ["type"] = "MX", ["server"] = "2001:db8::53" })),
        4 => ("fetch", From(new JsonObject { ["url"] = "http://a.example.org/?q=%20#x" })),
        5 => ("metadata", From(new JsonObject { ["path"] = scenario.Name(), ["version"] = 1 + scenario.Next(2) })),
        6 => ("time-sync", scenario.Perhaps() ? scenario.Name() : From(new JsonObject { ["server"] = scenario.Name() })),
        7 => ("boot", scenario.Name()),
        8 => ("replay", new JsonObject { ["capture"] = scenario.Name(), ["at"] = scenario.Name() }),
        9 => ("tunnel-down", scenario.Name()),
        _ => ("change", Change()),
    };

    /// <summary>What has to come of a step, in its short form or its long one.</summary>
    public static JsonNode Expectation(DrawnScenario scenario)
    {
        string outcome = OutcomeWords.Of((Scenarios.Actions.ActionOutcome)1);
        if (scenario.Next(3) == 0) return scenario.Note("outcome", outcome);
        var said = new JsonObject();
        if (scenario.Perhaps()) said["outcome"] = scenario.Note("outcome", outcome);
        if (scenario.Perhaps()) said["dropped"] = scenario.Note("dropped", "NO_ROUTE_TO_DESTINATION");
        if (scenario.Perhaps()) said["by"] = scenario.Note("by", scenario.Name());
        if (scenario.Perhaps()) said["via"] = scenario.Names("via");
        if (scenario.Perhaps()) said["not-via"] = scenario.Names("not-via");
        if (scenario.Perhaps()) said["within"] = scenario.Length("within");
        if (scenario.Perhaps()) said["answers"] = scenario.Whole("answers", 1_000_000_000);
        if (scenario.Perhaps()) said["bytes"] = scenario.Whole("bytes", 1_000_000_000_000);
        if (scenario.Perhaps()) said["address"] = scenario.OneOrList(scenario.Note("address", (string[])["10.0.0.1", "2001:db8::1"]));
        if (scenario.Perhaps()) said["status"] = scenario.Whole("status", 600, from: 100);
        if (scenario.Perhaps()) said["refused"] = scenario.Note("refused", scenario.Name());
        return said;
    }

    /// <summary>Any change that names and blocks suffice for; what they name is looked up later.</summary>
    private JsonObject Change()
    {
        ChangeKind[] kinds = [.. ChangeCatalog.Kinds.Where(kind => !kind.IsEvent && kind.Shorthand is not null)];
        ChangeKind kind = kinds[scenario.Next(kinds.Length)];
        ChangeKey key = kind.Keys.First(key => key.Name == kind.Shorthand);
        string[] names = [.. key.TakesSeveral ? scenario.Several(scenario.Name) : [scenario.Name()]];
        return new JsonObject { [kind.Action] = scenario.Perhaps() && names.Length == 1 ? names[0] : new JsonObject { [key.Name] = key.TakesSeveral ? scenario.OneOrList(names) : names[0] } };
    }

    private JsonObject Ends(JsonObject said)
    {
        said["to"] = scenario.Name();
        return From(said);
    }

    private JsonObject From(JsonObject said)
    {
        said["from"] = scenario.Name();
        if (scenario.Perhaps()) said["user"] = scenario.Name();
        if (scenario.Perhaps()) said["timeout"] = Duration();
        return said;
    }

    private int Port() => 1 + scenario.Next(65_535);

    private string Duration() => scenario.Duration().Written;
}
