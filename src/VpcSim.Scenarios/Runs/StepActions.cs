using VpcSim.Import.Documents;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Files.Shapes;

namespace VpcSim.Scenarios.Runs;

/// <summary>What a step tells a host to do.</summary>
internal static class StepActions
{
    private const long DefaultIntervalNs = 1_000_000_000;

    /// <summary>The action of a step; null for one that tells no host anything.</summary>
    public static HostAction? Of(ScenarioStep step)
    {
        string from = FromOf(step).Text;
        Fields said = FieldsOf(step);
        HostAction? action = step.Verb.Text switch
        {
            "connect" => new Connect(from, said.Text("to"), said.Port("port")!.Value)
            {
                SendBytes = said.Whole("send-bytes"),
                HoldNs = said.Duration("hold"),
                SourcePort = said.Port("source-port") ?? 0,
                PrefersIPv6 = said.Flag("ipv6"),
            },
            "ping" => new Ping(from, said.Text("to"))
            {
                Count = (int)said.Whole("count", 1),
                IntervalNs = said.Duration("interval", DefaultIntervalNs),
                Size = (int)said.Whole("bytes", 56),
                Ttl = (byte)said.Whole("ttl", 64),
                DontFragment = !said.Has("dont-fragment") || said.Flag("dont-fragment"),
                PrefersIPv6 = said.Flag("ipv6"),
            },
            "send" => new Send(from, said.Text("to"), said.Port("port")!.Value)
            {
                Bytes = (int)said.Whole("bytes", 32),
                Count = (int)said.Whole("count", 1),
                IntervalNs = said.Duration("interval", DefaultIntervalNs),
                SourcePort = said.Port("source-port") ?? 0,
                PrefersIPv6 = said.Flag("ipv6"),
            },
            "resolve" => new Resolve(from, said.Text("name")) { Type = StepShapes.RecordTypes[said.Text("type", "A")], Server = said.TextOrNull("server") },
            "fetch" => new Fetch(from, said.Text("url")),
            "metadata" => new Metadata(from, Absolute(said.Text("path", "/latest/meta-data/"))) { WithoutToken = said.Whole("version", 2) == 1, OverIPv6 = said.Flag("ipv6") },
            "time-sync" => new Time(from) { Server = said.TextOrNull("server") },
            "activate" => new Activate(from) { Server = said.TextOrNull("server") },
            "boot" => new Boot(from),
            _ => null,
        };
        if (action is null or Boot) return action;
        return action with
        {
            User = said.TextOrNull("user") ?? action.User,
            TimeoutNs = said.DurationOrNull("timeout"),
            ContainerHops = (int)said.Whole("container-hops"),
        };
    }

    /// <summary>Whether a step tells a host to do something.</summary>
    public static bool IsOfHost(ScenarioStep step) => StepShapes.Verbs.Any(verb => verb.Name == step.Verb.Text);

    /// <summary>Who does it; no text where that is not said rightly.</summary>
    public static Placed FromOf(ScenarioStep step) => step.Said switch
    {
        ScalarNode name => new Placed(name.Text, name.Place),
        MappingNode mapping when mapping.TryGet("from", out Node? from) && from is ScalarNode name => new Placed(name.Text, name.Place),
        _ => default,
    };

    /// <summary>To whom: a receiver, a server, or the host in a URL; null where nobody is named.</summary>
    public static Placed? PeerOf(ScenarioStep step)
    {
        if (step.Said is not MappingNode mapping) return null;
        foreach (string key in (ReadOnlySpan<string>)["to", "server", "url"])
        {
            if (!mapping.TryGet(key, out Node? node) || node is not ScalarNode said) continue;
            return new Placed(key == "url" && Fetch.TryUrl(said.Text, out Uri? url) ? Fetch.HostIn(said.Text, url) : said.Text, said.Place);
        }
        return null;
    }

    /// <summary>What stands behind the verb; empty for a short form.</summary>
    public static Fields FieldsOf(ScenarioStep step) => new(step.Said as MappingNode, step.Verb.Text switch
    {
        "connect" => StepShapes.Connect,
        "ping" => StepShapes.Ping,
        "send" => StepShapes.Send,
        "resolve" => StepShapes.Resolve,
        "fetch" => StepShapes.Fetch,
        "metadata" => StepShapes.Metadata,
        "replay" => StepShapes.Replay,
        "boot" => StepShapes.Boot,
        _ => StepShapes.ServerOf,
    });

    /// <summary>A step in a line: <c>connect customer -> WebServer:443</c>.</summary>
    public static string Words(ScenarioStep step)
    {
        if (step.Verb.Text == "change" && step.Said is MappingNode { Entries: [var only] }) return $"{only.Key}{KeysOf(only.Value)}";
        if (step.Change is not null) return $"{step.Verb}{KeysOf(step.Said)}";
        if (Of(step) is { } action) return ActionText.Of(action);
        Fields said = FieldsOf(step);
        return $"replay {said.Text("capture")}{(said.TextOrNull("at") is { } at ? $" at {at}" : "")}";
    }

    /// <summary>The name of the change that a step makes.</summary>
    public static string ActionOf(ScenarioStep step) => step.Said is MappingNode { Entries: [var only] } && step.Verb.Text == "change" ? only.Key : step.Verb.Text;

    private static string KeysOf(Node said) => said switch
    {
        ScalarNode scalar => $" {scalar.Text}",
        MappingNode mapping => string.Concat(mapping.Entries.Select(static entry => $" {entry.Key} {ValueOf(entry.Value)}")),
        _ => "",
    };

    private static string ValueOf(Node value) => value switch
    {
        ScalarNode scalar => scalar.Text,
        SequenceNode list => string.Join(",", list.Items.OfType<ScalarNode>().Select(static item => item.Text)),
        _ => "",
    };

    private static string Absolute(string path) => path.StartsWith('/') ? path : $"/{path}";
}
