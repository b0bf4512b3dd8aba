using System.Collections.Immutable;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Wire;
using VpcSim.Wire.Captures.Writing;

namespace VpcSim.Scenarios.Replay.Annotations;

/// <summary>Writes every packet of a replay into one capture, with what became of it as its comment, on the interface that decided about it.</summary>
/// <remarks>
/// Packets stand in the order in which they were handled, as captured; only mapped addresses are the design's. What no interface of the
/// design decided about stands on an interface that is called like its capture. Memory grows with the interfaces and rules, not with the packets.
/// </remarks>
public sealed class AnnotatedCapture : IReplayWatcher
{
    private readonly PcapngWriter _writer;
    private readonly MappedFrames _frames;
    private readonly IReadOnlyList<string> _captures;
    private readonly Dictionary<(int Interface, int Capture, LinkType Link), int> _blocks = [];
    private readonly List<(long Received, long Dropped)> _counts = [];
    private PacketPlaces _places;
    private PacketComment _comment;
    private InterfaceBlocks _interfaces;
    private long _written;
    private long _latestNs;

    /// <param name="stream">Where the capture goes; it stays the caller's.</param>
    /// <param name="fabric">What the packets are replayed through.</param>
    /// <param name="captures">What packets come from, by <see cref="Origin.Capture"/>: the captures' names, without folders.</param>
    /// <param name="mappings">The addresses that are rewritten.</param>
    /// <exception cref="IOException">The stream cannot be written; so of every call.</exception>
    public AnnotatedCapture(Stream stream, Fabric fabric, IReadOnlyList<string> captures, ImmutableArray<AddressMapping> mappings)
    {
        _writer = new PcapngWriter(stream, Application);
        _places = new PacketPlaces(fabric);
        _comment = new PacketComment(fabric);
        _frames = new MappedFrames(mappings);
        _interfaces = new InterfaceBlocks(fabric.Design);
        _captures = captures;
    }

    internal const string Application = "vpcsim";

    public bool WantsFrames => true;

    public bool Wants(in PacketHeader packet) => true;

    public void Saw(in ReplayedPacket packet)
    {
        (int networkInterface, FrameDirection direction) = _places.Of(in packet);
        int block = BlockOf(networkInterface, networkInterface < 0 ? packet.Origin.Capture : -1, packet.WholeLink);
        (long received, long dropped) = _counts[block];
        _counts[block] = (received + 1, packet.Outcome == Outcome.Dropped ? dropped + 1 : dropped);
        _latestNs = packet.Header.TimeNs;
        _writer.Write(block, _latestNs, _frames.Of(in packet), packet.WholeOriginalLength, direction, _comment.Of(in packet, ++_written));
    }

    public void Changed(Fabric fabric)
    {
        _places = new PacketPlaces(fabric);
        _comment = new PacketComment(fabric);
        _interfaces = new InterfaceBlocks(fabric.Design);
    }

    /// <summary>Writes how many packets stand on each interface, and how many of them were dropped.</summary>
    public void Finish()
    {
        for (int block = 0; block < _counts.Count; block++) _writer.WriteStatistics(block, _latestNs, _counts[block].Received, _counts[block].Dropped);
    }

    private int BlockOf(int networkInterface, int capture, LinkType link)
    {
        if (_blocks.TryGetValue((networkInterface, capture, link), out int known)) return known;
        WrittenInterface described = networkInterface >= 0
            ? _interfaces.Of(networkInterface, link)
            : new WrittenInterface(link, _captures[capture], "about which no interface of the design decided");
        _counts.Add(default);
        return _blocks[(networkInterface, capture, link)] = _writer.Describe(in described);
    }
}
