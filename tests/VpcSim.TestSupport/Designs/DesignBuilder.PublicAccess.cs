using VpcSim.Model.Gateways;

namespace VpcSim.TestSupport.Designs;

/// <summary>VPC Block Public Access.</summary>
public sealed partial class DesignBuilder
{
    /// <summary>Turns VPC Block Public Access on for the account and region.</summary>
    public DesignBuilder BlockPublicAccess(BlockPublicAccessMode mode) => Add(_design with { BlockPublicAccess = mode });

    /// <summary>Excludes a subnet from it, or the latest VPC where none is named.</summary>
    public DesignBuilder Exclude(string? subnet = null, bool egressOnly = false) => Add(_design with
    {
        BlockPublicAccessExclusions = _design.BlockPublicAccessExclusions.Add(new BlockPublicAccessExclusion
        {
            Name = $"{subnet ?? _vpc}-exclusion",
            Id = $"vpcbpa-exclude-{subnet ?? _vpc}",
            VpcId = subnet is null ? _vpc : null,
            SubnetId = subnet is null ? null : $"subnet-{subnet}",
            EgressOnly = egressOnly,
        }),
    });
}
