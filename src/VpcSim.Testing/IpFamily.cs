namespace VpcSim.Testing;

/// <summary>Which packets are meant.</summary>
public enum IpFamily
{
    /// <summary>IPv4 and IPv6.</summary>
    Both,

    IPv4,

    IPv6,
}
