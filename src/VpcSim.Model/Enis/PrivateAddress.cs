using VpcSim.Model.Addressing;

namespace VpcSim.Model.Enis;

/// <summary>A private IPv4 address of an interface, and the public one (Elastic IP or drawn at launch) that the internet gateway maps to it.</summary>
public sealed record PrivateAddress(IpAddress Address, IpAddress? PublicAddress = null);
