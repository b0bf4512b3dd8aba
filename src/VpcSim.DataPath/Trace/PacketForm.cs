using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Trace;

/// <summary>What translation and links change of a packet on its way. Recorded only where <see cref="DataPath.Records"/>.</summary>
/// <param name="Source">Source address.</param>
/// <param name="Destination">Destination address.</param>
/// <param name="SourcePort">0 for protocols without ports and for later fragments whose first one is not known.</param>
/// <param name="DestinationPort">The same of the receiver.</param>
/// <param name="IcmpIdentifier">Identifier of an echo message; else 0.</param>
/// <param name="LoweredMss">Maximum segment size option of a SYN in bytes, where the way so far has lowered it; else 0.</param>
/// <param name="Packets">How many packets it is: more than one where a link has split it.</param>
public readonly record struct PacketForm(
    IpAddress Source, IpAddress Destination, ushort SourcePort, ushort DestinationPort, ushort IcmpIdentifier, ushort LoweredMss, int Packets);
