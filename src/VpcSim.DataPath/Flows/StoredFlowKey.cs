using System.Runtime.InteropServices;

namespace VpcSim.DataPath.Flows;

/// <summary>A <see cref="FlowKey"/> in 14 bytes. The addresses are IPv4 bits, or of IPv6 the first is the place of both in <see cref="StoredFlowKeys"/>.</summary>
/// <remarks>Its fields are written where they stay: copied as a whole right after, they would hold the processor up.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
internal struct StoredFlowKey
{
    public uint Low;
    public uint High;
    public ushort LowPort;
    public ushort HighPort;
    public byte Protocol;
    public byte Kind;
}
