using VpcSim.Wire.Captures;
using VpcSim.Wire.Captures.Selecting;
using VpcSim.Wire.Tests.Tunnels;
using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Tests.Captures.Selecting;

public class UnwrappingTests
{
    private static readonly byte[] _mirrored = Bytes.Ethernet(0x0800, Tunnel.Vxlan(7, Tunnel.Frame));

    [Fact]
    public void A_frame_in_no_tunnel_has_nothing_of_the_one_before_it()
    {
        var unwrapping = new Unwrapping(TunnelKind.Vxlan, all: false) { KeepsOuter = true };

        Assert.Equal(Tunnel.Frame, Unwrapped(unwrapping, _mirrored));
        Assert.Equal(7, unwrapping.Session);
        Assert.Equal(_mirrored, unwrapping.Outer!.Bytes.ToArray());

        Assert.Equal(Tunnel.Frame, Unwrapped(unwrapping, Tunnel.Frame));
        Assert.Equal(-1, unwrapping.Session);
        Assert.Null(unwrapping.Outer);
    }

    [Fact]
    public void The_frame_around_is_kept_where_somebody_wants_it_alone()
    {
        var unwrapping = new Unwrapping(TunnelKind.Vxlan, all: false);

        Unwrapped(unwrapping, _mirrored);

        Assert.Null(unwrapping.Outer);
    }

    private static byte[] Unwrapped(Unwrapping unwrapping, byte[] bytes)
    {
        var frame = new CapturedFrame { Link = LinkType.Ethernet, Bytes = bytes, OriginalLength = bytes.Length };
        Assert.True(unwrapping.Unwrap(ref frame));
        return frame.Bytes.ToArray();
    }
}
