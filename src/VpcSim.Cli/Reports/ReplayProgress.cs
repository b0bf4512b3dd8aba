using Spectre.Console;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Cli.Reports;

/// <summary>A bar on standard error that grows with the bytes read and goes when the replay is done.</summary>
internal sealed class ReplayProgress : IReplayProgress
{
    private readonly ProgressTask _task;

    private ReplayProgress(ProgressTask task) => _task = task;

    /// <summary>Shows the bar while work is done.</summary>
    /// <param name="console">Where.</param>
    /// <param name="endless">Whether nobody knows how much there will be: something turns then instead.</param>
    /// <param name="work">What is done.</param>
    public static T Show<T>(IAnsiConsole console, bool endless, Func<IReplayProgress, T> work) => console.Progress()
        .AutoClear(true)
        .Columns(endless
            ? [new TaskDescriptionColumn(), new SpinnerColumn(), new ElapsedTimeColumn()]
            : [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()])
        .Start(context => work(new ReplayProgress(context.AddTask("replay"))));

    public void Report(long bytesRead, long? totalBytes, long packets)
    {
        _task.Description = $"{packets:N0} packets";
        _task.IsIndeterminate = totalBytes is null;
        if (totalBytes is not { } total) return;
        _task.MaxValue = total;
        _task.Value = bytesRead;
    }
}
