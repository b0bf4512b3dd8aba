using VpcSim.Model.Addressing;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>The four addresses of an IPv6 observation.</summary>
internal readonly record struct AddressQuad(IpAddress Source, IpAddress Destination, IpAddress PacketSource, IpAddress PacketDestination);
