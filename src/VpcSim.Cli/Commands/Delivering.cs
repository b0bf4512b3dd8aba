using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs;
using VpcSim.FlowLogs.Delivery;
using VpcSim.Model.Designs;

namespace VpcSim.Cli.Commands;

/// <summary>How a replay or a scenario delivers flow logs: to which server, how patiently, and what is said of records that did not get there.</summary>
internal sealed class Delivering : IDisposable
{
    private const int Attempts = 5; // 7.5 seconds at most

    private const string FullDisk = "the disk is full; free space on it, or name a place on another one";

    private readonly Backoff _backoff;
    private readonly IDisposable? _client;
    private readonly IObjectStore? _server;

    /// <exception cref="UnusableException">A server is named, and no flow log goes to S3.</exception>
    public Delivering(OutputRequest request, Design design, ulong seed, CancellationToken cancellation)
    {
        _backoff = Patience(seed, cancellation);
        if (request.EndpointUrl is not { } endpoint) return;
        if (!design.FlowLogs.Any(static log => log.DestinationType == "s3"))
            throw new UnusableException("--endpoint-url: no flow log of the design goes to S3 (LogDestinationType: s3)");
        (_server, _client) = Server(endpoint, cancellation);
    }

    /// <summary>How often what fails is tried again.</summary>
    public static Backoff Patience(ulong seed, CancellationToken cancellation) => new(Attempts, TimeSpan.FromSeconds(0.5), seed, pause =>
    {
        cancellation.WaitHandle.WaitOne(pause);
        cancellation.ThrowIfCancellationRequested();
    });

    /// <summary>The options of a run that delivers so.</summary>
    public FlowLogOptions Added(FlowLogOptions options) => options with { Backoff = _backoff, ObjectStore = _server };

    /// <summary>Says which records are not where they were to be.</summary>
    /// <returns>Whether there are any.</returns>
    public static bool Tell(ImmutableArray<Undelivered> undelivered, TextWriter error)
    {
        foreach (Undelivered one in undelivered) error.WriteLine($"vpcsim: {one.Place}: {one.Reason.TrimEnd('.')}; {What(one)}");
        if (undelivered.Any(static one => IsFull(one.Reason))) error.WriteLine($"vpcsim: {FullDisk}");
        return !undelivered.IsEmpty;
    }

    public void Dispose() => _client?.Dispose();

    // By itself, so that a run without a server does not load the SDK.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (IObjectStore, IDisposable) Server(Uri endpoint, CancellationToken cancellation)
    {
        var server = new S3Server(endpoint, cancellation);
        return (server, server);
    }

    private static string What(Undelivered one)
    {
        if (one is { Delivered: 0, Missing: 0 }) return File.Exists(one.Place) ? "it is not complete" : "it is not there";
        string missing = one.KeptIn is { } folder ? $"the other {Number(one.Missing)} stand in {folder}" : $"{Number(one.Missing)} are missing";
        return $"{Number(one.Delivered)} records are there, {missing}";
    }

    /// <summary>What to do where a message of the system tells of a full disk; nothing for others.</summary>
    public static string RemedyOf(string message) => IsFull(message) ? $" {char.ToUpperInvariant(FullDisk[0])}{FullDisk[1..]}." : "";

    // As Linux, macOS and Windows say it.
    private static bool IsFull(string reason) =>
        reason.Contains("No space left", StringComparison.Ordinal) || reason.Contains("not enough space", StringComparison.Ordinal);

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
