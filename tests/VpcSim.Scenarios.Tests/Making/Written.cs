using VpcSim.DataPath.Fabrics;
using VpcSim.FlowLogs.Destinations;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Annotations;
using VpcSim.TestSupport;
using VpcSim.Wire;
using VpcSim.Wire.Checksums;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Tests.Making;

/// <summary>The captures that a replay writes, read back.</summary>
internal static class Written
{
    /// <summary>The annotated capture of a replay.</summary>
    public static PcapngContent Annotated(this Trial trial, params ReadOnlySpan<Capture> captures)
    {
        using var folder = new TemporaryFolder();
        var paths = new List<string>();
        foreach (Capture capture in captures) paths.Add(folder.Write($"{paths.Count}.pcap", capture.ToPcap()));
        using var stream = new MemoryStream();
        var fabric = Fabric.Compile(trial.Design, trial.Settings);
        var watcher = new AnnotatedCapture(stream, fabric, [.. paths.Select(path => Path.GetFileName(path))], trial.Options.Mappings);
        new ReplayRun(trial.Design, fabric, trial.Settings, trial.Options, new RecordingMeter(), watcher).Run(paths, null, TestContext.Current.CancellationToken);
        watcher.Finish();
        return PcapngContent.Of(stream.ToArray());
    }

    /// <summary>The captures of the interfaces by file name.</summary>
    public static SortedDictionary<string, PcapngContent> OfInterfaces(this Trial trial, Capture capture)
    {
        using var folder = new TemporaryFolder();
        return trial.OfInterfaces(folder.Write("0.pcap", capture.ToPcap()), new RecordingMeter());
    }

    /// <summary>The same of a file, with a meter and others who watch.</summary>
    public static SortedDictionary<string, PcapngContent> OfInterfaces(this Trial trial, string capture, RecordingMeter meter, params IReplayWatcher[] also)
    {
        using var folder = new TemporaryFolder();
        string written = Path.Combine(Path.GetDirectoryName(folder.Write("here", ""))!, "written");
        using var output = new AtomicOutput();
        var fabric = Fabric.Compile(trial.Design, trial.Settings);
        var watcher = new InterfaceCaptures(output, written, fabric, []);
        new ReplayRun(trial.Design, fabric, trial.Settings, trial.Options, meter, [watcher, .. also]).Run([capture], null, TestContext.Current.CancellationToken);
        watcher.Finish();
        output.Commit();
        var files = new SortedDictionary<string, PcapngContent>(StringComparer.Ordinal);
        if (Directory.Exists(written))
            foreach (string file in Directory.GetFiles(written)) files.Add(Path.GetFileNameWithoutExtension(file), PcapngContent.Of(File.ReadAllBytes(file)));
        return files;
    }

    /// <summary>Packets as <c>out 10.0.2.10:50000 > 198.51.100.7:80</c>.</summary>
    public static string[] Lines(this PcapngContent content) => [.. content.Packets.Select(packet =>
    {
        PacketHeader header = packet.Decode();
        string way = packet.Direction switch { 1 => "in", 2 => "out", _ => "-" };
        return $"{way} {End(header.Source, header.SourcePort)} > {End(header.Destination, header.DestinationPort)}";
    })];

    public static PacketHeader Decode(this PcapngContent.Packet packet)
    {
        var header = default(PacketHeader);
        var quote = default(QuotedPacket);
        PacketDecoder.Decode(LinkType.Ethernet, packet.Bytes, packet.OriginalLength, ref header, ref quote, out Undecodable why);
        Assert.Equal(Undecodable.None, why);
        return header;
    }

    /// <summary>Asserts that all checksums of an Ethernet frame are right.</summary>
    public static PcapngContent.Packet HasRightChecksums(this PcapngContent.Packet packet)
    {
        PacketHeader header = packet.Decode();
        ReadOnlySpan<byte> ip = packet.Bytes.AsSpan(14);
        int at = header.Version == 4 ? header.Ipv4HeaderLength : 40;
        if (header.Version == 4) Assert.Equal(0, InternetChecksum.Compute(ip[..at]));
        ReadOnlySpan<byte> message = ip[at..];
        ushort rest = header.Protocol == 1 ? InternetChecksum.Compute(message) : InternetChecksum.Compute(header.Source, header.Destination, header.Protocol, message);
        Assert.Equal(0, rest);
        return packet;
    }

    private static string End(WireAddress address, ushort port) => DataPath.Trace.SightText.End(DataPath.WireAddresses.ToIpAddress(address), port);
}
