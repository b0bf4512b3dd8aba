using System.Runtime.InteropServices;

namespace VpcSim.DataPath.Flows;

/// <summary>A <see cref="FlowKey"/> in 14 bytes. The addresses are IPv4 bits, or of IPv6 the first is the place of both in <see cref="StoredFlowKeys"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
internal readonly record struct StoredFlowKey(uint Low, uint High, ushort LowPort, ushort HighPort, byte Protocol, byte Kind);
