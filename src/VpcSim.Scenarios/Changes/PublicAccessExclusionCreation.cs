using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Naming;
using VpcSim.Model.Subnets;

namespace VpcSim.Scenarios.Changes;

/// <summary>Excludes a subnet from VPC Block Public Access. (EC2 API, CreateVpcBlockPublicAccessExclusion)</summary>
/// <param name="Subnet">The subnet's name or id.</param>
/// <param name="EgressOnly">True for <c>allow-egress</c>, false for <c>allow-bidirectional</c>.</param>
public sealed record PublicAccessExclusionCreation(string Subnet, bool EgressOnly) : DesignChange
{
    public override string Action => "create-vpc-block-public-access-exclusion";

    internal override Design Change(Design design, long timeNs)
    {
        int place = DesignNames.Place(design.Subnets, Subnet, static subnet => subnet.Name, static subnet => subnet.Id, "InvalidSubnetID.NotFound", "subnet");
        Subnet subnet = design.Subnets[place];
        string name = $"{subnet.Name}/public-access-exclusion";
        return design with
        {
            BlockPublicAccessExclusions = design.BlockPublicAccessExclusions.RemoveAll(exclusion => exclusion.SubnetId == subnet.Id).Add(new BlockPublicAccessExclusion
            {
                Name = name,
                Id = AwsIds.Derive("vpcbpa-exclude", design.AccountId, design.Region, name),
                SubnetId = subnet.Id,
                EgressOnly = EgressOnly,
            }),
        };
    }
}
