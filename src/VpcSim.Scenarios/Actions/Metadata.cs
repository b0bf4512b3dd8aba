namespace VpcSim.Scenarios.Actions;

/// <summary>Asks the instance metadata service: a session token by PUT, then the path with it. (EC2 guide, "Use the Instance Metadata Service to access instance metadata")</summary>
/// <param name="From">The instance.</param>
/// <param name="Path">Such as <c>/latest/meta-data/instance-id</c>.</param>
public sealed record Metadata(string From, string Path) : HostAction(From)
{
    /// <summary>Whether it asks without a token, as version 1 of the service allows.</summary>
    public bool WithoutToken { get; init; }

    /// <summary>Whether the service is asked at its IPv6 address.</summary>
    public bool OverIPv6 { get; init; }
}
