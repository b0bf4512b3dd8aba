using VpcSim.Import.Documents;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Naming;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Files.Shapes;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Runs;

/// <summary>Looks up every name of a scenario in its design and world, and answers those that there are not with the nearest ones.</summary>
internal sealed class NameCheck
{
    private readonly Scenario _scenario;
    private readonly ProblemList _problems;
    private readonly NameIndex _names;
    private readonly NameIndex _namesAtLast;
    private readonly HashSet<string> _outside;
    private readonly string[] _hosts;
    private readonly HashSet<string> _workloads;
    private readonly StepCheck _steps;
    private readonly ExpectationNames _expectations;

    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The completed design with which it begins.</param>
    /// <param name="provisioning">What changes of the design are completed with.</param>
    /// <param name="problems">Where names that stand for nothing are noted.</param>
    public NameCheck(Scenario scenario, Design design, ProvisionOptions provisioning, ProblemList problems)
    {
        (_scenario, _problems) = (scenario, problems);
        _names = new NameIndex(design);
        Design first = design;
        var changes = new ChangeRehearsal(scenario, design, provisioning);
        changes.NoteUnknownNames(problems);
        _outside = [.. scenario.World.Outside.Select(static host => host.Name.Text)];
        changes.NoteTakenNames(_outside, problems);
        design = changes.AtLast;
        _namesAtLast = new NameIndex(design);
        _hosts = [.. design.Instances.Select(static instance => instance.Name), .. design.NetworkInterfaces.Where(static eni => eni.InstanceId is null).Select(static eni => eni.Name), .. _outside];
        _workloads = [.. design.Workloads.Where(static workload => !workload.Hosts.IsEmpty).SelectMany(static workload => new[] { workload.Name, workload.Id })];
        _steps = new StepCheck(design, _namesAtLast, scenario.World, problems);
        _expectations = new ExpectationNames(design, scenario.World, first);
    }

    /// <summary>Notes every name that stands for nothing.</summary>
    public void Check()
    {
        foreach (ScenarioHost host in _scenario.World.Outside) CheckOutside(host);
        foreach ((Placed host, Hosts.HostService _) in _scenario.World.Services) Host(host, _namesAtLast);
        foreach ((Placed host, LinkOptions _) in _scenario.World.Links)
            if (host.Text is not (HostSets.Internet or HostSets.OnPremises)) Host(host, _namesAtLast);
        foreach ((Placed host, Hosts.FirewallRule _) in _scenario.World.Firewalls) Host(host, _namesAtLast);
        foreach (ScenarioStep step in _scenario.Timeline) Check(step);
        foreach (ScenarioExpectation expectation in _scenario.Expectations) Check(expectation);
    }

    private void CheckCapture(Place place, string path)
    {
        if (Directory.Exists(path))
        {
            _problems.Add(place, $"{path} is a folder; name a capture in it");
            return;
        }
        if (!File.Exists(path))
        {
            _problems.Add(place, $"there is no file {path}; paths are relative to the scenario file");
            return;
        }
        try
        {
            using CaptureReader _ = CaptureReader.Open(path);
        }
        catch (CaptureFormatException problem)
        {
            _problems.Add(place, problem.Message);
        }
    }

    private void CheckOutside(ScenarioHost host)
    {
        if (_names.Resolve(host.Name.Text) is { IsFound: true, Id: var id }) _problems.Add(host.Name.Place, $"the design has a {host.Name} already ({id}); give the host outside another name");
        foreach (IpAddress address in host.Addresses)
        {
            if (_names.Resolve($"{address}") is { IsFound: true, Name: var owner })
                _problems.Add(host.Name.Place, $"{host.Name} has the address {address} of {owner} in the design; give it another one");
        }
        if (host.Behind is { } behind && _names.Resolve(behind.Text) is { IsFound: false, Error: var error }) _problems.Add(behind.Place, error!);
    }

    private void Check(ScenarioStep step)
    {
        if (StepActions.IsOfHost(step))
        {
            if (StepActions.FromOf(step) is { Text: not null } from) Host(from, _namesAtLast);
            if (StepActions.PeerOf(step) is { } to) Receiver(to);
            if (step.Expect is { } expect)
                foreach ((Placed name, string problem) in _expectations.UnknownIn(expect)) _problems.Add(name.Place, problem);
        }
        if (!step.IsWhole) return;
        if (StepActions.Of(step) is { } action)
        {
            _steps.Check(step, action);
            CheckExpectation(step, action);
        }
        else if (step.Verb.Text == "replay")
        {
            Fields said = StepActions.FieldsOf(step);
            string path = _scenario.PathOf(said.Text("capture"));
            CheckCapture(said.Name("capture").Place, path);
            if (said.NameOrNull("at") is { } at) Interface(at);
            if (step.Expect is { } expect) _problems.Add(expect.Place, "a replay has no result of its own; expect something of the flow logs at the end");
        }
        else if (step.Expect is { Refused: null } expected)
        {
            _problems.Add(expected.Place, "of a change one can expect that it is refused: expect: { refused: CODE }");
        }
        if (_scenario.StartNs + step.LastNs + Scenario.DefaultTailNs > Scenario.LatestNs) _problems.Add(step.Verb.Place, "this step is done after the year 2255, where time ends; write an earlier time");
        else if (step.LastNs > _scenario.UntilNs) _problems.Add(step.Verb.Place, $"the scenario is stopped at {Durations.Text(_scenario.UntilNs.Value)}, before this step{(step.Times > 1 ? " is done for the last time" : "")}; write a later until");
    }

    private void CheckExpectation(ScenarioStep step, HostAction action)
    {
        if (step.Expect is not { } expect) return;
        if (expect.Refused is { } refused) _problems.Add(refused.Place, $"AWS refuses changes, not {step.Verb}; expect an outcome, such as {OutcomeWords.Of(ActionOutcome.Refused)}");
        if (!expect.Addresses.IsEmpty && action is not Resolve) _problems.Add(expect.Place, $"addresses are what resolve answers; {step.Verb} has none");
        if (expect.Status is not null && action is not (Fetch or Metadata)) _problems.Add(expect.Place, $"a status is what fetch and metadata answer; {step.Verb} has none");
    }

    private void Check(ScenarioExpectation expectation)
    {
        if (expectation is SnapshotExpectation snapshot && Directory.Exists(_scenario.PathOf(snapshot.Path)))
            _problems.Add(snapshot.Place, $"{_scenario.PathOf(snapshot.Path)} is a folder; name a file in it");
        foreach ((Placed name, string problem) in _expectations.UnknownIn(expectation)) _problems.Add(name.Place, problem);
    }

    private void Host(Placed name, NameIndex names)
    {
        if (_outside.Contains(name.Text) || IsOutsideAddress(name.Text)) return;
        NameResolution found = names.Resolve(name.Text);
        if (found.Interface is not null) return;
        string near = string.Join(", ", NearestNames.Of(name.Text, _hosts));
        _problems.Add(name.Place, found.IsFound
            ? $"{name} ({found.Id}) is no host: it has no network interface; the nearest hosts are {near}"
            : $"no host is called '{name}'; the nearest are {near}");
    }

    // Whatever has a dot may be a name that DNS knows, so has a workload of several interfaces, and nobody needs to own an address that something is sent to.
    private void Receiver(Placed name)
    {
        bool isInDns = name.Text.Contains('.', StringComparison.Ordinal) || _workloads.Contains(name.Text);
        if (!isInDns && !IpAddress.TryParse(name.Text, out _)) Host(name, _namesAtLast);
    }

    private void Interface(Placed name)
    {
        if (_expectations.Interface(name) is { } problem) _problems.Add(name.Place, problem);
    }

    private bool IsOutsideAddress(string text) => IpAddress.TryParse(text, out IpAddress address) && _scenario.World.Outside.Any(host => host.Addresses.Contains(address));
}
