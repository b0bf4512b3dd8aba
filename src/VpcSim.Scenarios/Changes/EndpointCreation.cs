using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Naming;
using VpcSim.Model.Vpcs;

namespace VpcSim.Scenarios.Changes;

/// <summary>Makes a VPC endpoint. (EC2 API, CreateVpcEndpoint)</summary>
/// <param name="Name">The name that the rest of the timeline uses.</param>
/// <param name="Vpc">The VPC's name.</param>
/// <param name="Service">Such as <c>com.amazonaws.us-east-1.s3</c>, or the last part alone.</param>
/// <param name="Type">Gateway, Interface or GatewayLoadBalancer.</param>
public sealed record EndpointCreation(string Name, string Vpc, string Service, EndpointType Type) : DesignChange
{
    public ImmutableArray<string> RouteTables { get; init; } = [];

    public ImmutableArray<string> Subnets { get; init; } = [];

    public ImmutableArray<string> Groups { get; init; } = [];

    public bool PrivateDnsEnabled { get; init; }

    public string? PolicyDocument { get; init; }

    public override string Action => "create-vpc-endpoint";

    internal override Design Change(Design design, long timeNs)
    {
        DesignNames.RequireFree(design, Name);
        Vpc vpc = design.Vpcs[Nouns.Vpc(design, Vpc)];
        return design with
        {
            VpcEndpoints = design.VpcEndpoints.Add(new VpcEndpoint
            {
                Name = Name,
                Id = AwsIds.Derive("vpce", design.AccountId, design.Region, Name),
                VpcId = vpc.Id,
                Type = Type,
                ServiceName = Service.StartsWith("com.amazonaws.", StringComparison.Ordinal) ? Service : $"com.amazonaws.{vpc.Region}.{Service}",
                RouteTableIds = [.. RouteTables.Select(table => design.RouteTables[Nouns.Table(design, table)].Id)],
                SubnetIds = [.. Subnets.Select(subnet => design.Subnets[Nouns.Subnet(design, subnet)].Id)],
                SecurityGroupIds = [.. Groups.Select(group => design.SecurityGroups[Nouns.Group(design, group)].Id)],
                PrivateDnsEnabled = PrivateDnsEnabled,
                PolicyDocument = PolicyDocument,
                PolicyLength = PolicyDocument?.Length ?? 0,
            }),
        };
    }
}
