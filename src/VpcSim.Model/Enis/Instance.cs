namespace VpcSim.Model.Enis;

/// <summary>An EC2 instance. Its interfaces name it by <see cref="NetworkInterface.InstanceId"/>.</summary>
public sealed record Instance
{
    public required string Name { get; init; }

    /// <summary><c>i-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Such as <c>t3.micro</c>; decides between Nitro and Xen (flow-log intervals, traffic-path) and default idle timeouts.</summary>
    public string InstanceType { get; init; } = "m1.small";
}
