namespace VpcSim.FlowLogs.Aggregation;

/// <summary>The four addresses of an IPv6 observation.</summary>
internal readonly record struct AddressQuad(UInt128 Source, UInt128 Destination, UInt128 PacketSource, UInt128 PacketDestination);
