using CsCheck;
using VpcSim.Model.Designs;

namespace VpcSim.DataPath.Tests.Properties;

/// <summary>
/// A network that fits a screen: subnets a and b behind an internet gateway; one (10.0.1.10, public) and two (10.0.1.20) in a, three
/// (10.0.2.30, public, in both groups) in b. Its rules are drawn.
/// </summary>
/// <param name="One">Rules of the group of one and three.</param>
/// <param name="Two">Rules of the group of two and three.</param>
/// <param name="AclA">Entries of the network ACL of subnet a; none for the default one.</param>
/// <param name="AclB">The same of subnet b.</param>
internal sealed record SmallNetwork(string[] One, string[] Two, string[] AclA, string[] AclB)
{
    private static readonly string[] Ends = ["10.0.1.10", "10.0.1.20", "10.0.2.30", "203.0.113.5"];

    private static readonly string[] Open = ["in all 0.0.0.0/0", "out all 0.0.0.0/0"];

    private static readonly Gen<string> Traffic = Some.Of(
        "all", "tcp 80", "tcp 53-443", "tcp 1024-65535", "tcp", "udp 53", "udp 80-2000", "udp 0-65535", "icmp", "icmp 8/0", "icmp 0");

    private static readonly Gen<string> Entry = Gen.Select(
        Some.Of("allow", "allow", "allow", "deny"), Traffic, Some.Of("0.0.0.0/0", "0.0.0.0/0", "10.0.0.0/16", "10.0.1.0/28", "203.0.113.0/24"),
        (action, traffic, peer) => $"{action} {traffic} {peer}");

    private static readonly Gen<string[]> Entries = Gen.Select(Entry.Array[1, 3], Entry.Array[1, 3], (ingress, egress) => (string[])
        [.. ingress.Select((entry, i) => $"in {i * 10 + 10} {entry}"), .. egress.Select((entry, i) => $"out {i * 10 + 10} {entry}")]);

    /// <summary>A rule of a security group.</summary>
    public static Gen<string> Rule { get; } = Gen.Select(
        Some.Of("in", "out"), Traffic, Some.Of("0.0.0.0/0", "10.0.0.0/16", "10.0.1.0/24", "10.0.2.30/32", "203.0.113.0/24", "sg-one", "sg-two"),
        (direction, traffic, peer) => $"{direction} {traffic} {peer}");

    /// <summary>An entry of a network ACL that allows, between the numbers of the others.</summary>
    public static Gen<string> AllowEntry { get; } = Gen.Select(
        Some.Of("in", "out"), Gen.Int[0, 3], Gen.Int[1, 9], Traffic, Some.Of("0.0.0.0/0", "10.0.0.0/16", "10.0.1.0/28", "203.0.113.0/24"),
        (direction, tens, ones, traffic, peer) => $"{direction} {(tens * 10) + ones} allow {traffic} {peer}");

    private static readonly Gen<string[]> Rules = Rule.Array[0, 5].Select(rules => rules.Distinct().ToArray());

    /// <summary>Random groups; the network ACLs let everything through.</summary>
    public static Gen<SmallNetwork> OfGroups { get; } = Gen.Select(Rules, Rules, (one, two) => new SmallNetwork(one, two, [], []));

    /// <summary>Random groups and network ACLs.</summary>
    public static Gen<SmallNetwork> Any { get; } =
        Gen.Select(Rules, Rules, Entries, Entries, (one, two, a, b) => new SmallNetwork(one, two, a, b));

    /// <summary>Random network ACLs; the groups let everything through.</summary>
    public static Gen<SmallNetwork> OfAcls { get; } = Gen.Select(Entries, Entries, (a, b) => new SmallNetwork(Open, Open, a, b));

    /// <summary>What begins a conversation: a SYN, a datagram or an echo request between interfaces, or one and the internet.</summary>
    public static Gen<Packet> Request { get; } = Gen.Select(
        Gen.Int[0, 3], Gen.Int[1, 3], Some.Of<ushort>(53, 80, 443, 2000), Some.Of<ushort>(40000, 40001, 700), Gen.Int[0, 2], RequestOf);

    public Design Written => Build().Written;

    public Run Start() => Build().Start();

    public override string ToString() =>
        $"one: {string.Join(", ", One)}; two: {string.Join(", ", Two)}; a: {string.Join(", ", AclA)}; b: {string.Join(", ", AclB)}";

    private DesignBuilder Build()
    {
        DesignBuilder builder = new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw");
        if (AclA.Length > 0) builder.Acl("a", AclA);
        if (AclB.Length > 0) builder.Acl("b", AclB);
        return builder.Subnet("a", "10.0.1.0/24", acl: AclA.Length > 0 ? "a" : null).Subnet("b", "10.0.2.0/24", acl: AclB.Length > 0 ? "b" : null)
            .Group("one", One).Group("two", Two)
            .Eni("one", "10.0.1.10", "one", publicAddress: "198.51.100.10").Eni("two", "10.0.1.20", "two")
            .Eni("three", "10.0.2.30", "one two", publicAddress: "198.51.100.30");
    }

    private static Packet RequestOf(int from, int further, ushort port, ushort sourcePort, int kind)
    {
        string source = Ends[from], destination = Ends[(from + further) % Ends.Length];
        return kind switch
        {
            0 => Tcp.Syn(source, destination, port, sourcePort),
            1 => Udp.Datagram(source, destination, port, sourcePort),
            _ => Icmp.Echo(source, destination, identifier: sourcePort),
        };
    }
}
