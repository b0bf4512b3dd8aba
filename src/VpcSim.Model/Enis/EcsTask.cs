namespace VpcSim.Model.Enis;

/// <summary>The task of Amazon ECS that an interface was made for, as flow logs name it. (VPC guide, "Flow log records", ecs fields)</summary>
public sealed record EcsTask
{
    public required string ClusterArn { get; init; }

    public required string ClusterName { get; init; }

    /// <summary>32 hex digits.</summary>
    public required string Id { get; init; }

    public required string Arn { get; init; }

    /// <summary>Null where no service started it.</summary>
    public string? ServiceName { get; init; }

    /// <summary>Null where its revision is not known.</summary>
    public string? TaskDefinitionArn { get; init; }

    /// <summary>The container instance that runs it; null on Fargate, and where the design names no instance that could.</summary>
    public string? ContainerInstanceArn { get; init; }

    /// <summary>What the ARN ends with.</summary>
    public string? ContainerInstanceId => ContainerInstanceArn?[(ContainerInstanceArn.LastIndexOf('/') + 1)..];

    /// <summary>Whether Fargate runs it, which has no container instances.</summary>
    public bool IsOnFargate { get; init; }

    /// <summary>The id of its first container in Docker; null where its containers are not known.</summary>
    public string? ContainerId { get; init; }

    /// <summary>That of the second one; null where there is none.</summary>
    public string? SecondContainerId { get; init; }
}
