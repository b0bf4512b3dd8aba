using System.Globalization;
using System.Text.Json.Nodes;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Tests.Files;

/// <summary>The world of a drawn scenario.</summary>
internal sealed class DrawnWorld(DrawnScenario scenario)
{
    private static readonly (string Unit, long Bits)[] _bandwidths = [("bit", 1), ("kbit", 1_000), ("Mbit", 1_000_000), ("Gbit", 1_000_000_000), ("Tbit", 1_000_000_000_000)];

    private uint _addresses;

    public JsonObject Draw() => new()
    {
        ["internet"] = new JsonArray([.. scenario.Several(() => Host(onPremises: false))]),
        ["on-premises"] = new JsonArray([.. scenario.Several(() => Host(onPremises: true))]),
        ["services"] = Named("service of", Service),
        ["links"] = new JsonObject(scenario.Several(() => KeyValuePair.Create(scenario.Note("link of", scenario.Name()), (JsonNode?)Link()))),
        ["firewall"] = Named("firewall of", FirewallRule),
    };

    private JsonObject Named(string key, Func<JsonObject> draw) => new(scenario.Several(() =>
    {
        string host = scenario.Name();
        return KeyValuePair.Create(host, (JsonNode?)new JsonArray([.. scenario.Several(() =>
        {
            scenario.Note(key, host);
            return draw();
        })]));
    }));

    private JsonObject Host(bool onPremises)
    {
        var host = new JsonObject { ["name"] = scenario.Note(onPremises ? "on premises" : "internet", scenario.Name()) };
        string first = IpAddress.FromIPv4(0xC6336400 + ++_addresses).ToString(), second = $"2001:db8::{++_addresses:x}";
        string[] addresses = scenario.Next(3) switch { 0 => [first], 1 => [second], _ => [first, second] };
        host["address"] = scenario.OneOrList(scenario.Note("address", addresses));
        if (onPremises && scenario.Perhaps()) host["behind"] = scenario.Note("behind", scenario.Name());
        return host;
    }

    private JsonObject Service()
    {
        bool tcp = scenario.Note("tcp", scenario.Perhaps());
        var service = new JsonObject { [tcp ? "tcp" : "udp"] = scenario.Whole("port", 65_536, from: 1) };
        if (scenario.Perhaps()) service["response-bytes"] = scenario.Whole("response-bytes", 1 << 30);
        else scenario.Note("response-bytes", 0);
        return service;
    }

    private JsonObject Link()
    {
        var link = new JsonObject { ["latency"] = scenario.Length("latency"), ["jitter"] = scenario.Length("jitter") };
        (string unit, long bits) = _bandwidths[scenario.Next(_bandwidths.Length)];
        int count = scenario.Next(1000) + 1;
        bool half = bits > 1 && scenario.Perhaps();
        scenario.Note("bandwidth", (count * bits) + (half ? bits / 2 : 0));
        link["bandwidth"] = $"{count}{(half ? ".5" : "")}{unit}";
        link["queue-bytes"] = scenario.Whole("queue-bytes", 1 << 30, from: 1500);
        int perThousand = scenario.Next(1001);
        scenario.Note("loss", perThousand);
        link["loss"] = scenario.Perhaps() ? $"{(perThousand / 10m).ToString(CultureInfo.InvariantCulture)}%" : (perThousand / 1000m).ToString(CultureInfo.InvariantCulture);
        return link;
    }

    private JsonObject FirewallRule()
    {
        string action = scenario.Note("action", ((string[])["accept", "drop", "reject"])[scenario.Next(3)]);
        bool outbound = scenario.Note("outbound", scenario.Perhaps());
        var rule = new JsonObject { [action] = outbound ? "out" : "in" };
        bool withPort = scenario.Perhaps();
        if (withPort) rule["protocol"] = scenario.Note("protocol", (byte)17) is var udp && scenario.Perhaps() ? "udp" : (int)udp;
        else if (scenario.Perhaps()) rule["protocol"] = scenario.Protocol();
        if (scenario.Perhaps()) rule["peer"] = scenario.Note("peer", scenario.Next(2) == 0 ? "10.0.0.0/8" : "2001:db8::1/128");
        if (withPort) rule["port"] = scenario.Whole("port", 65_536, from: 1);
        if (outbound && scenario.Perhaps()) rule["user"] = scenario.Note("user", scenario.Name());
        return rule;
    }
}
