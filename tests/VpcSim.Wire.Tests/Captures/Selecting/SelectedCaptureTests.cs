using VpcSim.TestSupport;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Captures.Selecting;
using VpcSim.Wire.Tests.Tunnels;
using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Tests.Captures.Selecting;

public class SelectedCaptureTests
{
    private static readonly byte[] _web = Bytes.Ipv4(6, Bytes.Tcp(to: 80));
    private static readonly byte[] _dns = Bytes.Ipv4(17, Bytes.Udp(to: 53));
    private static readonly byte[] _arp = Bytes.Ethernet(0x0806, new byte[46]);

    [Fact]
    public void A_capture_of_which_nothing_is_asked_is_read_as_it_stands()
    {
        using CaptureReader reader = new CaptureSelector(() => File(Framed(_web))).Open(CancellationToken.None);

        Assert.IsNotType<SelectedCapture>(reader);
    }

    [Fact]
    public void All_packets_in_tunnels_are_taken_out_of_them_and_keep_their_numbers_and_times()
    {
        (ReadCapture read, SelectionReport report) = Read(new CaptureSelector(() => File(_arp, Framed(Vxlan(7, _web)), Framed(Vxlan(8, _dns)), Framed(Vxlan(7, _dns)))));

        Assert.Equal([1, 2, 3, 4], read.Packets.Select(packet => packet.Number));
        Assert.Equal([Convert.ToHexString(_arp), Hex(_web), Hex(_dns), Hex(_dns)], read.Packets.Select(packet => packet.Hex));
        Assert.Equal([new TunnelSession(TunnelKind.Vxlan, 7, 2), new TunnelSession(TunnelKind.Vxlan, 8, 1)], report.Sessions);
        Assert.Equal((0, null), (report.NotWrapped, report.Mixed));
    }

    [Fact]
    public void One_packet_in_no_tunnel_leaves_all_as_they_stand_unless_the_tunnel_is_named()
    {
        Func<CaptureReader> open = () => File(Framed(Vxlan(7, _web)), Framed(_dns));

        (ReadCapture mixed, SelectionReport why) = Read(new CaptureSelector(open));
        (ReadCapture named, SelectionReport report) = Read(new CaptureSelector(open) { Unwraps = TunnelKind.Vxlan });

        Assert.Equal([Hex(Vxlan(7, _web)), Hex(_dns)], mixed.Packets.Select(packet => packet.Hex));
        Assert.Equal(new MixedCapture(TunnelKind.Vxlan, 1, 2), why.Mixed);
        Assert.Equal([Hex(_web), Hex(_dns)], named.Packets.Select(packet => packet.Hex));
        Assert.Equal(1, report.NotWrapped);
    }

    [Fact]
    public void Nobody_looks_into_tunnels_where_that_is_not_wanted()
    {
        using CaptureReader reader = new CaptureSelector(() => File(Framed(Vxlan(7, _web)))) { Unwraps = TunnelKind.None }.Open(CancellationToken.None);

        Assert.Equal([Hex(Vxlan(7, _web))], ReadCapture.From(reader).Packets.Select(packet => packet.Hex));
    }

    [Fact]
    public void An_icmp_error_about_the_tunnel_says_nothing_about_it_and_stands_as_it_is()
    {
        byte[] unreachable = Bytes.Ipv4(1, Bytes.Icmp(3, 3, body: Vxlan(7, _web)));
        (ReadCapture read, SelectionReport report) = Read(new CaptureSelector(() => File(Framed(Vxlan(7, _web)), Framed(unreachable))));

        Assert.Equal([Hex(_web), Hex(unreachable)], read.Packets.Select(packet => packet.Hex));
        Assert.Equal((0, null), (report.NotWrapped, report.Mixed));
    }

    [Fact]
    public void Later_fragments_of_a_tunnels_packet_are_counted_and_are_no_packets()
    {
        byte[] big = Bytes.Ipv4(6, Bytes.Tcp(to: 80, payload: new byte[600]));
        byte[] whole = Vxlan(7, big);
        byte[] first = Bytes.Ipv4(17, whole[20..420], fragment: 0x2000, id: 5), later = Bytes.Ipv4(17, whole[420..], fragment: 50, id: 5);
        byte[] other = Bytes.Ipv4(17, whole[420..], fragment: 50, id: 6);

        (ReadCapture all, SelectionReport auto) = Read(new CaptureSelector(() => File(Framed(first), Framed(later), Framed(other))));
        (ReadCapture named, SelectionReport report) = Read(new CaptureSelector(() => File(Framed(first), Framed(later), Framed(other))) { Unwraps = TunnelKind.Vxlan });

        Packet packet = Assert.Single(all.Packets);
        Assert.Equal(14 + big.Length, packet.OriginalLength);
        Assert.Equal(2, auto.OuterFragments);
        Assert.Equal([packet.Hex, Hex(other)], named.Packets.Select(each => each.Hex)); // whose first fragment is missing
        Assert.Equal((1, 1), (report.OuterFragments, report.NotWrapped));
    }

    [Fact]
    public void The_first_packet_of_a_stream_decides_and_others_are_counted()
    {
        (ReadCapture tunnel, SelectionReport report) = Read(new CaptureSelector(() => Stream(_arp, Framed(Vxlan(7, _web)), Framed(_dns))));
        (ReadCapture plain, SelectionReport nothing) = Read(new CaptureSelector(() => Stream(_arp, Framed(_dns), Framed(Vxlan(7, _web)))));

        Assert.Equal([Convert.ToHexString(_arp), Hex(_web), Hex(_dns)], tunnel.Packets.Select(packet => packet.Hex));
        Assert.Equal(1, report.NotWrapped);
        Assert.Equal(Hex(Vxlan(7, _web)), plain.Packets[2].Hex);
        Assert.True(nothing.IsEmpty);
    }

    [Fact]
    public void The_time_asked_for_includes_its_first_moment_and_not_its_last()
    {
        var window = new TimeWindow();
        window.Set(2_000_000_000, 4_000_000_000);
        (ReadCapture read, SelectionReport report) = Read(new CaptureSelector(() => File(Framed(_web), Framed(_web), Framed(_web), Framed(_web), Framed(_web))) { Window = window });

        Assert.Equal([2, 3], read.Packets.Select(packet => packet.Number));
        Assert.Equal((1, 2, false), (report.BeforeFrom, report.FromUntilOn, report.StoppedEarly));
    }

    [Fact]
    public void Reading_ends_when_so_many_packets_in_a_row_were_too_late()
    {
        var window = new TimeWindow();
        window.Set(0, 2_000_000_000);
        Func<CaptureReader> open = () => Bare(new FileBytes(false).PcapHeader(link: 101)
            .PcapRecord(1, 0, _web).PcapRecord(5, 0, _web).PcapRecord(1, 5, _web).PcapRecord(6, 0, _web).PcapRecord(7, 0, _web).PcapRecord(1, 7, _web), isStream: false);

        (ReadCapture patient, SelectionReport all) = Read(new CaptureSelector(open) { Window = window, MostBeyond = 3 });
        (ReadCapture early, SelectionReport report) = Read(new CaptureSelector(open) { Window = window, MostBeyond = 2 });

        Assert.Equal([1, 3, 6], patient.Packets.Select(packet => packet.Number));
        Assert.False(all.StoppedEarly);
        Assert.Equal([1, 3], early.Packets.Select(packet => packet.Number));
        Assert.True(report.StoppedEarly);
    }

    [Fact]
    public void A_stream_ends_with_the_first_packet_that_is_too_late()
    {
        var window = new TimeWindow();
        window.Set(0, 2_000_000_000);

        (ReadCapture read, SelectionReport report) = Read(new CaptureSelector(() => Stream(Framed(_web), Framed(_web), Framed(_web))) { Window = window, MostBeyond = 100 });

        Assert.Equal([1], read.Packets.Select(packet => packet.Number));
        Assert.True(report.StoppedEarly);
        Assert.Equal(1, report.FromUntilOn);
    }

    [Fact]
    public void The_first_packet_may_be_looked_at_ahead()
    {
        using var reader = (SelectedCapture)new CaptureSelector(() => File(Framed(_web), Framed(_dns))) { Window = new TimeWindow() }.Open(CancellationToken.None);

        Assert.Equal(1_000_000_000, reader.FirstNs());
        Assert.Equal(1_000_000_000, reader.FirstNs());
        Assert.Equal([Hex(_web), Hex(_dns)], ReadCapture.From(reader).Packets.Select(packet => packet.Hex));
        Assert.Equal(1_000_000_000, reader.FirstNs());
    }

    [Fact]
    public void The_first_packet_is_the_first_also_where_others_were_looked_at()
    {
        var selector = new CaptureSelector(() => File(_arp, _arp, Framed(Vxlan(7, _web)))) { Window = new TimeWindow() };
        using var reader = (SelectedCapture)selector.Open(CancellationToken.None);

        Assert.Equal(1_000_000_000, reader.FirstNs());
        Assert.Equal([1, 2, 3], ReadCapture.From(reader).Packets.Select(packet => packet.Number));
    }

    [Fact]
    public void Looking_for_a_tunnel_loses_nothing_of_a_capture_without_one()
    {
        foreach (int frames in (int[])[0, 1, 2, 255, 256, 257, 400])
        {
            byte[][] arps = [.. Enumerable.Repeat(_arp, frames)];
            using CaptureReader reader = new CaptureSelector(() => File([.. arps, Framed(_web)])).Open(CancellationToken.None);
            ReadCapture read = ReadCapture.From(reader);

            Assert.Equal(Enumerable.Range(1, frames + 1).Select(number => (long)number), read.Packets.Select(packet => packet.Number));
            Assert.Equal(Hex(_web), read.Packets[^1].Hex);
        }

        using CaptureReader empty = new CaptureSelector(() => File()).Open(CancellationToken.None);
        Assert.Empty(ReadCapture.From(empty).Packets);
    }

    [Fact]
    public void A_clock_that_was_ahead_moves_packets_into_the_time_asked_for()
    {
        var window = new TimeWindow();
        window.Set(1_000_000_000, 2_000_000_000);
        using var reader = (SelectedCapture)new CaptureSelector(() => File(Framed(_web), Framed(_web), Framed(_web))) { Window = window }.Open(CancellationToken.None);
        reader.ClockAheadNs = 1_000_000_000;

        Assert.Equal([2], ReadCapture.From(reader).Packets.Select(packet => packet.Number));
    }

    [Fact]
    public void How_a_capture_ended_is_told_through_the_selection()
    {
        byte[] file = Pcap(Framed(Vxlan(7, _web)), Framed(Vxlan(7, _dns))).ToArray();
        CaptureSelector cut = new(() => CaptureReader.Open(new MemoryStream(file[..^3]), ReadCapture.Name));

        (ReadCapture read, SelectionReport report) = Read(cut);

        Assert.Equal(CaptureEnd.CutOff, read.End);
        Assert.Single(read.Packets);
        Assert.Equal(1, report.Sessions[0].Packets);
    }

    [Fact]
    public void Sessions_beyond_a_bound_are_counted_together()
    {
        var file = new FileBytes(false).PcapHeader(link: 101);
        for (uint vni = 0; vni < Unwrapping.MostSessions + 10; vni++) file.PcapRecord(vni, 0, Vxlan(vni, _web));

        (ReadCapture read, SelectionReport report) = Read(new CaptureSelector(() => Bare(file, isStream: false)));

        Assert.Equal(Unwrapping.MostSessions + 10, read.Packets.Count);
        Assert.Equal((Unwrapping.MostSessions, 10), (report.Sessions.Length, report.OtherSessions));
    }

    [Fact]
    public void Selecting_allocates_nothing_once_it_is_under_way()
    {
        Assert.SkipUnless(Libpcap.IsAvailable, "libpcap is not installed");
        var file = new FileBytes(false).PcapHeader(link: 101);
        for (uint i = 0; i < 20_000; i++) file.PcapRecord(i, 0, Vxlan(i % 5, i % 2 == 0 ? _web : _dns));
        var window = new TimeWindow();
        window.Set(10_000_000_000, long.MaxValue);
        using CaptureReader reader = new CaptureSelector(() => Bare(file, isStream: false)) { Window = window, Filter = "tcp" }.Open(CancellationToken.None);
        Assert.True(reader.TryRead(out _));

        bool any = true;
        long allocated = Allocation.Of(() =>
        {
            for (int i = 0; i < 1_000; i++) any &= reader.TryRead(out _);
        });

        Assert.True(any);
        Assert.Equal(0, allocated);
    }

    private static byte[] Vxlan(uint vni, byte[] packet) => Tunnel.Vxlan(vni, Framed(packet));

    private static byte[] Framed(byte[] packet) => Bytes.Ethernet(0x0800, packet);

    private static string Hex(byte[] packet) => Convert.ToHexString(Framed(packet));

    private static FileBytes Pcap(params byte[][] frames)
    {
        FileBytes file = new FileBytes(false).PcapHeader();
        for (int i = 0; i < frames.Length; i++) file.PcapRecord((uint)i + 1, 0, frames[i]);
        return file;
    }

    private static CaptureReader File(params byte[][] frames) => Bare(Pcap(frames), isStream: false);

    private static CaptureReader Stream(params byte[][] frames) => Bare(Pcap(frames), isStream: true);

    private static CaptureReader Bare(FileBytes file, bool isStream) => isStream
        ? CaptureReader.Follow(new MemoryStream(file.ToArray()), ReadCapture.Name, CancellationToken.None)
        : CaptureReader.Open(new MemoryStream(file.ToArray()), ReadCapture.Name);

    private static (ReadCapture Read, SelectionReport Report) Read(CaptureSelector selector)
    {
        var reader = (SelectedCapture)selector.Open(CancellationToken.None);
        return (ReadCapture.From(reader), reader.Report);
    }
}
