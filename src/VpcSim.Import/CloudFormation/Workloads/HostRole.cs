namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Which interfaces of a workload stand behind one of its names in DNS.</summary>
internal enum HostRole
{
    All,

    /// <summary>The writer, the primary node, the leader.</summary>
    First,

    /// <summary>The readers; the writer where there is none.</summary>
    Others,
}
