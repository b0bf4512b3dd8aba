using VpcSim.DataPath.Services;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Hosts;

/// <summary>A host: its addresses, what runs on it, and the state of its network stack, which behaves as Linux does.</summary>
public sealed class Host
{
    /// <summary>MTU in bytes of an interface in a VPC, and of everybody else. (EC2 guide, "Network MTU for your EC2 instance")</summary>
    public const int JumboMtu = 9001, EthernetMtu = 1500;

    private const ushort FirstEphemeral = 32768, LastEphemeral = 60999; // ip_local_port_range of Linux
    internal const int EphemeralPorts = LastEphemeral - FirstEphemeral + 1;
    private readonly List<HostService> _services = [];
    private readonly List<FirewallRule> _firewall = [];
    private readonly Dictionary<IpAddress, int> _pathMtus = [];
    private ushort _latestIdentifier;
    private ushort _nextPort = FirstEphemeral;

    internal Host(int place, string name, HostKind kind) => (Place, Name, Kind) = (place, name, kind);

    public string Name { get; }

    public HostKind Kind { get; }

    /// <summary>The places in the design of its interfaces, the primary one first.</summary>
    public IReadOnlyList<int> Interfaces => InterfaceList;

    /// <summary>Addresses of a host outside or of a service.</summary>
    public IReadOnlyList<IpAddress> Addresses => AddressList;

    /// <summary>MTU in bytes of its own link.</summary>
    public int Mtu => Kind == HostKind.Inside ? JumboMtu : EthernetMtu;

    /// <summary>Where its DNS servers are, as DHCP told it; empty before.</summary>
    public IReadOnlyList<IpAddress> DnsServers { get; internal set; } = [];

    internal int Place { get; }

    internal List<int> InterfaceList { get; } = [];

    internal List<IpAddress> AddressList { get; } = [];

    /// <summary>What it lies behind, of a host outside.</summary>
    internal string? Behind { get; set; }

    /// <summary>The service of the VPC that it is.</summary>
    internal VpcService? Service { get; init; }

    /// <summary>The place in the design of the gateway endpoint that it answers behind; −1 for none.</summary>
    internal int Endpoint { get; init; } = -1;

    /// <summary>MTU in bytes that its TCP segments keep to, in what it sends and in what it announces: a customer gateway device lowers the MSS of connections
    /// to what its tunnels take, as AWS's configurations for it do, since they discover no MTU. (Site-to-Site VPN guide, "Best practices for your customer gateway device")</summary>
    internal int SegmentMtu { get; set; } = int.MaxValue;

    internal Link? Out { get; set; }

    internal Link? In { get; set; }

    /// <summary>Lets something run at a port. Of several at one port the last one counts.</summary>
    public void Run(HostService service)
    {
        _services.RemoveAll(other => other.Protocol == service.Protocol && other.Port == service.Port);
        _services.Add(service);
    }

    /// <summary>What runs at a port, or null.</summary>
    public HostService? ServiceAt(byte protocol, ushort port)
    {
        foreach (HostService service in _services)
            if (service.Protocol == protocol && service.Port == port) return service;
        return null;
    }

    /// <summary>Adds a rule behind those that its firewall has.</summary>
    public void Add(FirewallRule rule) => _firewall.Add(rule);

    internal FirewallAction Judge(bool outbound, byte protocol, WireAddress peer, ushort port, string? user)
    {
        if (_firewall.Count == 0) return FirewallAction.Accept;
        var address = new IpAddress(peer.High, peer.Low);
        foreach (FirewallRule rule in _firewall)
            if (rule.Matches(outbound, protocol, address, port, user)) return rule.Action;
        return FirewallAction.Accept;
    }

    /// <summary>The MTU in bytes of the way to an address, as far as ICMP has told. (RFC 1191, RFC 8201)</summary>
    internal int PathMtu(WireAddress to) => _pathMtus.Count > 0 && _pathMtus.TryGetValue(new IpAddress(to.High, to.Low), out int mtu) ? mtu : Mtu;

    internal bool LowerPathMtu(WireAddress to, int mtu)
    {
        if (mtu <= 0 || mtu >= PathMtu(to)) return false;
        _pathMtus[new IpAddress(to.High, to.Low)] = mtu;
        return true;
    }

    internal ushort TakeIdentifier() => ++_latestIdentifier;

    internal ushort TakePort()
    {
        ushort port = _nextPort;
        _nextPort = port == LastEphemeral ? FirstEphemeral : (ushort)(port + 1);
        return port;
    }
}
