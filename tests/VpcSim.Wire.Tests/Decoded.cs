using VpcSim.Wire.Ip;

namespace VpcSim.Wire.Tests;

/// <summary>What the decoder made of a frame. The header and quote were full of other values before.</summary>
internal sealed record Decoded(PacketHeader Header, QuotedPacket Quote, Undecodable Why)
{
    public const long TimeNs = 77;
    public const long Number = 7;

    public static Decoded Raw(byte[] packet, int? originalLength = null) => From(LinkType.Raw, packet, originalLength);

    public static Decoded Ethernet(byte[] frame, int? originalLength = null) => From(LinkType.Ethernet, frame, originalLength);

    public static Decoded From(LinkType link, ReadOnlySpan<byte> frame, int? originalLength = null)
    {
        PacketHeader header = Dirty();
        var quote = new QuotedPacket { SourcePort = 9, Protocol = 9 };
        PacketDecoder.Decode(link, frame, originalLength ?? frame.Length, ref header, ref quote, out Undecodable why);
        return new Decoded(header, quote, why);
    }

    public bool Has(PacketTraits trait) => (Header.Traits & trait) != 0;

    public void IsRefusedFor(Undecodable why)
    {
        Assert.Equal(why, Why);
        var expected = new PacketHeader { TimeNs = TimeNs, Number = Number, Status = DecodeStatus.Undecodable };
        Assert.Equal(expected, Header);
    }

    public void IsNotIp()
    {
        Assert.Equal(Undecodable.None, Why);
        var expected = new PacketHeader { TimeNs = TimeNs, Number = Number, Status = DecodeStatus.NotIp };
        Assert.Equal(expected, Header);
    }

    public Decoded IsDecoded()
    {
        Assert.Equal(Undecodable.None, Why);
        Assert.Equal(DecodeStatus.Decoded, Header.Status);
        return this;
    }

    private static PacketHeader Dirty() => new()
    {
        TimeNs = TimeNs,
        Number = Number,
        Source = new WireAddress(ulong.MaxValue, ulong.MaxValue),
        Destination = new WireAddress(ulong.MaxValue, ulong.MaxValue),
        Length = -1,
        HeaderLength = -1,
        FragmentId = 99,
        SourcePort = 99,
        DestinationPort = 99,
        IcmpIdentifier = 99,
        IcmpSequence = 99,
        Mss = 99,
        Traits = (PacketTraits)ushort.MaxValue,
        Version = 99,
        Protocol = 99,
        TcpFlags = 99,
        Ttl = 99,
        IcmpType = 99,
        IcmpCode = 99,
        Status = (DecodeStatus)99,
    };
}
