using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Naming;

namespace VpcSim.Scenarios.Changes;

/// <summary>Launches an instance of one interface. (EC2 API, RunInstances)</summary>
/// <param name="Name">The name that the rest of the timeline uses.</param>
/// <param name="Subnet">The subnet's name.</param>
public sealed record InstanceLaunch(string Name, string Subnet) : DesignChange
{
    /// <summary>Empty for the VPC's default group.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    public string InstanceType { get; init; } = "t3.micro";

    /// <summary>Null to let AWS draw one.</summary>
    public IpAddress? PrivateAddress { get; init; }

    /// <summary>Null leaves it to the subnet.</summary>
    public bool? AssociatePublicAddress { get; init; }

    public override string Action => "run-instances";

    internal override Design Change(Design design, long timeNs)
    {
        DesignNames.RequireFree(design, Name);
        string id = AwsIds.Derive("i", design.AccountId, design.Region, Name);
        return design with
        {
            Instances = design.Instances.Add(new Instance { Name = Name, Id = id, InstanceType = InstanceType }),
            NetworkInterfaces = design.NetworkInterfaces.Add(new NetworkInterface
            {
                Name = Name,
                Id = AwsIds.Derive("eni", design.AccountId, design.Region, Name),
                SubnetId = design.Subnets[Nouns.Subnet(design, Subnet)].Id,
                SecurityGroupIds = [.. Groups.Select(group => design.SecurityGroups[Nouns.Group(design, group)].Id)],
                PrivateAddresses = PrivateAddress is { } pinned ? [new PrivateAddress(pinned)] : [],
                AssociatePublicIpAddress = AssociatePublicAddress,
                CreatedByLaunch = true,
                InstanceId = id,
            }),
        };
    }
}
