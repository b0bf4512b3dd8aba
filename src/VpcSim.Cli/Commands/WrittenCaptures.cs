using System.Collections.Immutable;
using VpcSim.DataPath.Fabrics;
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
        }
        if (request.PcapFolder is { } folder) _interfaces = new InterfaceCaptures(output, folder, fabric, NamesTakenIn(folder, request));
    }

    public IReadOnlyList<IReplayWatcher> Watchers => [.. new IReplayWatcher?[] { _annotated, _interfaces }.OfType<IReplayWatcher>()];

    /// <summary>Writes what is left to write.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Finish()
    {
        _annotated?.Finish();
        _stream?.Flush();
        Dispose();
        _interfaces?.Finish();
    }

    public void Dispose() => _file?.Dispose();

    private static IEnumerable<string> NamesTakenIn(string folder, OutputRequest request) =>
        new[] { request.AnnotateFile, request.FlowLogFile }.OfType<string>()
            .Where(file => Path.GetDirectoryName(Path.GetFullPath(file)) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
            .Select(file => Path.GetFileName(file));
}
