using VpcSim.Model.Gateways;
using VpcSim.Model.Provisioning;

namespace VpcSim.Model.Validation;

/// <summary>Exclusions of VPC Block Public Access name a VPC or a subnet, and an account has 50 in a region. (VPC guide, "VPC BPA basics")</summary>
internal static class BlockPublicAccessChecks
{
    public static void Check(Draft draft)
    {
        var exclusions = new Tally(QuotaNames.BlockPublicAccessExclusionsPerRegion, "Too many exclusions of VPC Block Public Access in");
        foreach (BlockPublicAccessExclusion exclusion in draft.AsWritten.BlockPublicAccessExclusions)
        {
            exclusions.Count(draft.AsWritten.Region, exclusion.Name);
            if (exclusion.VpcId is { } vpcId && draft.Vpcs.Find(vpcId) is null)
                draft.RefuseMissing("InvalidVpcID.NotFound", $"The vpc ID '{vpcId}' does not exist.", exclusion.Name);
            if (exclusion.SubnetId is { } subnetId && draft.Subnets.Find(subnetId) is null)
                draft.RefuseMissing("InvalidSubnetID.NotFound", $"The subnet ID '{subnetId}' does not exist.", exclusion.Name);
        }
        exclusions.Report(draft);
    }
}
