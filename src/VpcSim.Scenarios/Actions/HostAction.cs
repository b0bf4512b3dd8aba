namespace VpcSim.Scenarios.Actions;

/// <summary>Something that a host is told to do.</summary>
/// <param name="From">The host: an instance, an interface or an outside host, by any of its names.</param>
public abstract record HostAction(string From)
{
    /// <summary>The user whose process does it, for the host's firewall.</summary>
    public string User { get; init; } = "ec2-user";

    /// <summary>How long the process waits at most, in nanoseconds; null for as long as its protocol does.</summary>
    public long? TimeoutNs { get; init; }

    /// <summary>Routers on the host that lie between it and the process, each of which takes one from the TTL: 1 for a container behind a bridge. (EC2 guide, "Configure the
    /// Instance Metadata Service options", hop limit)</summary>
    public int ContainerHops { get; init; }
}
