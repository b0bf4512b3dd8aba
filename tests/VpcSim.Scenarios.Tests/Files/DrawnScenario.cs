using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using VpcSim.FlowLogs.Formats;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Files;

namespace VpcSim.Scenarios.Tests.Files;

/// <summary>A random scenario: the file's content, and what <see cref="ScenarioContent"/> has to find in it, made side by side.</summary>
internal sealed class DrawnScenario
{
    private static readonly string[] _odd = ["web", "yes", "no", "012", "1e3", "~", "null", "a: b", "#x", "- x", "x #y", "{a}", "[b]", "'q'", "\"q\"", "back\\slash", "é中", " lead", "a,b", "&a", "*b", "!c", "%d", "@e", "2026-01-01", "12:30:00", "true", "a:"];
    private static readonly (string Unit, long Ns)[] _units = [("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1)];

    private readonly Random _random;
    private readonly int _size;
    private readonly List<string> _content = [];
    private int _names;

    private DrawnScenario(int seed, int size)
    {
        (_random, _size) = (new Random(seed), size);
        string[] designs = [.. Several(() => Name())];
        Root["design"] = OneOrList(designs);
        Note("design", designs);
        Pairs("parameters", Name, Name);
        Root["region"] = Note("region", Name());
        Root["account"] = Note("account", _random.NextInt64(1_000_000_000_000).ToString("D12", CultureInfo.InvariantCulture));
        Pairs("settings", Name, Name);
        Pairs("quotas", Name, () => _random.Next());
        (string written, long ns) = Moment();
        Root["start"] = written;
        Note("start", ns);
        Root["until"] = Length("until");
        Root["seed"] = Whole("seed", long.MaxValue);
        Root["world"] = new DrawnWorld(this).Draw();
        Root["timeline"] = Steps();
        Root["expect"] = new JsonArray([.. Several(Expectation)]);
    }

    public static Gen<DrawnScenario> Any { get; } = Gen.Select(Gen.Int, Gen.Int[1, 6], (seed, size) => new DrawnScenario(seed, size));

    public JsonObject Root { get; } = [];

    /// <summary>What was drawn, as <see cref="ScenarioContent.Of"/> tells it.</summary>
    public string Content => string.Join('\n', _content);

    public override string ToString() => Root.ToJsonString();

    internal int Next(int below) => _random.Next(below);

    internal bool Perhaps() => _random.Next(2) == 0;

    internal IEnumerable<T> Several<T>(Func<T> draw) => Enumerable.Range(0, _random.Next(1, _size + 1)).Select(_ => draw()).ToArray();

    /// <summary>A name that no other is.</summary>
    internal string Name() => $"{_odd[_random.Next(_odd.Length)]}{(Perhaps() ? $"{++_names}" : $" n{++_names}")}";

    internal JsonNode OneOrList(string[] texts) => texts.Length == 1 && Perhaps() ? texts[0] : new JsonArray([.. texts.Select(text => (JsonNode)text)]);

    internal T Note<T>(string key, T value)
    {
        _content.Add(ScenarioContent.Line(key, value));
        return value;
    }

    internal long Whole(string key, long above, long from = 0) => Note(key, _random.NextInt64(from, above));

    internal string Length(string key)
    {
        (string text, long ns) = Duration();
        Note(key, ns);
        return text;
    }

    /// <summary>A length of time in one of the forms that it may be written in.</summary>
    internal (string Written, long Ns) Duration()
    {
        if (_random.Next(8) == 0) return ("0", 0);
        (string unit, long each) = _units[_random.Next(_units.Length)];
        long count = _random.Next(1, 90), ns = count * each;
        string text = $"{count}{unit}";
        if (unit == "s" && Perhaps()) (text, ns) = ($"{count}.25s", ns + 250_000_000);
        if (unit == "h" && Perhaps()) (text, ns) = ($"{count}h30m", ns + 1_800_000_000_000);
        return (text, ns);
    }

    private (string Written, long Ns) Moment()
    {
        long seconds = _random.NextInt64(9_000_000_000), fraction = _random.Next(1_000_000_000);
        int zone = _random.Next(-12, 15);
        string text = DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(TimeSpan.FromHours(zone)).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return ($"{text}.{fraction:D9}{(zone == 0 ? "Z" : zone.ToString("+00;-00", CultureInfo.InvariantCulture) + ":00")}", (seconds * 1_000_000_000) + fraction);
    }

    private void Pairs<T>(string key, Func<string> name, Func<T> value)
    {
        (string, T)[] pairs = [.. Several(() => (name(), value()))];
        Root[key] = new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Item1, (JsonNode?)JsonValue.Create(pair.Item2))));
        Note(key, pairs.OrderBy(pair => pair.Item1, StringComparer.Ordinal).Select(pair => $"{pair.Item1} = {pair.Item2}").ToArray());
    }

    private JsonArray Steps()
    {
        var steps = new List<(long At, JsonObject Step, string[] Content)>();
        for (int i = _random.Next(_size + 1); i >= 0; i--)
        {
            int before = _content.Count;
            (string at, long ns) = Duration();
            Note("at", ns);
            var step = new JsonObject { ["at"] = at };
            (string verb, JsonNode said) = new DrawnStep(this).Draw();
            step[verb] = said;
            Note("verb", verb);
            if (ChangeCatalog.Find(verb) is null && verb != "change" && Perhaps())
            {
                step["times"] = Whole("times", 1_000_001, from: 1);
                step["every"] = Length("every");
            }
            if (Perhaps()) step["expect"] = DrawnStep.Expectation(this);
            steps.Add((ns, step, [.. _content.Skip(before)]));
            _content.RemoveRange(before, _content.Count - before);
        }
        foreach ((_, _, string[] content) in steps.OrderBy(step => step.At)) _content.AddRange(content);
        return new JsonArray([.. steps.Select(step => (JsonNode)step.Step)]);
    }

    private JsonObject Expectation()
    {
        string what = (string[])["never", "always", "path", "flow-log", "snapshot"] is var all ? all[_random.Next(all.Length)] : "";
        Note("expect", what);
        if (what == "flow-log") return new JsonObject { [what] = Records() };
        if (what == "snapshot")
        {
            bool timeline = Perhaps();
            string file = Note("file", Name());
            Note("of-timeline", timeline);
            return new JsonObject { [what] = timeline || Perhaps() ? new JsonObject { ["file"] = file, ["of"] = timeline ? "timeline" : "flow-logs" } : file };
        }
        var said = new JsonObject();
        foreach (string end in (string[])["from", "to"]) said[end] = Names(end);
        (bool hasProtocol, bool hasPort) = (Perhaps(), Perhaps());
        if (hasProtocol) said["protocol"] = Protocol();
        else if (hasPort) Note("protocol", (byte)6); // what a port is of where it is not said
        if (hasPort) said["port"] = Whole("port", 65_536, from: 1);
        if (Perhaps()) said["family"] = Note("family", Perhaps() ? "ipv4" : "ipv6");
        if (what == "path" && Perhaps()) said["via"] = Names("via");
        if (what == "path" && Perhaps()) said["not-via"] = Names("not-via");
        return new JsonObject { [what] = said };
    }

    internal JsonNode Names(string key)
    {
        string[] names = [.. Several(Name)];
        Note(key, names);
        return OneOrList(names);
    }

    internal JsonNode Protocol()
    {
        byte number = Note("protocol", (byte)_random.Next(256));
        string? name = number switch { 1 => "icmp", 6 => "tcp", 17 => "udp", 58 => "icmpv6", _ => null };
        return name is null || Perhaps() ? (int)number : name;
    }

    private JsonObject Records()
    {
        var said = new JsonObject();
        if (Perhaps()) said["interface"] = Note("interface", Name());
        foreach (LogField field in FlowLogExpectation.FieldsOfRecords.Where(_ => _random.Next(6) == 0))
        {
            (string written, string value) = ValueOf(field);
            said[LogFields.NameOf(field)] = written;
            Note(LogFields.NameOf(field), value);
        }
        foreach (string counted in (string[])["records", "packets", "bytes"])
        {
            long least = 0;
            if (Perhaps()) said[$"min-{counted}"] = least = Whole($"min-{counted}", 1_000_000);
            if (Perhaps()) said[$"max-{counted}"] = Whole($"max-{counted}", 1_000_000_000, from: Math.Max(1, least));
        }
        return said;
    }

    private (string Written, string Value) ValueOf(LogField field) => field switch
    {
        LogField.SrcAddr or LogField.PktDstAddr => ("2001:DB8:0:0::1", "2001:db8::1"),
        LogField.DstAddr or LogField.PktSrcAddr => ("10.0.0.1", "10.0.0.1"),
        _ => ((string[])[$"{_random.Next()}", "-", "ACCEPT", "ingress", "BPA", "IPv6", "eni-1", "subnet-1", "vpc-1", "i-1", "arn:aws:ecs:x", "nat-1", "OK"])
            .Where(text => FlowLogExpectation.ProblemOf(field, text) is null).Select(text => (text, text)).ElementAt(0),
    };
}
