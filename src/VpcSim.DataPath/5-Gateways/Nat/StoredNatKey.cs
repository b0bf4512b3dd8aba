namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>A <see cref="NatKey"/> in 20 bytes. The addresses are IPv4 bits; where one is of IPv6 (NAT64), the first is the place of both in <see cref="StoredNatKeys"/>.</summary>
internal struct StoredNatKey
{
    public int Side;
    public uint Local;
    public uint Remote;
    public ushort LocalPort;
    public ushort RemotePort;
    public byte Protocol;
    public bool IsBeside;
}
