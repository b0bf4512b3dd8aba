using VpcSim.Scenarios.Actions;
using VpcSim.Testing.Attempts;

namespace VpcSim.Testing;

/// <summary>A host that does something, and how.</summary>
/// <remarks>What it is told begins at once. What takes no time has happened when the call returns; the rest happens while the clock moves, and an assertion about the result waits for its end.</remarks>
public sealed record Sender
{
    private readonly SimulatedNetwork _network;
    private readonly string _host;

    internal Sender(SimulatedNetwork network, string host) => (_network, _host) = (network, host);

    private string? User { get; init; }

    private TimeSpan? Timeout { get; init; }

    private int ContainerHops { get; init; }

    private bool PrefersIPv6 { get; init; }

    /// <summary>A process of this user does it, for the firewall on the host.</summary>
    public Sender As(string user) => this with { User = user };

    /// <summary>The process waits so long at most, not for as long as its protocol does.</summary>
    public Sender WithTimeout(TimeSpan timeout) => this with { Timeout = timeout };

    /// <summary>A container does it, behind so many routers on the host, each of which takes one from the TTL.</summary>
    public Sender InContainer(int hops = 1) => this with { ContainerHops = hops };

    /// <summary>An IPv6 address of the receiver is taken before an IPv4 one.</summary>
    public Sender OverIPv6() => this with { PrefersIPv6 = true };

    /// <summary>Opens a TCP connection, sends bytes, holds it open so long, reads until the other side closes, and closes.</summary>
    /// <remarks>The receiver is a host's name, an address, or a name that DNS knows. A source port of 0 is the next free one.</remarks>
    public ConnectAttempt Connect(string to, int port, long sendBytes = 0, TimeSpan hold = default, int sourcePort = 0) => new(_network, Begin(
        to,
        new Connect(_host, to, Port(port)) { SendBytes = sendBytes, HoldNs = Spans.Nanoseconds(hold), SourcePort = Port(sourcePort, least: 0), PrefersIPv6 = PrefersIPv6 }));

    /// <summary>Sends ICMP or ICMPv6 echo requests, one a second, and waits 10 s for the last reply.</summary>
    public RequestAttempt Ping(string to, int count = 1, int bytes = 56, bool dontFragment = true, int ttl = 64) => new(_network, Begin(
        to,
        new Ping(_host, to) { Count = count, Size = bytes, DontFragment = dontFragment, Ttl = ttl is >= 1 and <= 255 ? (byte)ttl : throw OutOfRange("a TTL", ttl, 1, 255), PrefersIPv6 = PrefersIPv6 }));

    /// <summary>Sends UDP datagrams, one a second, and waits 5 s for the last answer.</summary>
    public RequestAttempt Send(string to, int port, int bytes = 32, int count = 1, int sourcePort = 0) => new(_network, Begin(
        to,
        new Send(_host, to, Port(port)) { Bytes = bytes, Count = count, SourcePort = Port(sourcePort, least: 0), PrefersIPv6 = PrefersIPv6 }));

    /// <summary>Asks the host's DNS server, or one at an address, for a name: type A, AAAA, PTR and the like.</summary>
    public ResolveAttempt Resolve(string name, string type = "A", string? server = null)
    {
        IReadOnlyDictionary<string, ushort> types = Scenarios.Actions.Resolve.Types;
        if (!types.TryGetValue(type, out ushort number)) throw new VpcUsageException($"'{type}' is no type of record; there are {string.Join(", ", types.Keys)}");
        return new ResolveAttempt(_network, Begin(null, new Resolve(_host, name) { Type = number, Server = server }));
    }

    /// <summary>An HTTP GET; TLS is not spoken.</summary>
    public HttpAttempt HttpGet(string url) => new(_network, Begin(null, new Fetch(_host, url)));

    /// <summary>Asks the instance metadata service: with a session token (version 2), or without (version 1).</summary>
    public HttpAttempt Metadata(string path = "/latest/meta-data/", int version = 2) => new(_network, Begin(
        null,
        new Metadata(_host, path.StartsWith('/') ? path : $"/{path}") { WithoutToken = version is 1 or 2 ? version == 1 : throw OutOfRange("the version", version, 1, 2), OverIPv6 = PrefersIPv6 }));

    /// <summary>Asks the Amazon Time Sync Service, or a server, for the time.</summary>
    public RequestAttempt SyncTime(string? server = null) => new(_network, Begin(null, new Time(_host) { Server = server }));

    /// <summary>Asks Amazon's key management server, or another one, to activate Windows.</summary>
    public RequestAttempt ActivateWindows(string? server = null) => new(_network, Begin(null, new Activate(_host) { Server = server }));

    /// <summary>Starts the host: it asks for its address and options by DHCP.</summary>
    public RequestAttempt Boot() => new(_network, Begin(null, new Boot(_host)));

    private ActionResult Begin(string? to, HostAction action)
    {
        if (to is not null) _network.CheckReceiver(to);
        return _network.Begin(action with
        {
            User = User ?? action.User,
            TimeoutNs = Timeout is { } timeout ? Spans.Nanoseconds(timeout) : null,
            ContainerHops = ContainerHops,
        });
    }

    private static ushort Port(int port, int least = 1) => port >= least && port <= ushort.MaxValue ? (ushort)port : throw OutOfRange("a port", port, least, ushort.MaxValue);

    private static VpcUsageException OutOfRange(string what, int value, int least, int most) => new(FormattableString.Invariant($"{what} is a number from {least} to {most}, not {value}"));
}
