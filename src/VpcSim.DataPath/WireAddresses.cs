using System.Runtime.CompilerServices;
using VpcSim.Model.Addressing;
using VpcSim.Wire.Ip;

namespace VpcSim.DataPath;

/// <summary>The same 128 bits as headers carry them and as designs name them: neither the wire nor the model knows the other.</summary>
public static class WireAddresses
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IpAddress ToIpAddress(this WireAddress address) => new(address.High, address.Low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WireAddress ToWireAddress(this IpAddress address) => new(address.High, address.Low);
}
