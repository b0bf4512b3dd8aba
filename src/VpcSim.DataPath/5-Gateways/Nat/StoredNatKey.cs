namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>A <see cref="NatKey"/> in 20 bytes. The addresses are IPv4 bits; where one is of IPv6 (NAT64), the first is the place of both in <see cref="StoredNatKeys"/>.</summary>
internal readonly record struct StoredNatKey(int Side, uint Local, uint Remote, ushort LocalPort, ushort RemotePort, byte Protocol, bool IsBeside);
