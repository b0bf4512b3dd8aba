using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Hosts;

/// <summary>Who asks an application, as its host sees it.</summary>
/// <param name="Interface">Of a service of the VPC: the place in the design of the interface that asks. Of an instance: the place of the interface at which the packet came. Else −1.</param>
/// <param name="Source">Source address.</param>
/// <param name="SourcePort">Source port.</param>
/// <param name="Destination">The address that was asked.</param>
/// <param name="DestinationPort">The port that was asked.</param>
/// <param name="Ttl">TTL or hop limit with which the packet came.</param>
public readonly record struct Caller(int Interface, IpAddress Source, ushort SourcePort, IpAddress Destination, ushort DestinationPort, byte Ttl);
