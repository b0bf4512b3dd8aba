using System.Collections.Immutable;

namespace VpcSim.Model.Enis;

/// <summary>An EC2 instance. Its interfaces name it by <see cref="NetworkInterface.InstanceId"/>.</summary>
public sealed record Instance
{
    public required string Name { get; init; }

    /// <summary><c>i-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Such as <c>t3.micro</c>; decides between Nitro and Xen (flow-log intervals, traffic-path) and default idle timeouts.</summary>
    public string InstanceType { get; init; } = "m1.small";

    /// <summary>How many connections it tracks at all its interfaces together; 0 for any number, null where the run's settings decide. AWS has a number for each
    /// type and publishes none. (EC2 guide, "Security group connection tracking", throttling)</summary>
    public int? ConnectionTrackingAllowance { get; init; }

    /// <summary>Values by key.</summary>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Tags of the Auto Scaling group that launched it; empty where none did.</summary>
    public ImmutableDictionary<string, string> AutoScalingGroupTags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public MetadataOptions Metadata { get; init; } = MetadataOptions.Default;

    /// <summary>Whether it has been terminated under way: it keeps its place in the list, and its interfaces are deleted.</summary>
    public bool IsTerminated { get; init; }
}
