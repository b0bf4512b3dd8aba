using System.Globalization;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Destinations;
using VpcSim.Model.Enis;
using VpcSim.Wire;
using VpcSim.Wire.Answers;
using VpcSim.Wire.Captures.Writing;
using VpcSim.Wire.Ethernet;
using VpcSim.Wire.Rewriting;

namespace VpcSim.Scenarios.Replay.Annotations;

/// <summary>Writes for each interface that saw something a capture of what it saw: <c>FOLDER/NAME.pcapng</c>, with Ethernet headers.</summary>
/// <remarks>
/// <para>
/// As a capture on an instance would show it: what the interface sent, also what its own groups or what stands behind them dropped then, and
/// what reached it, but nothing that was dropped before, its own inbound groups included. Packets are as they were at that point of
/// their way: translated, with a lower TTL, split. NAT gateways and endpoints have captures of their interfaces too.
/// </para>
/// <para>What the network makes itself (an ICMP error of a router, a RST of a NAT gateway) says in its comment who made it.</para>
/// </remarks>
public sealed class InterfaceCaptures : IReplayWatcher
{
    private const string Extension = ".pcapng";

    private readonly AtomicOutput _output;
    private readonly SpilledFiles _files;
    private readonly List<string> _paths = [];
    private readonly string _folder;
    private readonly SeenPacket _seen = new();
    private readonly PacketCopy _piece = new();
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private Fabric _fabric;
    private PacketPlaces _places;
    private InterfaceBlocks _interfaces;
    private MacAddresses _macs;
    private PcapngWriter?[] _writers;
    private long[] _counts;
    private long _latestNs;
    private PacketHeader _made;
    private QuotedPacket _madeQuote;

    /// <param name="output">The run's files, with which these appear.</param>
    /// <param name="folder">Where they go.</param>
    /// <param name="fabric">What the packets are replayed through.</param>
    /// <param name="taken">Names of other files of the run in that folder.</param>
    public InterfaceCaptures(AtomicOutput output, string folder, Fabric fabric, IEnumerable<string> taken)
    {
        _fabric = fabric;
        _output = output;
        _files = new SpilledFiles(output);
        _folder = folder;
        _places = new PacketPlaces(fabric);
        _interfaces = new InterfaceBlocks(fabric.Design);
        _macs = new MacAddresses(fabric);
        _writers = new PcapngWriter?[fabric.Design.NetworkInterfaces.Length];
        _counts = new long[_writers.Length];
        _names.UnionWith(taken);
    }

    /// <summary>The name of an interface's file: its own name, percent-encoded.</summary>
    public static string FileNameOf(NetworkInterface networkInterface) => PathSegments.EncodeSegment(networkInterface.Name) + Extension;

    public bool WantsFrames => true;

    public bool Wants(in PacketHeader packet) => packet.Status == DecodeStatus.Decoded;

    /// <exception cref="IOException">A file cannot be written; so of <see cref="Finish"/>.</exception>
    public void Saw(in ReplayedPacket packet)
    {
        _latestNs = packet.Header.TimeNs;
        ReadOnlySpan<Sight> sights = PacketPlaces.Sights(in packet);
        foreach (ref readonly Sight sight in sights)
            if (sight.Egress || sight.Accepted) Write(in packet, in sight);
        if (packet is { Entry: null, Outcome: Outcome.Consumed, IsCopy: false }) WriteOfService(in packet);
        if (packet.Error is { } error) WriteError(in packet, error);
        if (!packet.ResetSights.IsEmpty && packet.Entry is not null) WriteReset(in packet, packet.ResetSights);
    }

    public void Changed(Fabric fabric)
    {
        _fabric = fabric;
        _places = new PacketPlaces(fabric);
        _interfaces = new InterfaceBlocks(fabric.Design);
        _macs = new MacAddresses(fabric);
        Array.Resize(ref _writers, fabric.Design.NetworkInterfaces.Length);
        Array.Resize(ref _counts, _writers.Length);
    }

    /// <summary>Writes how many packets each interface saw, and whatever is left to write.</summary>
    public void Finish()
    {
        for (int i = 0; i < _writers.Length; i++) _writers[i]?.WriteStatistics(0, _latestNs, _counts[i], dropped: 0);
        _files.Flush();
    }

    /// <summary>Removes what was written; none of the files appears.</summary>
    public void Withdraw()
    {
        foreach (string path in _paths) _output.Withdraw(path);
    }

    private void Write(in ReplayedPacket packet, in Sight sight)
    {
        if (!_seen.TryShow(in packet, in sight)) return;
        (MacAddress to, MacAddress from) = _macs.Of(in sight);
        if (!sight.IsSplit)
        {
            Write(sight.Interface, Way(sight.Egress), _seen.Copy, to, from);
            return;
        }
        for (int i = 0; _piece.TakeFragment(_seen.Copy, sight.Length, i, sight.Amount.Packets); i++) Write(sight.Interface, Way(sight.Egress), _piece, to, from);
    }

    // A service's answer takes no walk.
    private void WriteOfService(in ReplayedPacket packet)
    {
        (int networkInterface, FrameDirection direction) = _places.WithService(in packet);
        if (networkInterface < 0 || !_seen.TryShow(in packet)) return;
        bool egress = direction == FrameDirection.Outbound;
        (MacAddress to, MacAddress from) = _macs.Of(networkInterface, egress, (egress ? packet.Header.Destination : packet.Header.Source).ToIpAddress());
        Write(networkInterface, direction, _seen.Copy, to, from);
    }

    private void WriteError(in ReplayedPacket packet, RouterError error)
    {
        if (!TryShowAsSent(in packet, error.Interface) || _seen.Copy.Bytes[0] >> 4 != (error.From.IsIPv4 ? 4 : 6)) return;
        byte[] made = AnswerPackets.IcmpError(error.From.ToWireAddress(), error.To.ToWireAddress(), error.Type, error.Code, error.Mtu, _seen.Copy.Bytes);
        _piece.Take(made, made.Length);
        (MacAddress to, MacAddress from) = _macs.Of(error.Interface, egress: false, error.From);
        Write(error.Interface, FrameDirection.Inbound, _piece, to, from, string.Create(CultureInfo.InvariantCulture, $"made by the VPC router, about packet {packet.Header.Number}"));
    }

    private bool TryShowAsSent(in ReplayedPacket packet, int networkInterface)
    {
        ReadOnlySpan<Sight> sights = packet.Sights;
        for (int i = sights.Length - 1; i >= 0; i--)
            if (sights[i].Egress && sights[i].Interface == networkInterface) return _seen.TryShow(in packet, in sights[i]);
        return _seen.TryShow(in packet);
    }

    private void WriteReset(in ReplayedPacket packet, ReadOnlySpan<Sight> sights)
    {
        if (!_seen.TryShow(in packet) || AnswerPackets.TcpReset(_seen.Copy.Bytes, _seen.Copy.WireLength) is not { } reset) return;
        _made.Number = packet.Header.Number;
        PacketDecoder.Decode(LinkType.Raw, reset, reset.Length, ref _made, ref _madeQuote, out _);
        string comment = string.Create(CultureInfo.InvariantCulture, $"made by {_fabric.Design.NetworkInterfaces[sights[0].Interface].Name}, in answer to packet {_made.Number}");
        foreach (ref readonly Sight sight in sights)
        {
            if ((!sight.Egress && !sight.Accepted) || !_seen.TryShow(reset, in _made, in sight)) continue;
            (MacAddress to, MacAddress from) = _macs.Of(in sight);
            Write(sight.Interface, Way(sight.Egress), _seen.Copy, to, from, comment);
        }
    }

    private void Write(int networkInterface, FrameDirection direction, PacketCopy packet, MacAddress to, MacAddress from, string comment = "")
    {
        ReadOnlySpan<byte> frame = packet.Frame(to, from);
        int header = frame.Length - packet.Bytes.Length;
        (_writers[networkInterface] ?? Begin(networkInterface)).Write(0, _latestNs, frame, header + packet.WireLength, direction, comment);
        _counts[networkInterface]++;
    }

    private PcapngWriter Begin(int networkInterface)
    {
        NetworkInterface eni = _fabric.Design.NetworkInterfaces[networkInterface];
        string name = FileNameOf(eni);
        if (!_names.Add(name)) _names.Add(name = $"{Path.GetFileNameWithoutExtension(name)}~{eni.Id}{Extension}"); // names that differ in case alone, or tags that several bear
        _paths.Add(Path.Combine(_folder, name));
        var stream = new SpilledStream(_files, _files.Add(_paths[^1]));
        var writer = new PcapngWriter(stream, AnnotatedCapture.Application);
        writer.Describe(_interfaces.Of(networkInterface, LinkType.Ethernet));
        return _writers[networkInterface] = writer;
    }

    private static FrameDirection Way(bool egress) => egress ? FrameDirection.Outbound : FrameDirection.Inbound;
}
