namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>Which of its addresses a NAT gateway gives to a new connection. AWS documents no rule.</summary>
public enum NatAddressChoice
{
    /// <summary>One by the connection's hash; where that has no port left towards the destination, the next.</summary>
    Spread,

    /// <summary>The primary one as long as it has ports left towards the destination, then the next.</summary>
    Fill,
}
