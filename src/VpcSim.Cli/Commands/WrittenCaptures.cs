using System.Collections.Immutable;
using VpcSim.DataPath.Fabrics;
using VpcSim.FlowLogs.Delivery;
using VpcSim.FlowLogs.Destinations;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Annotations;

namespace VpcSim.Cli.Commands;

/// <summary>The captures that a verb writes (<c>--annotate</c>, <c>--pcap-dir</c>): hand <see cref="Watchers"/> to whoever sends the packets, then <see cref="Finish"/>.</summary>
internal sealed class WrittenCaptures : IDisposable
{
    private const int BufferLength = 256 * 1024;

    private readonly AnnotatedCapture? _annotated;
    private readonly InterfaceCaptures? _interfaces;
    private readonly Stream? _stream;
    private readonly FileStream? _file;
    private readonly List<YieldingWatcher> _yielding = [];

    /// <param name="request">What was asked.</param>
    /// <param name="sources">What the packets come from, by the capture of their origin.</param>
    /// <param name="fabric">What the packets are sent through.</param>
    /// <param name="mappings">The addresses that are rewritten.</param>
    /// <param name="output">The run's files, with which these appear.</param>
    /// <param name="device">Where the annotated capture goes, where that is no file; it stays the caller's.</param>
    /// <exception cref="IOException">A file cannot be made.</exception>
    public WrittenCaptures(OutputRequest request, IEnumerable<string> sources, Fabric fabric, ImmutableArray<AddressMapping> mappings, AtomicOutput output, Stream? device)
    {
        if (device is not null || request.AnnotateFile is not null)
        {
            _stream = device ?? new BufferedStream(_file = output.Create(request.AnnotateFile!), BufferLength); // who reads a pipe may be looking on
            _annotated = new AnnotatedCapture(_stream, fabric, [.. sources], mappings);
            if (_file is not null) _yielding.Add(new YieldingWatcher(_annotated, request.AnnotateFile!, FinishAnnotated, () => output.Withdraw(request.AnnotateFile!)));
        }
        if (request.PcapFolder is not { } folder) return;
        _interfaces = new InterfaceCaptures(output, folder, fabric, NamesTakenIn(folder, request));
        _yielding.Add(new YieldingWatcher(_interfaces, folder, _interfaces.Finish, _interfaces.Withdraw));
    }

    public IReadOnlyList<IReplayWatcher> Watchers => _file is null && _annotated is not null ? [_annotated, .. _yielding] : _yielding;

    /// <summary>Captures that the disk did not take: they are not there.</summary>
    public ImmutableArray<Undelivered> Undelivered => [.. _yielding.Select(static watcher => watcher.Undelivered).OfType<Undelivered>()];

    /// <summary>Writes what is left to write.</summary>
    /// <exception cref="IOException">A pipe or device cannot be written.</exception>
    public void Finish()
    {
        if (_file is null) FinishAnnotated();
        foreach (YieldingWatcher watcher in _yielding) watcher.Finish();
        Dispose();
    }

    public void Dispose() => _file?.Dispose();

    private void FinishAnnotated()
    {
        _annotated?.Finish();
        _stream?.Flush();
    }

    private static IEnumerable<string> NamesTakenIn(string folder, OutputRequest request) =>
        new[] { request.AnnotateFile, request.FlowLogFile }.OfType<string>()
            .Where(file => Path.GetDirectoryName(Path.GetFullPath(file)) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
            .Select(file => Path.GetFileName(file));
}
