namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>What a NAT gateway does with a TCP segment without SYN when the run has shown nothing of its connection before.</summary>
public enum NatMidstream
{
    /// <summary>It takes the connection for one that began before the capture, and serves it.</summary>
    Bind,

    /// <summary>It answers with a RST, as it does once a connection has been idle for too long.</summary>
    Reset,
}
