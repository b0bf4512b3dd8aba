using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Naming;

namespace VpcSim.Scenarios.Changes;

/// <summary>Makes a zonal NAT gateway. (EC2 API, CreateNatGateway)</summary>
/// <param name="Name">The name that the rest of the timeline uses.</param>
/// <param name="Subnet">The subnet's name.</param>
/// <param name="ElasticIp">The name of the Elastic IP of a public gateway; null for a private one.</param>
public sealed record NatGatewayCreation(string Name, string Subnet, string? ElasticIp) : DesignChange
{
    public override string Action => "create-nat-gateway";

    internal override Design Change(Design design, long timeNs)
    {
        DesignNames.RequireFree(design, Name);
        ImmutableArray<string> allocations = [];
        if (ElasticIp is not null)
        {
            ElasticIp elasticIp = design.ElasticIps[Nouns.ElasticIp(design, ElasticIp)];
            if (elasticIp.NetworkInterfaceId is not null)
                throw new ChangeRefusedException("Resource.AlreadyAssociated", $"The Elastic IP {elasticIp.Name} is associated with another resource already.");
            allocations = [elasticIp.AllocationId];
        }
        return design with
        {
            NatGateways = design.NatGateways.Add(new NatGateway
            {
                Name = Name,
                Id = AwsIds.Derive("nat", design.AccountId, design.Region, Name),
                SubnetId = design.Subnets[Nouns.Subnet(design, Subnet)].Id,
                IsPublic = ElasticIp is not null,
                AllocationIds = allocations,
            }),
        };
    }
}
