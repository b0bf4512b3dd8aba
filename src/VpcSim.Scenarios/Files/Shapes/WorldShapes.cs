namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>Hosts outside of the design, and what runs on all hosts.</summary>
internal static class WorldShapes
{
    public static MappingShape InternetHost { get; } = new(
        "internet-host",
        new("name", Scalars.Name, "What the scenario calls the host.", Presence.Required),
        new("address", new ListShape(Scalars.Address, orOne: true), "Its public IPv4 address, its IPv6 address, or both as a list.", Presence.Required));

    public static MappingShape OnPremisesHost { get; } = new(
        "on-premises-host",
        new("name", Scalars.Name, "What the scenario calls the host.", Presence.Required),
        new("address", new ListShape(Scalars.Address, orOne: true), "Its address in the network on premises.", Presence.Required),
        new("behind", Scalars.Name, "The VPN connection, virtual private gateway, virtual interface or transit gateway attachment of the design that leads to it; found by its address where this is left out."));

    public static MappingShape Service { get; } = new(
        "service",
        new("tcp", Scalars.Port, "The TCP port that something listens on.", Presence.OneOf),
        new("udp", Scalars.Port, "The UDP port that something listens on and answers.", Presence.OneOf),
        new("response-bytes", Scalars.Whole("a number of bytes, 0 to 1073741824", 0, 1 << 30), "Bytes of each answer; of an HTTP GET those of the body. Default: 0."));

    public static MappingShape Link { get; } = new(
        "link",
        new("latency", Scalars.Duration, "Time between the host and the network, one way. Default: 0."),
        new("jitter", Scalars.Duration, "Up to so much is added to the latency at random; packets keep their order. Default: 0."),
        new("bandwidth", Scalars.Bandwidth, "Bits a second, each way. Default: unlimited."),
        new("queue-bytes", Scalars.Whole("a number of bytes, 1500 to 1073741824", 1500, 1 << 30), "Bytes that may wait for the bandwidth; what comes on top is lost. Default: 1000000."),
        new("loss", Scalars.Share, "The share of packets that are lost at random, each way. Default: 0."));

    public static MappingShape FirewallRule { get; } = new(
        "firewall-rule",
        new("drop", Scalars.OneOf("in or out", "in", "out"), "Packets of this direction are dropped without a word, as iptables -j DROP does.", Presence.OneOf),
        new("reject", Scalars.OneOf("in or out", "in", "out"), "Packets of this direction are refused, as iptables -j REJECT does.", Presence.OneOf),
        new("accept", Scalars.OneOf("in or out", "in", "out"), "Packets of this direction pass; the rules behind this one do not see them.", Presence.OneOf),
        new("protocol", Scalars.Protocol, "tcp, udp, icmp, icmpv6 or a number. Default: every protocol."),
        new("peer", Scalars.Text("an address or CIDR block"), "The other end: an address or a CIDR block. Default: every address."),
        new("port", Scalars.Port, "The destination port. Default: every port."),
        new("user", Scalars.Name, "The user whose process sends, for rules about what goes out. Default: every user."));

    public static MappingShape World { get; } = new(
        "world",
        new("internet", new ListShape(InternetHost), "Hosts on the internet."),
        new("on-premises", new ListShape(OnPremisesHost), "Hosts in networks behind a VPN, Direct Connect or transit gateway."),
        new("services", new NamedShape("hosts", new ListShape(Service)), "What runs on a host; a host with none listed answers with RST and port unreachable."),
        new("links", new NamedShape("hosts", Link), "How far away a host is; internet and on-premises stand for all hosts there."),
        new("firewall", new NamedShape("hosts", new ListShape(FirewallRule)), "The firewall of a host's operating system: the first rule that fits counts, and what none fits passes."));
}
