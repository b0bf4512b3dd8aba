using System.Collections.Immutable;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Runs;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Suites;

/// <summary>Tests scenarios, several at the same time; what comes of one says nothing of another.</summary>
public static class Suite
{
    /// <summary>Tests scenarios and hands over what came of each in the order in which they were named.</summary>
    /// <param name="files">Scenario files.</param>
    /// <param name="options">How.</param>
    /// <param name="tested">Takes one after another as soon as its turn has come, on the thread that called.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Test(ImmutableArray<string> files, SuiteOptions options, Action<TestedScenario> tested, CancellationToken cancellation)
    {
        if (options.Jobs <= 1 || files.Length <= 1)
        {
            foreach (string file in files) tested(Test(file, options, cancellation));
            return;
        }
        using var turns = new SemaphoreSlim(options.Jobs);
        Task<TestedScenario>[] tasks = [.. files.Select(file => Task.Run(() => InTurn(file, options, turns, cancellation), CancellationToken.None))];
        try
        {
            foreach (Task<TestedScenario> task in tasks) tested(task.GetAwaiter().GetResult());
        }
        finally
        {
            Task.WhenAll(tasks).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).GetAwaiter().GetResult();
        }
    }

    private static TestedScenario InTurn(string file, SuiteOptions options, SemaphoreSlim turns, CancellationToken cancellation)
    {
        turns.Wait(cancellation);
        try
        {
            return Test(file, options, cancellation);
        }
        finally
        {
            turns.Release();
        }
    }

    private static TestedScenario Test(string file, SuiteOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (LoadedScenario.Load(file, out ImmutableArray<ScenarioProblem> problems) is not { } loaded) return new TestedScenario(file) { Problems = problems };
        try
        {
            return new TestedScenario(file) { Result = ScenarioRun.Run(loaded, new RunOptions { UpdatesSnapshots = options.UpdatesSnapshots }, cancellation) };
        }
        catch (Exception impossible) when (impossible is SimulationException or CaptureFormatException)
        {
            return new TestedScenario(file) { Problems = [new ScenarioProblem(file, 0, 0, impossible.Message)] };
        }
    }
}
