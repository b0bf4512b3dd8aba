namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>The steps of a timeline: one verb each.</summary>
internal static class StepShapes
{
    /// <summary>Numbers of the types of DNS record. (IANA, "DNS Parameters")</summary>
    public static SortedDictionary<string, ushort> RecordTypes { get; } = new(StringComparer.Ordinal)
    {
        ["A"] = 1,
        ["NS"] = 2,
        ["CNAME"] = 5,
        ["SOA"] = 6,
        ["PTR"] = 12,
        ["MX"] = 15,
        ["TXT"] = 16,
        ["AAAA"] = 28,
        ["SRV"] = 33,
    };

    private static readonly KeyShape _from = new("from", Scalars.Name, "The host, instance or interface that does it.", Presence.Required);
    private static readonly KeyShape _to = new("to", Scalars.Name, "A host, instance, interface or address.", Presence.Required);
    private static readonly KeyShape _toPort = new("port", Scalars.Port, "The port there.", Presence.Required);
    private static readonly KeyShape _sourcePort = new("source-port", Scalars.Port, "The port of the sender. Default: an ephemeral one, as Linux draws it.");
    private static readonly ScalarShape _bytes = Scalars.Whole("a number of bytes, 0 to 1073741824", 0, 1 << 30);
    private static readonly ScalarShape _count = Scalars.Whole("a number, 1 to 1000000", 1, 1_000_000);

    private static readonly KeyShape _ipv6 = new("ipv6", Scalars.Flag, "Whether an IPv6 address of the other host is taken before an IPv4 one. Default: false.");

    private static readonly KeyShape[] _process =
    [
        new("user", Scalars.Name, "The user whose process it is, for the host's firewall. Default: ec2-user."),
        new("timeout", Scalars.Duration, "How long the process waits at most. Default: as long as its protocol does."),
        new("container-hops", Scalars.Whole("a number, 0 to 8", 0, 8), "Routers on the host between it and the process: 1 for a container behind a bridge. Default: 0."),
    ];

    public static MappingShape Connect { get; } = new(
        "connect",
        [
            _from, _to, _toPort, _sourcePort,
            new("send-bytes", _bytes, "Bytes that are sent when the connection stands; the service answers them. Default: 0."),
            new("hold", Scalars.Duration, "How long the connection stays open before the host closes it. Default: 0."),
            _ipv6, .. _process,
        ]);

    public static MappingShape Ping { get; } = new(
        "ping",
        [
            _from, _to,
            new("count", _count, "How many requests. Default: 1."),
            new("interval", Scalars.Duration, "Time between two requests. Default: 1s."),
            new("bytes", Scalars.Whole("a number of bytes, 0 to 65507", 0, 65_507), "Bytes of data behind the ICMP header. Default: 56."),
            new("ttl", Scalars.Whole("a number, 1 to 255", 1, 255), "TTL or hop limit of the requests. Default: 64."),
            new("dont-fragment", Scalars.Flag, "Whether routers may not fragment the requests, as with ping -M do. Default: true."),
            _ipv6, .. _process,
        ]);

    public static MappingShape Send { get; } = new(
        "send",
        [
            _from, _to, _toPort, _sourcePort,
            new("bytes", Scalars.Whole("a number of bytes, 0 to 65507", 0, 65_507), "Bytes of UDP data in each packet. Default: 32."),
            new("count", _count, "How many packets. Default: 1."),
            new("interval", Scalars.Duration, "Time between two packets. Default: 1s."),
            _ipv6, .. _process,
        ]);

    public static MappingShape Resolve { get; } = new(
        "resolve",
        [
            _from,
            new("name", Scalars.DomainName, "The name to ask for.", Presence.Required),
            new("type", Scalars.OneOf("a type of record, such as A or AAAA", [.. RecordTypes.Keys]), "The type of record. Default: A."),
            new("server", Scalars.Address, "The address of the DNS server. Default: the one that DHCP gave."),
            .. _process,
        ]);

    public static MappingShape Fetch { get; } = new(
        "fetch",
        [
            _from,
            new("url", Scalars.Url, "What is asked for; a name in it is resolved first.", Presence.Required),
            .. _process,
        ]);

    public static MappingShape Metadata { get; } = new(
        "metadata",
        [
            _from,
            new("path", Scalars.Text("a path such as /latest/meta-data/instance-id"), "What is asked for. Default: /latest/meta-data/."),
            new("version", Scalars.Whole("1 or 2", 1, 2), "The version of the service: 2 asks for a token first. Default: 2."),
            new("ipv6", Scalars.Flag, "Whether it is asked at fd00:ec2::254. Default: false."),
            .. _process,
        ]);

    public static MappingShape ServerOf { get; } = new(
        "at-server",
        [
            _from,
            new("server", Scalars.Name, "Another server than Amazon's own: a host or an address."),
            .. _process,
        ]);

    public static MappingShape Boot { get; } = new("boot", [_from]);

    public static MappingShape Replay { get; } = new(
        "replay",
        new("capture", Scalars.Text("a path relative to the scenario file"), "The capture, whose first packet is sent at this step's time.", Presence.Required),
        new("at", Scalars.Name, "The interface or instance on which it was taken."));

    private static readonly ChoiceShape _server = new(Scalars.Name, ServerOf);

    /// <summary>The verbs that hosts are told, by which a step yields a result of its own.</summary>
    public static KeyShape[] Verbs { get; } =
    [
        new("connect", Connect, "Opens a TCP connection, as nc does.", Presence.OneOf),
        new("ping", Ping, "Sends ICMP echo requests.", Presence.OneOf),
        new("send", Send, "Sends UDP packets.", Presence.OneOf),
        new("resolve", Resolve, "Asks DNS for a name.", Presence.OneOf),
        new("fetch", Fetch, "Gets a URL, as curl does.", Presence.OneOf),
        new("metadata", Metadata, "Asks the instance metadata service.", Presence.OneOf),
        new("time-sync", _server, "Asks Amazon Time Sync, or another NTP server.", Presence.OneOf),
        new("activate", _server, "Activates Windows with AWS's KMS.", Presence.OneOf),
        new("boot", new ChoiceShape(Scalars.Name, Boot), "Boots: asks DHCP for an address.", Presence.OneOf),
    ];

    public static MappingShape Step { get; } = new(
        "step",
        [
            new("at", Scalars.Duration, "When, counted from the scenario's start.", Presence.Required),
            .. Verbs,
            new("change", ChangeShapes.Change, "Changes the design, by an action of AWS's API.", Presence.OneOf),
            .. ChangeShapes.Events,
            new("replay", Replay, "Sends the packets of a capture, as vpcsim replay does.", Presence.OneOf),
            new("times", Scalars.Whole("a number, 1 to 1000000", 1, 1_000_000), "How often it is done. Default: 1."),
            new("every", Scalars.Duration, "Time between two of them. Default: 0."),
            new("expect", ExpectationShapes.StepExpectation, "What has to come of it, each time."),
        ]);
}
