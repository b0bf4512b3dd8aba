namespace VpcSim.DataPath.Trace;

/// <summary>What became of a packet. Every packet read has exactly one; their sum is the number of packets read.</summary>
public enum Outcome : byte
{
    /// <summary>It reached an interface, or left the simulated network towards the internet, on premises or an AWS service.</summary>
    Delivered,

    /// <summary>A component of the design stopped it; the verdict says which and why.</summary>
    Dropped,

    /// <summary>Causal replay: its sender could not have sent it in this network.</summary>
    NotSent,

    /// <summary>A service of the VPC took it (DNS, DHCP, metadata, time, licensing, router), or it came from one.</summary>
    Consumed,

    /// <summary>Both ends lie outside every VPC, or its source is a VPC address that no interface owns.</summary>
    NotInDesign,

    /// <summary>A frame without IP.</summary>
    NotIp,

    /// <summary>Its headers could not be read.</summary>
    Undecodable,
}
