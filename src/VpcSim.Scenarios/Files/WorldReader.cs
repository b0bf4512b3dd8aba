using System.Collections.Immutable;
using VpcSim.Import.Documents;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Files.Shapes;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Files;

/// <summary>Reads the world of a scenario.</summary>
internal sealed class WorldReader(ProblemList problems)
{
    /// <param name="mapping">What stands under <c>world</c>; its mistakes of form have been noted.</param>
    public ScenarioWorld Read(MappingNode? mapping)
    {
        if (mapping is null) return ScenarioWorld.Empty;
        ImmutableArray<ScenarioHost> outside =
        [
            .. Items(mapping, "internet", WorldShapes.InternetHost).Select(fields => Host(fields, onPremises: false, behind: null)),
            .. Items(mapping, "on-premises", WorldShapes.OnPremisesHost).Select(fields => Host(fields, onPremises: true, fields.NameOrNull("behind"))),
        ];
        CheckNames(outside);
        return new ScenarioWorld
        {
            Outside = outside,
            Services = [.. Named(mapping, "services").SelectMany(entry => Lines(entry, WorldShapes.Service).Select(fields => (Key(entry), Service(fields))))],
            Links = [.. Named(mapping, "links").Where(entry => Fits(entry.Value, WorldShapes.Link)).Select(static entry => (Key(entry), Link(entry)))],
            Firewalls = [.. Named(mapping, "firewall").SelectMany(entry => Lines(entry, WorldShapes.FirewallRule).Select(fields => (Key(entry), Rule(fields))))],
        };
    }

    private ScenarioHost Host(Fields fields, bool onPremises, Placed? behind)
    {
        ImmutableArray<IpAddress> addresses = fields.Addresses("address");
        if (addresses.Length > 2 || (addresses.Length == 2 && addresses[0].IsIPv4 == addresses[1].IsIPv4))
            problems.Add(fields.PlaceOf("address"), "a host outside has one address of each family at most; make several hosts of it");
        return new ScenarioHost(fields.Name("name"), addresses, onPremises, behind);
    }

    private void CheckNames(ImmutableArray<ScenarioHost> outside)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var addresses = new Dictionary<IpAddress, string>();
        foreach (ScenarioHost host in outside)
        {
            if (host.Name.Text is "internet" or "on-premises") problems.Add(host.Name.Place, $"{host.Name} stands for all hosts there; give the host another name");
            else if (!names.Add(host.Name.Text)) problems.Add(host.Name.Place, $"there are two hosts called {host.Name}; rename one");
            foreach (IpAddress address in host.Addresses)
            {
                if (!addresses.TryAdd(address, host.Name.Text) && addresses[address] != host.Name.Text)
                    problems.Add(host.Name.Place, $"{host.Name} has the address {address} of {addresses[address]}; give it another one");
            }
        }
    }

    private static HostService Service(Fields fields)
    {
        bool tcp = fields.Has("tcp");
        return new HostService(tcp ? (byte)6 : (byte)17, fields.Port(tcp ? "tcp" : "udp")!.Value) { ResponseBytes = fields.Whole("response-bytes") };
    }

    private static LinkOptions Link(MappingEntry entry)
    {
        var fields = new Fields((MappingNode)entry.Value, WorldShapes.Link);
        _ = Bandwidths.TryParse(fields.Text("bandwidth"), out long bandwidth);
        _ = Scalars.TryShare(fields.Text("loss", "0"), out double loss);
        return new LinkOptions
        {
            LatencyNs = fields.Duration("latency"),
            JitterNs = fields.Duration("jitter"),
            BitsPerSecond = bandwidth,
            QueueBytes = (int)fields.Whole("queue-bytes", LinkOptions.Ideal.QueueBytes),
            Loss = loss,
        };
    }

    private FirewallRule Rule(Fields fields)
    {
        string action = fields.Alternative;
        Cidr? peer = null;
        if (fields.TextOrNull("peer") is { } text)
        {
            if (Cidr.TryParse(text, out Cidr block)) peer = block;
            else if (IpAddress.TryParse(text, out IpAddress address)) peer = Cidr.Host(address);
            else problems.Add(fields.PlaceOf("peer"), $"peer takes an address or a CIDR block, not '{text}'");
        }
        byte? protocol = fields.Protocol("protocol");
        if (fields.Has("port") && protocol is not (6 or 17)) problems.Add(fields.PlaceOf("port"), "a port needs protocol: tcp or protocol: udp beside it");
        bool outbound = fields.Text(action) == "out";
        if (fields.Has("user") && !outbound) problems.Add(fields.PlaceOf("user"), "whose process it is, is known of packets that go out; leave user out");
        return new FirewallRule(action switch { "accept" => FirewallAction.Accept, "drop" => FirewallAction.Drop, _ => FirewallAction.Reject })
        {
            Outbound = outbound,
            Protocol = protocol,
            Peer = peer,
            FromPort = fields.Port("port") ?? 0,
            ToPort = fields.Port("port") ?? ushort.MaxValue,
            User = fields.TextOrNull("user"),
        };
    }

    private static Placed Key(MappingEntry entry) => new(entry.Key, entry.KeyPlace);

    private static bool Fits(Node node, Shape shape) => shape.Check(node, "", new ProblemList(""));

    private static IEnumerable<MappingEntry> Named(MappingNode mapping, string key) => mapping.TryGet(key, out Node? node) && node is MappingNode named ? named.Entries : [];

    private static IEnumerable<Fields> Items(MappingNode mapping, string key, MappingShape shape) =>
        mapping.TryGet(key, out Node? node) && node is SequenceNode list ? Sound(list, shape) : [];

    private static IEnumerable<Fields> Lines(MappingEntry entry, MappingShape shape) => entry.Value is SequenceNode list ? Sound(list, shape) : [];

    private static IEnumerable<Fields> Sound(SequenceNode list, MappingShape shape) =>
        list.Items.Where(item => Fits(item, shape)).Select(item => new Fields((MappingNode)item, shape));
}
