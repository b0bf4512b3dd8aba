using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using VpcSim.Wire.Checksums;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Tests.Making;

/// <summary>An Ethernet frame of a test, built field by field. Checksums are left at 0, as captures of a sender with offload show them.</summary>
/// <param name="Bytes">What was captured.</param>
/// <param name="OriginalLength">Bytes on the wire; more than were captured where the capture was cut.</param>
internal sealed record Frame(byte[] Bytes, int OriginalLength)
{
    private const int LinkLength = 14;
    private const byte IcmpV4 = 1, Tcp6 = 6, Udp17 = 17, IcmpV6 = 58;

    /// <summary>A TCP segment; flags as letters of tcpdump (<c>S</c>, <c>S.</c>, <c>.</c>, <c>F.</c>, <c>R</c>, <c>P.</c>).</summary>
    public static Frame Tcp(string from, string to, string flags, int payload = 0, int mss = 0, byte ttl = 64, uint sequence = 0, ushort id = 0)
    {
        (IPEndPoint source, IPEndPoint destination) = (IPEndPoint.Parse(from), IPEndPoint.Parse(to));
        int header = mss > 0 ? 24 : 20;
        byte[] segment = new byte[header + payload];
        WritePorts(segment, source, destination);
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(4), sequence);
        segment[12] = (byte)(header / 4 << 4);
        foreach (char letter in flags) segment[13] |= (byte)(letter switch { 'F' => 1, 'S' => 2, 'R' => 4, 'P' => 8, '.' => 16, _ => 0 });
        if (mss > 0)
        {
            (segment[20], segment[21]) = (2, 4);
            BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(22), (ushort)mss);
        }
        return Ip(source.Address, destination.Address, Tcp6, segment, ttl, dontFragment: true, id);
    }

    public static Frame Udp(string from, string to, int payload = 32, byte ttl = 64, ushort id = 0, bool dontFragment = false)
    {
        (IPEndPoint source, IPEndPoint destination) = (IPEndPoint.Parse(from), IPEndPoint.Parse(to));
        byte[] datagram = new byte[8 + payload];
        WritePorts(datagram, source, destination);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
        return Ip(source.Address, destination.Address, Udp17, datagram, ttl, dontFragment, id);
    }

    /// <summary>A packet of another protocol, its payload zeros.</summary>
    public static Frame Other(byte protocol, string from, string to, int payload = 32) =>
        Ip(IPAddress.Parse(from), IPAddress.Parse(to), protocol, new byte[payload], 64, dontFragment: false);

    public static Frame Ping(string from, string to, int id = 7, int sequence = 1, int payload = 32, byte ttl = 64, ushort ipId = 0) =>
        Echo(from, to, reply: false, id, sequence, payload, ttl, ipId);

    public static Frame Pong(string from, string to, int id = 7, int sequence = 1, int payload = 32) =>
        Echo(from, to, reply: true, id, sequence, payload, 64, 0);

    /// <summary>An ICMP or ICMPv6 message of any type without anything behind its first 8 bytes.</summary>
    public static Frame Icmp(string from, string to, byte type, byte code = 0)
    {
        (IPAddress source, IPAddress destination) = (IPAddress.Parse(from), IPAddress.Parse(to));
        byte[] message = new byte[8];
        (message[0], message[1]) = (type, code);
        return Ip(source, destination, IcmpOf(source), message, 255, dontFragment: false);
    }

    /// <summary>An ICMP error that quotes the IP header and 8 bytes (ICMPv6: all) of a packet.</summary>
    public static Frame Error(string from, string to, byte type, byte code, Frame quoted)
    {
        (IPAddress source, IPAddress destination) = (IPAddress.Parse(from), IPAddress.Parse(to));
        ReadOnlySpan<byte> quote = quoted.Bytes.AsSpan(LinkLength);
        if (IcmpOf(source) == IcmpV4) quote = quote[..Math.Min(28, quote.Length)];
        byte[] message = new byte[8 + quote.Length];
        (message[0], message[1]) = (type, code);
        quote.CopyTo(message.AsSpan(8));
        return Ip(source, destination, IcmpOf(source), message, 64, dontFragment: false);
    }

    /// <summary>An ARP request.</summary>
    public static Frame Arp()
    {
        byte[] bytes = new byte[LinkLength + 28];
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(12), 0x0806);
        return new Frame(bytes, bytes.Length);
    }

    /// <summary>The fragments of an IPv4 packet, each with so many bytes of its payload (a multiple of 8) but the last.</summary>
    public Frame[] Split(int payload)
    {
        ReadOnlySpan<byte> whole = Bytes.AsSpan(LinkLength + 20);
        var fragments = new List<Frame>();
        for (int at = 0; at < whole.Length; at += payload)
        {
            ReadOnlySpan<byte> part = whole.Slice(at, Math.Min(payload, whole.Length - at));
            byte[] bytes = [.. Bytes.AsSpan(0, LinkLength + 20), .. part];
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(LinkLength + 2), (ushort)(20 + part.Length));
            bool more = at + part.Length < whole.Length;
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(LinkLength + 6), (ushort)(at / 8 | (more ? 0x2000 : 0)));
            fragments.Add(new Frame(bytes, bytes.Length));
        }
        return [.. fragments];
    }

    /// <summary>The same frame in VXLAN, from a mirror to its target.</summary>
    public Frame InVxlan(uint vni)
    {
        Frame outer = Udp("10.9.0.5:50000", "10.9.0.20:4789", 8 + OriginalLength);
        Span<byte> payload = outer.Bytes.AsSpan(^(8 + OriginalLength)..);
        payload[0] = 8;
        BinaryPrimitives.WriteUInt32BigEndian(payload[4..], vni << 8);
        Bytes.CopyTo(payload[8..]);
        return outer.Snapped(outer.OriginalLength - OriginalLength + Bytes.Length);
    }

    /// <summary>The same packet, of which the capture kept the first bytes only.</summary>
    public Frame Snapped(int captured) => this with { Bytes = Bytes[..captured] };

    /// <summary>The same IPv4 packet with a total length of 0, as segmentation offload leaves it.</summary>
    public Frame WithoutIpLength()
    {
        byte[] bytes = [.. Bytes];
        bytes.AsSpan(LinkLength + 2, 2).Clear();
        return this with { Bytes = bytes };
    }

    /// <summary>The same packet with right checksums, as it is on the wire.</summary>
    public Frame Summed()
    {
        byte[] bytes = [.. Bytes];
        bool isIPv4 = bytes[12] == 0x08;
        Span<byte> ip = bytes.AsSpan(LinkLength), header = ip[..(isIPv4 ? 20 : 40)], message = ip[header.Length..];
        if (isIPv4) Put(header[10..], InternetChecksum.Compute(header));
        byte protocol = header[isIPv4 ? 9 : 6];
        Span<byte> checksum = message[(protocol switch { Tcp6 => 16, Udp17 => 6, _ => 2 })..];
        if (isIPv4 && protocol == IcmpV4) Put(checksum, InternetChecksum.Compute(message));
        else Put(checksum, InternetChecksum.Compute(AddressAt(header, isIPv4 ? 12 : 8), AddressAt(header, isIPv4 ? 16 : 24), protocol, message));
        return this with { Bytes = bytes };

        WireAddress AddressAt(ReadOnlySpan<byte> bytes, int at) =>
            isIPv4 ? WireAddress.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes[at..])) : WireAddress.FromIPv6(bytes[at..]);
        static void Put(Span<byte> field, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(field, value);
    }

    private static Frame Echo(string from, string to, bool reply, int id, int sequence, int payload, byte ttl, ushort ipId)
    {
        (IPAddress source, IPAddress destination) = (IPAddress.Parse(from), IPAddress.Parse(to));
        byte[] message = new byte[8 + payload];
        message[0] = (byte)(IcmpOf(source) == IcmpV4 ? (reply ? 0 : 8) : (reply ? 129 : 128));
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), (ushort)id);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), (ushort)sequence);
        return Ip(source, destination, IcmpOf(source), message, ttl, dontFragment: false, ipId);
    }

    private static byte IcmpOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? IcmpV4 : IcmpV6;

    private static void WritePorts(Span<byte> transport, IPEndPoint source, IPEndPoint destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(transport, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(transport[2..], (ushort)destination.Port);
    }

    private static Frame Ip(IPAddress source, IPAddress destination, byte protocol, byte[] payload, byte ttl, bool dontFragment, ushort id = 0)
    {
        bool isIPv4 = source.AddressFamily == AddressFamily.InterNetwork;
        int header = isIPv4 ? 20 : 40;
        byte[] bytes = new byte[LinkLength + header + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(12), (ushort)(isIPv4 ? 0x0800 : 0x86DD));
        Span<byte> ip = bytes.AsSpan(LinkLength);
        if (isIPv4)
        {
            ip[0] = 0x45;
            BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(header + payload.Length));
            BinaryPrimitives.WriteUInt16BigEndian(ip[4..], id);
            ip[6] = (byte)(dontFragment ? 0x40 : 0);
            (ip[8], ip[9]) = (ttl, protocol);
            source.TryWriteBytes(ip[12..], out _);
            destination.TryWriteBytes(ip[16..], out _);
        }
        else
        {
            ip[0] = 0x60;
            BinaryPrimitives.WriteUInt16BigEndian(ip[4..], (ushort)payload.Length);
            (ip[6], ip[7]) = (protocol, ttl);
            source.TryWriteBytes(ip[8..], out _);
            destination.TryWriteBytes(ip[24..], out _);
        }
        payload.CopyTo(ip[header..]);
        return new Frame(bytes, bytes.Length);
    }
}
