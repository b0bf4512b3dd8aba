using System.Text;
using VpcSim.Oracle.Tests.Networks;
using VpcSim.Oracle.Tests.Traffic;

namespace VpcSim.Oracle.Tests.Kernel;

/// <summary>
/// The namespaces and the pairs of interfaces between them, the same for all networks: each host, the internet and the premises have a namespace of their own;
/// <c>groups</c> judges between a host and the router, <c>router</c> between subnets; <c>nat</c> translates, <c>eigw</c> lets IPv6 out and its answers in.
/// </summary>
/// <remarks>
/// <code>
/// host hN ─ p0 ══ hN ┐ groups ┌ rN ══ eN ┐ router ┌ inet ══ p0 ─ internet
///                    └────────┘          └────────┘ prem ══ p0 ─ premises
///    router nat ══ p0 nat                 router pcxN ══ peerN router, a peering connection
///    router eigw ══ in ┐ eigw ┌ out ══ p1 ─ internet
///   router back ══ side ┘     └
/// </code>
/// A packet passes <c>groups</c> twice, at its sender's and at its receiver's interface; each interface is a zone of connection tracking. What comes from the internet for an
/// interface whose subnet answers by the egress-only internet gateway goes in by its <c>side</c>.
/// </remarks>
internal sealed class Topology : IDisposable
{
    private const string Family = "vpcsim-oracle-";
    private static readonly string _prefix = $"{Family}{Environment.ProcessId}-";

    public static string Groups { get; } = _prefix + "groups";

    public static string Router { get; } = _prefix + "router";

    public static string NatGateway { get; } = _prefix + "nat";

    public static string EgressOnlyGateway { get; } = _prefix + "eigw";

    /// <summary>Interfaces of the router to which routes lead that lead nowhere.</summary>
    public const string NoRoute = "noroute", Blackhole = "gone", Nobody = "nobody";

    /// <summary>Interfaces of the router behind which gateways are that keep state.</summary>
    public const string Nat = "nat", EgressOnly = "eigw";

    private const string Back = "back";

    /// <summary>The mark of what goes in by the egress-only internet gateway.</summary>
    public const int ByEgressOnly = 900;

    /// <summary>Numbers of the route tables of what comes from gateways.</summary>
    public const int NatTable = 330, EgressOnlyTable = 331;

    /// <summary>The Ethernet address of every interface.</summary>
    public static byte[] Mac { get; } = [2, 0, 0, 0, 0, 1];

    private static readonly string[] _judges = [Groups, Router, NatGateway, EgressOnlyGateway];

    private Topology() => Ports =
    [
        .. Enumerable.Range(0, Probe.OnPremises + 1).Select(place => PacketPort.Open(NamespaceOf(place), "p0")), PacketPort.Open(NamespaceOf(Probe.Internet), "p1"),
    ];

    /// <summary>Where packets are sent and arrive, by place.</summary>
    public PacketPort[] Ports { get; }

    /// <summary>The interface of the router behind which a place is.</summary>
    public static string RouterInterfaceOf(int place) => place switch { Probe.Internet => "inet", Probe.OnPremises => "prem", _ => $"e{place}" };

    /// <summary>The interface of the router through which a VPC and the first one send to each other.</summary>
    /// <param name="vpc">The other VPC.</param>
    /// <param name="atPeer">Whether what the other VPC sends goes out by it.</param>
    public static string PeeringInterface(int vpc, bool atPeer) => $"{(atPeer ? "peer" : "pcx")}{vpc}";

    /// <summary>The route table of what has come through a peering connection into the other VPC, or out of it into the first one.</summary>
    public static int PeeringTable(int vpc, bool atPeer) => (atPeer ? 350 : 340) + vpc;

    /// <summary>Why this machine cannot be the judge; null if it can.</summary>
    public static string? WhyNot()
    {
        if (!OperatingSystem.IsLinux()) return "the second judge is the Linux kernel";
        if (!Environment.IsPrivilegedProcess) return "network namespaces take root";
        string trial = _prefix + "try";
        if (!Commands.TryRun("", out _, out string error, "ip", "netns", "add", trial)) return $"this machine makes no network namespaces (iproute2 and CAP_SYS_ADMIN): {error.Trim()}";
        try
        {
            if (!Commands.TryRun("link add v0 type veth peer name v1\nrule add iif v0 lookup 100\n", out _, out error, "ip", "-n", trial, "-batch", "-"))
                return $"this machine makes no pairs of interfaces or rules of routing (CAP_NET_ADMIN): {error.Trim()}";
            const string Rules = "add table inet t; add chain inet t c { type filter hook prerouting priority raw; }; add rule inet t c ct zone set 1";
            return Commands.TryRun(Rules, out _, out error, "ip", "netns", "exec", trial, "nft", "-f", "-") ? null : $"this machine has no nftables (apt-get install nftables): {error.Trim()}";
        }
        finally
        {
            Commands.TryRun("", out _, out _, "ip", "netns", "del", trial);
        }
    }

    public static Topology Build()
    {
        Remove();
        var places = Enumerable.Range(0, Probe.OnPremises + 1).ToArray();
        Commands.Run(string.Concat(places.Select(place => $"netns add {NamespaceOf(place)}\n")) + string.Concat(_judges.Select(judge => $"netns add {judge}\n")), "ip", "-batch", "-");
        var links = new StringBuilder();
        foreach (int place in places)
        {
            bool host = place < Probe.Internet;
            links.AppendLine($"link add p0 netns {NamespaceOf(place)} type veth peer name {(host ? $"h{place}" : RouterInterfaceOf(place))} netns {(host ? Groups : Router)}");
            if (host) links.AppendLine($"link add r{place} netns {Groups} type veth peer name e{place} netns {Router}");
        }
        foreach (string nowhere in (string[])[NoRoute, Blackhole, Nobody]) links.AppendLine($"link add {nowhere} netns {Router} type veth peer name {nowhere}-end netns {Router}");
        links.AppendLine($"link add p0 netns {NatGateway} type veth peer name {Nat} netns {Router}");
        links.AppendLine($"link add in netns {EgressOnlyGateway} type veth peer name {EgressOnly} netns {Router}\nlink add side netns {EgressOnlyGateway} type veth peer name {Back} netns {Router}");
        links.AppendLine($"link add out netns {EgressOnlyGateway} type veth peer name p1 netns {NamespaceOf(Probe.Internet)}");
        string[] peerings = [.. Enumerable.Range(1, Places.MostVpcs - 1).SelectMany(vpc => (string[])[PeeringInterface(vpc, atPeer: false), PeeringInterface(vpc, atPeer: true)])];
        for (int i = 0; i < peerings.Length; i += 2) links.AppendLine($"link add {peerings[i]} netns {Router} type veth peer name {peerings[i + 1]} netns {Router}");
        Commands.Run(links.ToString(), "ip", "-batch", "-");
        foreach (int place in places) Raise(NamespaceOf(place), place == Probe.Internet ? ["p0", "p1"] : ["p0"], forwards: false);
        Raise(Groups, [.. Enumerable.Range(0, Places.MostHosts).SelectMany(host => (string[])[$"h{host}", $"r{host}"])], forwards: true);
        Raise(NatGateway, ["p0"], forwards: true);
        Raise(EgressOnlyGateway, ["in", "out", "side"], forwards: true);
        Raise(Router, [.. places.Select(RouterInterfaceOf), Nat, EgressOnly, Back, .. peerings, NoRoute, Blackhole, Nobody, $"{NoRoute}-end", $"{Blackhole}-end", $"{Nobody}-end"], forwards: true);
        Steer();
        return new Topology();
    }

    public void Dispose()
    {
        foreach (PacketPort port in Ports) port.Dispose();
        Remove();
    }

    private static string NamespaceOf(int place) => _prefix + Probe.NameOf(place);

    // Ours, and those of runs that were killed, which another run may remove at the same time.
    private static void Remove()
    {
        string there = Commands.Run("", "ip", "netns", "list");
        IEnumerable<string> gone = there.Split('\n').Select(line => line.Split(' ')[0]).Where(name => name.StartsWith(Family, StringComparison.Ordinal) && !IsOfAnotherRun(name));
        Commands.TryRun(string.Concat(gone.Select(name => $"netns del {name}\n")), out _, out _, "ip", "-force", "-batch", "-");
    }

    private static bool IsOfAnotherRun(string name) =>
        int.TryParse(name[Family.Length..].Split('-')[0], out int process) && process != Environment.ProcessId && Directory.Exists($"/proc/{process}");

    // Every interface has the same Ethernet address and asks for none: what one end sends is for the other.
    private static void Raise(string networkNamespace, string[] interfaces, bool forwards)
    {
        string settings = forwards
            ? "net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0 net.ipv6.conf.default.addr_gen_mode=1 net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.default.send_redirects=0"
            : "net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1";
        Commands.Run("", ["ip", "netns", "exec", networkNamespace, "sysctl", "-q", "-w", .. settings.Split(' ')]);
        if (forwards) Commands.Run("", ["ip", "netns", "exec", networkNamespace, "sysctl", "-q", "-w", .. interfaces.SelectMany(PerInterface)]);
        string lines = string.Concat(interfaces.Select(name => $"link set {name} address 02:00:00:00:00:01 arp off up\n"));
        Commands.Run(lines, "ip", "-n", networkNamespace, "-batch", "-");
    }

    private static string[] PerInterface(string name) => [$"net.ipv4.conf.{name}.rp_filter=0", $"net.ipv6.conf.{name}.addr_gen_mode=1", $"net.ipv6.conf.{name}.accept_ra=0"];

    // In groups what comes from a host goes to the router's side of its interface and back; in the router each interface has a route table of its own.
    private static void Steer()
    {
        foreach (string family in (string[])["-4", "-6"])
        {
            var groups = new StringBuilder();
            var router = new StringBuilder();
            for (int host = 0; host < Places.MostHosts; host++)
            {
                groups.AppendLine($"rule add iif h{host} lookup {100 + host}\nroute add default dev r{host} table {100 + host}");
                groups.AppendLine($"rule add iif r{host} lookup {200 + host}\nroute add default dev h{host} table {200 + host}");
            }
            for (int place = 0; place <= Probe.OnPremises; place++) router.AppendLine($"rule add iif {RouterInterfaceOf(place)} lookup {TableOf(place)}");
            Commands.Run(groups.ToString(), "ip", family, "-n", Groups, "-batch", "-");
            SteerGateways(router);
            Commands.Run(router.ToString(), "ip", family, "-n", Router, "-batch", "-");
            Commands.Run("route add default dev p0", "ip", family, "-n", NatGateway, "-batch", "-");
            Commands.Run("rule add iif in lookup 100\nroute add default dev out table 100\nrule add iif side lookup 200\nroute add default dev in table 200", "ip", family, "-n", EgressOnlyGateway, "-batch", "-");
        }
        foreach (string judge in _judges.Where(judge => judge != Router)) Track(judge);
    }

    // The kernel's lookups for a mark are those of the host whose table has the mark's number.
    private static void SteerGateways(StringBuilder router)
    {
        router.AppendLine($"rule add iif {Nat} lookup {NatTable}\nrule add iif {EgressOnly} lookup {EgressOnlyTable}");
        for (int vpc = 1; vpc < Places.MostVpcs; vpc++)
            foreach (bool atPeer in (bool[])[false, true]) router.AppendLine($"rule add iif {PeeringInterface(vpc, atPeer)} lookup {PeeringTable(vpc, atPeer)}");
        for (int host = 0; host < Places.MostHosts; host++) router.AppendLine($"rule add fwmark {TableOf(host)} lookup {TableOf(host)}");
        router.AppendLine($"rule add fwmark {ByEgressOnly} lookup {ByEgressOnly}\nroute add default dev {Back} table {ByEgressOnly}");
    }

    private static void Track(string judge)
    {
        Commands.Run("table inet start { chain c { type filter hook prerouting priority filter; ct state invalid counter; }; }", "ip", "netns", "exec", judge, "nft", "-f", "-");
        string[] liberal = ["net.netfilter.nf_conntrack_tcp_be_liberal=1", "net.netfilter.nf_conntrack_checksum=0", "net.netfilter.nf_conntrack_tcp_loose=1"];
        Commands.Run("", ["ip", "netns", "exec", judge, "sysctl", "-q", "-w", .. liberal]);
    }

    /// <summary>The number of the route table of what comes from a place.</summary>
    public static int TableOf(int place) => 300 + place;
}
