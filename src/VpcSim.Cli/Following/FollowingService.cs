using Microsoft.Extensions.Hosting;

namespace VpcSim.Cli.Following;

/// <summary>Work as a service; when it is done, the host is.</summary>
/// <param name="work">Is asked to end by its token, and gives an exit status.</param>
/// <param name="lifetime">Of the host.</param>
internal sealed class FollowingService(Func<CancellationToken, int> work, IHostApplicationLifetime lifetime) : BackgroundService
{
    private readonly TaskCompletionSource<int> _status = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the work gave or threw.</summary>
    public Task<int> Status => _status.Task;

    // A failure of the work is its caller's to tell: the host would log it, to nobody.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () =>
        {
            try
            {
                _status.SetResult(work(stoppingToken));
            }
#pragma warning disable CA1031 // handed on whole
            catch (Exception failure)
#pragma warning restore CA1031
            {
                _status.SetException(failure);
            }
            finally
            {
                lifetime.StopApplication();
            }
        },
        CancellationToken.None);
}
