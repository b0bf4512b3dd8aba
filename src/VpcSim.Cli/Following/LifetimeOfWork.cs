using Microsoft.Extensions.Hosting;

namespace VpcSim.Cli.Following;

/// <summary>Begins at once and listens to no signals: the work says when it is over.</summary>
internal sealed class LifetimeOfWork : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
