using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Naming;

namespace VpcSim.Scenarios.Changes;

/// <summary>Allocates an Elastic IP. (EC2 API, AllocateAddress)</summary>
/// <param name="Name">The name that the rest of the timeline uses.</param>
public sealed record AddressAllocation(string Name) : DesignChange
{
    public override string Action => "allocate-address";

    internal override Design Change(Design design, long timeNs)
    {
        DesignNames.RequireFree(design, Name);
        return design with
        {
            ElasticIps = design.ElasticIps.Add(new ElasticIp
            {
                Name = Name,
                AllocationId = AwsIds.Derive("eipalloc", design.AccountId, design.Region, Name),
                PublicAddress = default,
            }),
        };
    }
}
