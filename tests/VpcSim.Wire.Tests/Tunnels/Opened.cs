using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Tests.Tunnels;

/// <summary>What was found in a frame: the inner frame's bytes as hex, none where there is no tunnel.</summary>
internal sealed record Opened(Encapsulation Encapsulation, InnerFrame Inner, string Hex)
{
    public static Opened Raw(byte[] packet, TunnelKind kinds = TunnelKind.All, int? originalLength = null) => From(LinkType.Raw, packet, kinds, originalLength);

    public static Opened From(LinkType link, byte[] frame, TunnelKind kinds = TunnelKind.All, int? originalLength = null)
    {
        var outer = default(PacketHeader);
        Encapsulation found = Decapsulation.Open(link, frame, originalLength ?? frame.Length, kinds, ref outer, out InnerFrame inner);
        return new Opened(found, inner, Convert.ToHexString(frame.AsSpan(inner.At, inner.Length)));
    }

    public void Holds(byte[] frame, TunnelKind kind, long session, LinkType link)
    {
        Assert.Equal(Encapsulation.Tunnel, Encapsulation);
        Assert.Equal(Convert.ToHexString(frame), Hex);
        Assert.Equal((kind, session, link), (Inner.Kind, Inner.Session, Inner.Link));
        Assert.Equal(frame.Length, Inner.OriginalLength);
    }

    public void Is(Encapsulation encapsulation)
    {
        Assert.Equal(encapsulation, Encapsulation);
        Assert.Equal(default, Inner);
    }
}
