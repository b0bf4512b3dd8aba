using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace VpcSim.Cli.Following;

/// <summary>The Generic Host of a verb that goes on until it is told to stop: its work is a service, and the host's lifetime is the work's.</summary>
/// <remarks>No configuration files, no log providers, no environment: same input, same bytes. Signals are <see cref="Interruption"/>'s, which alone
/// knows the exit statuses of both.</remarks>
internal static class FollowingHost
{
    /// <summary>Runs work until it is done. Whatever it throws is thrown here.</summary>
    /// <param name="work">Is asked to end by its token, and gives an exit status; it may take its time for results.</param>
    /// <param name="stop">Asks for the end.</param>
    public static int Run(Func<CancellationToken, int> work, CancellationToken stop)
    {
        var settings = new HostApplicationBuilderSettings { DisableDefaults = true, ApplicationName = "vpcsim", EnvironmentName = "Production" };
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings);
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.Services.AddSingleton<IHostLifetime, LifetimeOfWork>();
        builder.Services.AddSingleton(services => new FollowingService(work, services.GetRequiredService<IHostApplicationLifetime>()));
        builder.Services.AddHostedService(static services => services.GetRequiredService<FollowingService>());
        using IHost host = builder.Build();
        FollowingService service = host.Services.GetRequiredService<FollowingService>();
        host.RunAsync(stop).GetAwaiter().GetResult();
        return service.Status.GetAwaiter().GetResult();
    }
}
