using System.Net;
using PacketDotNet;
using SharpPcap;
using SharpPcap.LibPcap;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Tests.Captures;
using Packet = PacketDotNet.Packet;

namespace VpcSim.Wire.Tests;

/// <summary>PacketDotNet decodes, and libpcap reads, every capture at hand as we do.</summary>
public class SecondOpinionTests
{
    [Fact]
    public void PacketDotNet_agrees_on_the_repositorys_captures() => Compare(Repository.OwnCaptures, "the repository's captures were not found");

    [Fact]
    public void PacketDotNet_agrees_on_the_shared_captures() => Compare(Repository.SharedCaptures, "the shared captures are not beside this checkout");

    [Fact]
    public void Libpcap_reads_the_same_packets()
    {
        Assert.SkipUnless(Libpcap.IsAvailable, "libpcap is not installed");
        string[] files = [.. Repository.OwnCaptures.Concat(Repository.SharedCaptures).Where(path => !path.EndsWith(".gz", StringComparison.Ordinal))];
        Assert.SkipUnless(files.Length > 0, "no captures were found");
        int compared = 0;
        foreach (string path in files)
        {
            using var device = new CaptureFileReaderDevice(path);
            try
            {
                device.Open();
            }
            catch (PcapException)
            {
                continue; // what libpcap does not open (several link types in one file) it has no opinion on
            }

            using CaptureReader reader = CaptureReader.Open(path);
            while (TryNext(device, out PacketCapture theirs))
            {
                Assert.True(reader.TryRead(out CapturedFrame ours), $"{path}: libpcap reads more than {reader.PacketsRead} packets");
                Assert.True(ours.Bytes.SequenceEqual(theirs.Data), $"{path}: bytes of packet {ours.Number}");
                Assert.Equal((long)(theirs.Header.Timeval.Seconds * 1_000_000 + theirs.Header.Timeval.MicroSeconds), ours.TimeNs / 1000);
                compared++;
            }
        }

        Assert.True(compared > 0);
    }

    private static bool TryNext(CaptureFileReaderDevice device, out PacketCapture packet) =>
        device.GetNextPacket(out packet) == GetPacketStatus.PacketRead;

    private static void Compare(IReadOnlyList<string> files, string ifNone)
    {
        Assert.SkipUnless(files.Count > 0, ifNone);
        int decoded = 0;
        int compared = 0;
        foreach (string path in files)
        {
            using CaptureReader reader = CaptureReader.Open(path);
            while (reader.TryRead(out CapturedFrame frame))
            {
                Decoded ours = Decoded.From(frame.Link, frame.Bytes, frame.OriginalLength);
                if (ours.Header.Status == DecodeStatus.Decoded)
                {
                    decoded++;
                    compared += IsComparable(ours.Header, frame, $"{Path.GetFileName(path)} packet {frame.Number}") ? 1 : 0;
                }
            }
        }

        Assert.True(compared > decoded * 3 / 4, $"PacketDotNet had an opinion on {compared} of {decoded} packets only");
    }

    /// <summary>Compares, where PacketDotNet has an opinion: it throws on payloads whose kind it guesses wrongly.</summary>
    private static bool IsComparable(PacketHeader ours, CapturedFrame frame, string where)
    {
        try
        {
            return Parse(frame) is Packet theirs && Agree(ours, theirs, where);
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or InvalidOperationException or NotSupportedException)
        {
            return false;
        }
    }

    private static Packet? Parse(CapturedFrame frame) => frame.Link is LinkType.Ethernet or LinkType.Raw or LinkType.LinuxSll or LinkType.Null
        ? Packet.ParsePacket((LinkLayers)frame.Link, frame.Bytes.ToArray())
        : null;

    private static bool Agree(PacketHeader ours, Packet theirs, string where)
    {
        IPPacket? ip = theirs.Extract<IPPacket>();
        if (ip is null)
        {
            return false; // a tag or header that PacketDotNet does not step over
        }

        Same(ours.Version, (int)ip.Version, where, "version");
        Same(ours.Source, Address(ip.SourceAddress), where, "source");
        Same(ours.Destination, Address(ip.DestinationAddress), where, "destination");
        Same(ours.Ttl, ip.TimeToLive, where, "time to live");
        if (ip is IPv4Packet four)
        {
            Same(ours.FragmentId, four.Id, where, "identification");
            Same(ours.Protocol, (int)four.Protocol, where, "protocol");
            if (ours.Length <= ushort.MaxValue) // above it the header says 0, for which PacketDotNet puts something of its own
            {
                Same(ours.Length, four.TotalLength, where, "length");
            }
        }

        if ((ours.Traits & PacketTraits.LaterFragment) == 0)
        {
            AgreeOnTransport(ours, ip, where);
        }

        return true;
    }

    private static void AgreeOnTransport(PacketHeader ours, IPPacket ip, string where)
    {
        switch (ip.PayloadPacket)
        {
            case TcpPacket tcp:
                Same(ours.SourcePort, tcp.SourcePort, where, "source port");
                Same(ours.DestinationPort, tcp.DestinationPort, where, "destination port");
                Same(ours.TcpFlags, tcp.Flags & 0xFF, where, "flags");
                break;
            case UdpPacket udp:
                Same(ours.SourcePort, udp.SourcePort, where, "source port");
                Same(ours.DestinationPort, udp.DestinationPort, where, "destination port");
                break;
            case IcmpV4Packet icmp:
                Same((ours.IcmpType << 8) | ours.IcmpCode, (int)icmp.TypeCode, where, "type and code");
                if ((ours.Traits & (PacketTraits.EchoRequest | PacketTraits.EchoReply)) != 0)
                {
                    Same(ours.IcmpIdentifier, icmp.Id, where, "identifier");
                    Same(ours.IcmpSequence, icmp.Sequence, where, "sequence");
                }

                break;
            case IcmpV6Packet icmp6:
                Same(ours.IcmpType, (int)icmp6.Type, where, "type");
                Same(ours.IcmpCode, icmp6.Code, where, "code");
                break;
        }
    }

    private static void Same<T>(T ours, T theirs, string where, string what) =>
        Assert.True(EqualityComparer<T>.Default.Equals(ours, theirs), $"{where}: {what} is {ours}, PacketDotNet says {theirs}");

    private static WireAddress Address(IPAddress address) => Bytes.Address(address.GetAddressBytes());
}
