using VpcSim.Fuzz.Judging;
using VpcSim.Fuzz.Targets;

namespace VpcSim.Fuzz.Tests;

/// <summary>Inputs given to a target under the bounds of tests: processor time of ten seconds, and memory in proportion.</summary>
internal static class Hostile
{
    /// <summary>The collection of all tests that judge: time and memory are counted for the whole process.</summary>
    public const string OneAtATime = "one at a time";

    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(2);

    /// <summary>Tries inputs one after another; the first finding fails the test, with where the input was put.</summary>
    public static void Try(string target, IEnumerable<(string Name, byte[] Input)> inputs)
    {
        string name = "";
        byte[] input = [];
        Finding? finding = null;
        var stuck = new TaskCompletionSource();
        var judge = new Judge(FuzzTarget.Named(target), Bounds.Generous);
        using var watchdog = new Watchdog(Bounds.Generous.Time, _ => stuck.TrySetResult());
        // On a thread of its own, so that an input that never comes back fails the test and not the run.
        Task done = Task.Factory.StartNew(TryAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Task first = Task.WhenAny(done, stuck.Task, Task.Delay(_longest)).GetAwaiter().GetResult();
        if (first != done) Assert.Fail($"{target} does not come back from {name}: {Kept(target, input)}");
        done.GetAwaiter().GetResult();
        if (finding is not null) Assert.Fail($"{target}, {name}: {finding}\nThe input: {Kept(target, input)}");

        void TryAll()
        {
            foreach ((string Name, byte[] Input) next in inputs)
            {
                (name, input) = next;
                watchdog.Begin(input);
                finding = judge.Try(input);
                watchdog.End();
                if (finding is not null) return;
            }
        }
    }

    private static string Kept(string target, byte[] input)
    {
        string file = Path.Combine(Path.GetTempPath(), $"hostile-{target}-{Environment.ProcessId}");
        File.WriteAllBytes(file, input);
        return file;
    }
}
