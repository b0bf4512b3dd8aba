using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using VpcSim.Import;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Runs;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Testing.Building;

/// <summary>Says what no template can: hosts outside, what runs on hosts, links, time. Then <see cref="Start"/>.</summary>
/// <typeparam name="TSelf">The builder that goes on.</typeparam>
public abstract class WorldBuilder<TSelf>
    where TSelf : WorldBuilder<TSelf>
{
    private readonly List<ScenarioHost> _outside = [];
    private readonly List<(Placed Host, HostService Service)> _services = [];
    private readonly List<(Placed Host, LinkOptions Link)> _links = [];
    private readonly List<(Placed Host, FirewallRule Rule)> _firewalls = [];
    private readonly List<(Placed Name, string Value)> _settings = [];
    private readonly List<(Placed Name, int Value)> _quotas = [];

    private protected WorldBuilder()
    {
        Log = new CallLog();
        Self = (TSelf)this;
        Planned = new Scenario { File = "test", Designs = [] };
    }

    private protected CallLog Log { get; }

    private protected TSelf Self { get; }

    /// <summary>What has been said so far of when and where.</summary>
    private protected Scenario Planned { get; set; }

    /// <summary>A host on the internet, with an address of IPv4 or IPv6, or one of each.</summary>
    public TSelf OnInternet(string name, string address, string? secondAddress = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(OnInternet), name, address, secondAddress), file, line);
        _outside.Add(new ScenarioHost(new Placed(name, call.Place), Addresses(call, address, secondAddress), OnPremises: false, Behind: null));
        return Self;
    }

    /// <summary>A host on premises; behind which VPN connection, virtual private gateway, virtual interface or transit gateway attachment, where its address does not tell.</summary>
    public TSelf OnPremises(string name, string address, string? behind = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(OnPremises), name, address, behind), file, line);
        _outside.Add(new ScenarioHost(new Placed(name, call.Place), Addresses(call, address), OnPremises: true, behind is null ? null : new Placed(behind, call.Place)));
        return Self;
    }

    /// <summary>Something listens at a TCP port of a host; it answers a request with so many bytes, a GET of HTTP with a body of so many. Elsewhere a host answers with RST.</summary>
    public TSelf Listen(string host, int tcpPort, long responseBytes = 0, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Run(CallWords.Of(nameof(Listen), host, tcpPort), host, IpProtocol.Tcp, tcpPort, responseBytes, file, line);

    /// <summary>Something listens at a UDP port of a host; it answers a datagram with so many bytes. Elsewhere a host answers with ICMP port unreachable.</summary>
    public TSelf ListenUdp(string host, int port, long responseBytes = 0, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Run(CallWords.Of(nameof(ListenUdp), host, port), host, IpProtocol.Udp, port, responseBytes, file, line);

    /// <summary>How a host's link behaves, each way; <c>internet</c> and <c>on-premises</c> stand for all hosts there that have none of their own. Ideal without.</summary>
    /// <remarks>Jitter comes on top of the latency; bandwidth is in bits a second, 0 for no limit; loss is a share from 0 to 1.</remarks>
    public TSelf Link(
        string host, TimeSpan latency = default, TimeSpan jitter = default, long bitsPerSecond = 0, double loss = 0, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(Link), host), file, line);
        if (latency < TimeSpan.Zero || jitter < TimeSpan.Zero || bitsPerSecond < 0) Log.Add(call, "latency, jitter and bandwidth are 0 or more");
        if (loss is not (>= 0 and <= 1)) Log.Add(call, "loss is a share from 0 to 1");
        _links.Add((new Placed(host, call.Place), new LinkOptions { LatencyNs = Spans.Nanoseconds(latency), JitterNs = Spans.Nanoseconds(jitter), BitsPerSecond = bitsPerSecond, Loss = loss }));
        return Self;
    }

    /// <summary>The firewall on a host; the first rule that fits decides, and none lets everything pass.</summary>
    public TSelf Firewall(string host, Action<FirewallBuilder> rules, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        CallSite call = Log.Note(CallWords.Of(nameof(Firewall), host), file, line);
        rules(new FirewallBuilder(Log, call, rule => _firewalls.Add((new Placed(host, call.Place), rule))));
        return Self;
    }

    /// <summary>How a point that AWS leaves undocumented is decided (docs/settings.md): <c>Setting("tcp-syn-timeout", "30")</c>.</summary>
    public TSelf Setting(string name, string value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _settings.Add((new Placed(name, Log.Note(CallWords.Of(nameof(Setting), name, value), file, line).Place), value));
        return Self;
    }

    /// <summary>A quota that AWS has raised for the account (docs/quotas.md).</summary>
    public TSelf Quota(string name, int value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _quotas.Add((new Placed(name, Log.Note(CallWords.Of(nameof(Quota), name, value), file, line).Place), value));
        return Self;
    }

    /// <summary>The region; <c>us-east-1</c> without.</summary>
    public TSelf Region(string region)
    {
        Planned = Planned with { Region = region };
        return Self;
    }

    /// <summary>The account, 12 digits; <c>123456789012</c> without.</summary>
    public TSelf Account(string account)
    {
        Planned = Planned with { Account = account };
        return Self;
    }

    /// <summary>What chance begins with: loss, jitter, sequence numbers. 1 without.</summary>
    public TSelf Seed(ulong seed)
    {
        Planned = Planned with { Seed = seed };
        return Self;
    }

    /// <summary>When the simulated clock begins; at 2026-01-01T00:00:00Z without.</summary>
    public TSelf StartingAt(DateTimeOffset moment)
    {
        Planned = Planned with { StartNs = Spans.Nanoseconds(moment - DateTimeOffset.UnixEpoch) };
        return Self;
    }

    /// <summary>Brings the design and its hosts to life.</summary>
    /// <exception cref="VpcUsageException">AWS would refuse the design, or something in it or around it cannot be; the message says all that is wrong, each with the call.</exception>
    [StackTraceHidden]
    public SimulatedNetwork Start([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Scenario scenario = Planned with
        {
            World = new ScenarioWorld { Outside = [.. _outside], Services = [.. _services], Links = [.. _links], Firewalls = [.. _firewalls] },
            Settings = [.. _settings],
            Quotas = [.. _quotas],
        };
        ImportResult? import = Import(scenario, Log.Note($"{nameof(Start)}()", file, line));
        foreach (ImportError error in import?.Errors ?? []) Log.Add(error);
        ThrowIfMistaken();
        LoadedScenario? loaded = LoadedScenario.Load(scenario, import!, out ImmutableArray<ScenarioProblem> problems);
        foreach (ScenarioProblem problem in problems) Log.Add(problem);
        ThrowIfMistaken();
        try
        {
            return new SimulatedNetwork(loaded!, [.. import!.Findings.Select(Words)]);
        }
        catch (SimulationException problem)
        {
            throw new VpcUsageException(problem.Message, problem);
        }
    }

    /// <summary>Reads the design; what is wrong with it stands in the result or in <see cref="Log"/>.</summary>
    private protected abstract ImportResult? Import(Scenario scenario, CallSite call);

    private protected virtual string Words(Finding finding) => $"{finding.Place}: {finding.Code}: {finding.Message}";

    [StackTraceHidden]
    private protected void ThrowIfMistaken()
    {
        if (!Log.HasMistakes) return;
        string[] mistakes = [.. Log.Mistakes];
        throw new VpcUsageException(mistakes.Length == 1 ? mistakes[0] : $"the design cannot be used:\n  {string.Join("\n  ", mistakes)}");
    }

    private TSelf Run(string words, string host, byte protocol, int port, long responseBytes, string file, int line)
    {
        CallSite call = Log.Note(words, file, line);
        if (port is < 1 or > ushort.MaxValue) Log.Add(call, "a port is a number from 1 to 65535");
        else if (responseBytes < 0) Log.Add(call, "a response has 0 bytes or more");
        else _services.Add((new Placed(host, call.Place), new HostService(protocol, (ushort)port) { ResponseBytes = responseBytes }));
        return Self;
    }

    private ImmutableArray<IpAddress> Addresses(CallSite call, params ReadOnlySpan<string?> texts)
    {
        var addresses = ImmutableArray.CreateBuilder<IpAddress>();
        foreach (string? text in texts)
        {
            if (text is null) continue;
            if (!IpAddress.TryParse(text, out IpAddress address)) Log.Add(call, $"'{text}' is no address; write one such as 198.51.100.7");
            else if (addresses.Any(other => other.IsIPv4 == address.IsIPv4)) Log.Add(call, "a host has one address of each family");
            else addresses.Add(address);
        }
        return addresses.ToImmutable();
    }
}
