using System.Collections.Immutable;
using VpcSim.FlowLogs;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Runs;

/// <summary>Runs a scenario and judges what came of it. The same scenario and options give the same result, byte for byte.</summary>
public sealed class ScenarioRun
{
    private readonly LoadedScenario _loaded;
    private readonly Scenario _scenario;
    private readonly RunOptions _options;
    private readonly List<Judgement> _troubles = [];
    private readonly PlannedStep[] _steps;
    private readonly CancellationToken _cancellation;

    private ScenarioRun(LoadedScenario loaded, RunOptions options, CancellationToken cancellation)
    {
        (_loaded, _scenario, _options, _cancellation) = (loaded, loaded.Scenario, options, cancellation);
        _steps = [.. _scenario.Timeline.Select(static step => new PlannedStep(step))];
    }

    /// <summary>Runs it from its start to its end.</summary>
    /// <exception cref="SimulationException">The world cannot be built; the message says why.</exception>
    /// <exception cref="IOException">Flow logs cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; no file was written.</exception>
    public static ScenarioResult Run(LoadedScenario loaded, RunOptions options, CancellationToken cancellation) => new ScenarioRun(loaded, options, cancellation).Run();

    private ScenarioResult Run()
    {
        using var text = new MemoryStream();
        using var logs = new FlowLogRun(_loaded.Design, _options.FlowLogs with { Beside = new LogBeside(text, RecordLog.Format), Settings = _loaded.FlowLogSettings });
        var world = new LiveWorld(_loaded, logs.Meter, _options.Seed, _options.Watchers, _cancellation);
        Simulation simulation = world.Simulation;
        simulation.Changed += logs.Change;
        Plan(simulation);
        Play(simulation);
        logs.Finish(simulation.NowNs);
        var records = new RecordLog(text.GetBuffer().AsSpan(0, (int)text.Length));
        ScenarioResult result = Judge(world, records);
        _cancellation.ThrowIfCancellationRequested();
        logs.Commit();
        return result with { Undelivered = logs.Undelivered };
    }

    private void Plan(Simulation simulation)
    {
        foreach (PlannedStep planned in _steps)
        {
            ScenarioStep step = planned.Step;
            for (int i = 0; i < step.Times; i++)
            {
                long timeNs = _scenario.StartNs + step.AtNs + (i * step.EveryNs);
                if (StepActions.Of(step) is { } action)
                {
                    if (simulation.Knows(action.From)) planned.Results.Add(simulation.Do(action, timeNs));
                    else simulation.At(timeNs, () => Begin(simulation, planned, action)); // its host is launched by then
                }
                else if (step.Change is { } change) simulation.At(timeNs, () => Change(simulation, planned, change));
                else planned.Captures.Add(Replay(simulation, step, timeNs));
            }
        }
    }

    private CapturedTraffic Replay(Simulation simulation, ScenarioStep step, long timeNs)
    {
        Fields said = StepActions.FieldsOf(step);
        return simulation.Replay(_scenario.PathOf(said.Text("capture")), said.TextOrNull("at"), timeNs);
    }

    private void Play(Simulation simulation)
    {
        long lastNs = _steps.Length == 0 ? 0 : _steps.Max(static planned => (long)planned.Step.LastNs);
        long boundNs = Math.Min(_scenario.UntilNs ?? lastNs + Scenario.DefaultTailNs, Scenario.LatestNs - _scenario.StartNs);
        // What nobody waits for ends with the last step; a change that is due then still takes place.
        simulation.RunUntil(_scenario.StartNs + Math.Min(lastNs, boundNs));
        if (simulation.RunToEnd(_scenario.StartNs + boundNs)) return;
        PlannedStep[] open = [.. _steps.Where(static planned => planned.Results.Any(static result => !result.IsOver) || planned.Captures.Any(static capture => !capture.IsOver))];
        string bound = _scenario.UntilNs is null ? $"a day after its last step, at {Durations.Text(boundNs)}; write until, if it is to go on longer" : $"at its until, {Durations.Text(boundNs)}";
        _troubles.Add(new Judgement(open[0].Step.Verb.Place, "the scenario ends", $"it was stopped {bound}; not over: {string.Join(", ", open.Select(static planned => planned.Words))}"));
    }

    private void Begin(Simulation simulation, PlannedStep planned, HostAction action)
    {
        try
        {
            planned.Results.Add(simulation.Do(action));
        }
        catch (SimulationException problem)
        {
            _troubles.Add(new Judgement(planned.Step.Verb.Place, planned.Words, $"could not be done: {problem.Message}"));
        }
    }

    private static void Change(Simulation simulation, PlannedStep planned, DesignChange change)
    {
        try
        {
            simulation.Change(change);
        }
        catch (ChangeRefusedException refused)
        {
            (planned.Refusal, planned.RefusalCode) = (refused.Message, refused.Code);
        }
        catch (SimulationException refused)
        {
            planned.Refusal = refused.Message;
        }
    }

    private ScenarioResult Judge(LiveWorld world, RecordLog records)
    {
        Simulation simulation = world.Simulation;
        var stepJudge = new StepJudge(simulation.Design);
        ImmutableArray<StepResult> steps = [.. _steps.Select(planned => ResultOf(planned, stepJudge))];
        ImmutableArray<Judgement>.Builder judgements = ImmutableArray.CreateBuilder<Judgement>();
        judgements.AddRange(steps.Select(static step => step.Judgement).OfType<Judgement>());
        string flowLog = records.DefaultText();
        var endJudge = new EndJudge(_loaded, world, records);
        var rewritten = new List<string>();
        foreach (ScenarioExpectation expectation in _scenario.Expectations)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (expectation is not SnapshotExpectation snapshot)
            {
                judgements.Add(endJudge.Judge(expectation));
                continue;
            }
            string path = _scenario.PathOf(snapshot.Path);
            judgements.Add(Snapshot.Judge(snapshot, path, snapshot.OfTimeline ? TimelineText.Of(_scenario, steps) : flowLog, _options.UpdatesSnapshots, out bool wasRewritten));
            if (wasRewritten) rewritten.Add(path);
        }
        return new ScenarioResult
        {
            Loaded = _loaded,
            Steps = steps,
            Judgements = [.. judgements.OrderBy(static judgement => judgement.Place)],
            Troubles = [.. _troubles],
            EndNs = simulation.NowNs - _scenario.StartNs,
            Packets = simulation.Packets,
            Dropped = _steps.Sum(static planned => planned.Results.Sum(static result => result.Dropped)),
            Lost = simulation.Lost,
            Generated = simulation.Generated,
            Records = records.Records.Length,
            FlowLog = flowLog,
            Coverage = world.Coverage,
            Rewritten = [.. rewritten],
        };
    }

    private static StepResult ResultOf(PlannedStep planned, StepJudge judge)
    {
        ScenarioStep step = planned.Step;
        ImmutableArray<ActionResult> results = [.. planned.Results];
        Judgement? judgement = results.IsEmpty ? JudgeChange(planned) : step.Expect is null ? StepJudge.JudgeDoing(step, planned.Words, results) : judge.Judge(step, planned.Words, results);
        return new StepResult(step, planned.Words)
        {
            Actions = results,
            Refusal = planned.Refusal,
            RefusalCode = planned.RefusalCode,
            Judgement = judgement,
            Came = CameOf(planned, results),
        };
    }

    private static string CameOf(PlannedStep planned, ImmutableArray<ActionResult> results)
    {
        if (planned.Captures.Count > 0) return TimelineText.Came(planned.Captures);
        if (!results.IsEmpty) return TimelineText.Came(results);
        return planned.Refusal is null ? "done" : $"refused: {planned.RefusalCode}";
    }

    // A change that AWS refuses is what somebody expects, or it spoils the run.
    private static Judgement? JudgeChange(PlannedStep planned)
    {
        if (planned.Captures.Select(static capture => capture.Damage).OfType<string>().FirstOrDefault() is { } damage)
            return new Judgement(planned.Step.Verb.Place, planned.Words, $"the capture is damaged: {damage}");
        if (planned.Captures.Count > 0 && !planned.Captures.Exists(static capture => capture.IsOfDesign))
            return new Judgement(planned.Step.Verb.Place, planned.Words, $"could not be done: no packet of the capture is of this design ({TimelineText.Came(planned.Captures)})");
        if (planned.Step.Expect?.Refused is { } refused)
        {
            string? failure = planned.RefusalCode == refused.Text ? null : planned.Refusal is { } other ? $"expected refused {refused}, got {other}" : $"expected refused {refused}, got done: AWS takes the change";
            return new Judgement(planned.Step.Expect.Place, $"{planned.Words}: refused {refused}", failure);
        }
        return planned.Refusal is null ? null : new Judgement(planned.Step.Verb.Place, planned.Words, $"AWS refuses the change: {planned.Refusal}");
    }

    /// <summary>A step while it is played.</summary>
    private sealed class PlannedStep(ScenarioStep step)
    {
        public ScenarioStep Step => step;

        public string Words { get; } = StepActions.Words(step);

        public List<ActionResult> Results { get; } = [];

        public List<CapturedTraffic> Captures { get; } = [];

        public string? Refusal { get; set; }

        public string? RefusalCode { get; set; }
    }
}
