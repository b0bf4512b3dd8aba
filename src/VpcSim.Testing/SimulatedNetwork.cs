using System.Collections.Immutable;
using System.Diagnostics;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Runs;
using VpcSim.Scenarios.Simulations;
using VpcSim.Testing.Running;

namespace VpcSim.Testing;

/// <summary>A design that lives: its hosts do what a test tells them, and what comes of it is looked at. Everything happens in simulated time, in one order, the same each run.</summary>
/// <remarks>One thread uses it at a time. Networks know nothing of each other, so tests may run in parallel.</remarks>
public sealed class SimulatedNetwork
{
    private readonly LoadedScenario _loaded;
    private readonly MeterTape _tape = new();
    private readonly LiveWorld _world;
    private ActionJudge? _judge;
    private ExpectationNames? _names;

    internal SimulatedNetwork(LoadedScenario loaded, ImmutableArray<string> findings)
    {
        (_loaded, Findings) = (loaded, findings);
        _world = new LiveWorld(loaded, _tape);
        Clock = new SimulatedClock(_world.Simulation);
        FlowLogs = new FlowLogs(this);
        Simulation.Changed += (design, timeNs) =>
        {
            _tape.Change(design, timeNs);
            (_judge, _names) = (null, null);
        };
    }

    /// <summary>The simulated clock. Nothing reads a real one.</summary>
    public SimulatedClock Clock { get; }

    /// <summary>The flow logs of all traffic so far.</summary>
    public FlowLogs FlowLogs { get; }

    /// <summary>What was assumed of the design or left out of it, in sentences; empty where all of it is modelled.</summary>
    public IReadOnlyList<string> Findings { get; }

    internal Simulation Simulation => _world.Simulation;

    /// <summary>The host that does something: an instance, an interface, a host outside, by any of its names.</summary>
    /// <exception cref="VpcUsageException">Nobody is called so; the message says the nearest names.</exception>
    public Sender From(string host)
    {
        CheckHost(host);
        return new Sender(this, host);
    }

    /// <summary>Changes the design now, by a request of AWS's API or an event of a link, in the words of scenario files (docs/changes.md):
    /// <c>Change("revoke-security-group-ingress: { group: WebSg, protocol: tcp, port: 443, cidr: 0.0.0.0/0 }")</c>, <c>Change("tunnel-down: Office/1")</c>.</summary>
    /// <exception cref="VpcUsageException">It is no request, or names what there is not.</exception>
    /// <exception cref="VpcAssertionException">AWS refuses it.</exception>
    [StackTraceHidden]
    public void Change(string request)
    {
        if (Try(request) is { } refused) throw new VpcAssertionException($"{request}\n  AWS refuses the change: {refused.Message}", refused);
    }

    /// <summary>Expects that AWS refuses a change with this error code; the design stays as it is.</summary>
    /// <exception cref="VpcUsageException">It is no request.</exception>
    /// <exception cref="VpcAssertionException">AWS takes it, or refuses it with another code.</exception>
    [StackTraceHidden]
    public void ShouldRefuse(string request, string code)
    {
        ChangeRefusedException? refused = Try(request, expectsRefusal: true);
        if (refused is null) throw new VpcAssertionException($"{request}\n  expected refused {code}, got done: AWS takes the change");
        if (refused.Code != code) throw new VpcAssertionException($"{request}\n  expected refused {code}, got {refused.Message}", refused);
    }

    /// <summary>
    /// Nothing gets from one set of hosts to another: not by any kind of packet that the design tells apart, as it is now, and not in what the test did so far.
    /// </summary>
    /// <remarks>Sets are hosts, instances, interfaces, addresses, subnets, security groups, VPCs, <c>internet</c> and <c>on-premises</c>.</remarks>
    [StackTraceHidden]
    public void Never(string from, string to, Traffic? traffic = null, IpFamily family = IpFamily.Both) => Judge(TrafficRule.Never, from, to, traffic, family);

    /// <summary>Every kind of packet that the design tells apart gets from one set of hosts to another, as it is now.</summary>
    [StackTraceHidden]
    public void Always(string from, string to, Traffic? traffic = null, IpFamily family = IpFamily.Both) => Judge(TrafficRule.Always, from, to, traffic, family);

    /// <summary>What gets from one set of hosts to another, as the design is now, passes these components in their order; nothing getting there fails.</summary>
    [StackTraceHidden]
    public void Path(string from, string to, string[] via, Traffic? traffic = null, IpFamily family = IpFamily.Both)
    {
        if (via.Length == 0) throw new VpcUsageException($"{nameof(Path)}: name a component that is passed, such as a gateway");
        Judge(TrafficRule.Path, from, to, traffic, family, via);
    }

    /// <summary>Begins an action, and lets happen what takes no time.</summary>
    internal ActionResult Begin(HostAction action)
    {
        try
        {
            ActionResult result = Simulation.Do(action);
            Simulation.RunUntil(Simulation.NowNs);
            return result;
        }
        catch (SimulationException problem)
        {
            throw new VpcUsageException($"{ActionText.Of(action)}: {problem.Message}", problem);
        }
    }

    // Whatever has a dot may be a name that DNS knows, and nobody needs to own an address that something is sent to.
    internal void CheckReceiver(string name)
    {
        if (!name.Contains('.', StringComparison.Ordinal) && !IpAddress.TryParse(name, out _)) CheckHost(name);
    }

    /// <summary>What is wrong with what came of an action, with the reason; null where it is as expected.</summary>
    /// <exception cref="VpcUsageException">The expectation names a component that there is not.</exception>
    internal string? FailureOf(StepExpectation expectation, ActionResult result)
    {
        _names ??= new ExpectationNames(Simulation.Design, _loaded.Scenario.World, _loaded.Design);
        ThrowIfUnknown(_names.UnknownIn(expectation));
        _judge ??= new ActionJudge(Simulation.Design);
        return _judge.FailureOf(expectation, result);
    }

    internal string Why(ActionResult result) => (_judge ??= new ActionJudge(Simulation.Design)).Why(result);

    [StackTraceHidden]
    internal void Judge(ScenarioExpectation expectation, RecordLog records)
    {
        _names ??= new ExpectationNames(Simulation.Design, _loaded.Scenario.World, _loaded.Design);
        ThrowIfUnknown(_names.UnknownIn(expectation));
        Judgement judgement = _world.Judge(expectation, records);
        if (!judgement.Held) throw new VpcAssertionException($"{judgement.Expected}\n  {Indented(judgement.Failure!)}");
    }

    internal RecordLog RecordsSoFar() => _tape.Play(_loaded, Simulation.NowNs);

    internal static string Indented(string failure) => failure.Replace("\n", "\n  ", StringComparison.Ordinal);

    private static void ThrowIfUnknown(IEnumerable<(Placed Name, string Problem)> unknown)
    {
        string[] problems = [.. unknown.Select(static entry => entry.Problem)];
        if (problems.Length > 0) throw new VpcUsageException(string.Join('\n', problems));
    }

    private void CheckHost(string name)
    {
        try
        {
            Simulation.HostCalled(name);
        }
        catch (SimulationException unknown)
        {
            throw new VpcUsageException(unknown.Message, unknown);
        }
    }

    [StackTraceHidden]
    private void Judge(TrafficRule kind, string from, string to, Traffic? traffic, IpFamily family, string[]? via = null)
    {
        if (traffic is { HasPorts: true } ports && ports.From != ports.To && (ports.From, ports.To) != (0, ushort.MaxValue))
            throw new VpcUsageException($"{ports}: one port, or all of them; leave the range out and every port that the design tells apart is tried");
        Judge(
            new TrafficExpectation(default, kind, [new Placed(from, default)], [new Placed(to, default)], ProtocolOf(traffic), PortOf(traffic))
            {
                IPv4 = family switch { IpFamily.IPv4 => true, IpFamily.IPv6 => false, _ => null },
                Via = [.. (via ?? []).Select(static name => new Placed(name, default))],
            },
            new RecordLog([]));
    }

    private static byte? ProtocolOf(Traffic? traffic) => traffic is { ProtocolNumber: >= 0 and <= byte.MaxValue } said ? (byte)said.ProtocolNumber : null;

    private static ushort? PortOf(Traffic? traffic) => traffic is { HasPorts: true } said && said.From == said.To ? (ushort)said.From : null;

    private ChangeRefusedException? Try(string request, bool expectsRefusal = false)
    {
        DesignChange change = Requests.Read(request);
        Simulation.RunUntil(Simulation.NowNs);
        try
        {
            Simulation.Change(change);
            return null;
        }
        catch (ChangeRefusedException refused) when (refused.UnknownName is null || expectsRefusal)
        {
            return refused;
        }
        catch (ChangeRefusedException unknown)
        {
            throw new VpcUsageException($"{request}\n  {unknown.Message}", unknown);
        }
    }
}
