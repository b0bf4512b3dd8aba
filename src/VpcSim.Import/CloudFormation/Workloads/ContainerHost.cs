namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>An instance that may be a container instance of ECS.</summary>
/// <param name="InstanceId">Of EC2.</param>
/// <param name="Name">What the design calls it.</param>
/// <param name="Cluster">The cluster that its user data names; null for none.</param>
/// <param name="Group">The name of the Auto Scaling group that launched it; null for none.</param>
internal sealed record ContainerHost(string InstanceId, string Name, string? Cluster, string? Group)
{
    /// <summary>Tasks that it runs so far.</summary>
    public int Tasks { get; set; }
}
