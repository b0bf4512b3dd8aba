namespace VpcSim.DataPath;

/// <summary>What a middlebox appliance does with a packet that is not for it: an interface without the source/destination check, or a Gateway Load Balancer.</summary>
public enum ApplianceMode : byte
{
    /// <summary>Sends it on unchanged, out of the interface that it came in by, as a router or firewall does.</summary>
    Forward,

    /// <summary>The packet's way ends there; what the appliance sends must be in the capture.</summary>
    End,
}
