using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;

namespace VpcSim.Scenarios.Changes;

/// <summary>Changes the route tables, groups, private DNS or policy of a VPC endpoint. (EC2 API, ModifyVpcEndpoint)</summary>
/// <param name="Endpoint">The endpoint's name.</param>
public sealed record EndpointModification(string Endpoint) : DesignChange
{
    public ImmutableArray<string> AddRouteTables { get; init; } = [];

    public ImmutableArray<string> RemoveRouteTables { get; init; } = [];

    public ImmutableArray<string> AddGroups { get; init; } = [];

    public ImmutableArray<string> RemoveGroups { get; init; } = [];

    /// <summary>Null to leave it.</summary>
    public bool? PrivateDnsEnabled { get; init; }

    /// <summary>The policy as JSON; null to leave it.</summary>
    public string? PolicyDocument { get; init; }

    public override string Action => "modify-vpc-endpoint";

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.Endpoint(design, Endpoint);
        VpcEndpoint before = design.VpcEndpoints[place];
        if (before.Type == EndpointType.Gateway && (!AddGroups.IsEmpty || !RemoveGroups.IsEmpty))
            throw new ChangeRefusedException("InvalidParameter", $"The gateway endpoint {before.Name} takes no security groups.");
        if (before.Type != EndpointType.Gateway && (!AddRouteTables.IsEmpty || !RemoveRouteTables.IsEmpty))
            throw new ChangeRefusedException("InvalidParameter", $"The endpoint {before.Name} is no gateway endpoint and takes no route tables.");
        VpcEndpoint after = before with
        {
            RouteTableIds = Edited(before.RouteTableIds, AddRouteTables, RemoveRouteTables, table => design.RouteTables[Nouns.Table(design, table)].Id),
            SecurityGroupIds = Edited(before.SecurityGroupIds, AddGroups, RemoveGroups, group => design.SecurityGroups[Nouns.Group(design, group)].Id),
            PrivateDnsEnabled = PrivateDnsEnabled ?? before.PrivateDnsEnabled,
            PolicyDocument = PolicyDocument ?? before.PolicyDocument,
            PolicyLength = PolicyDocument?.Length ?? before.PolicyLength,
        };
        design = design with { VpcEndpoints = design.VpcEndpoints.SetItem(place, after) };
        return AddGroups.IsEmpty && RemoveGroups.IsEmpty ? design : WithGroups(design, after);
    }

    private static Design WithGroups(Design design, VpcEndpoint endpoint)
    {
        ImmutableArray<NetworkInterface>.Builder interfaces = design.NetworkInterfaces.ToBuilder();
        for (int i = 0; i < interfaces.Count; i++)
            if (endpoint.NetworkInterfaceIds.Contains(interfaces[i].Id)) interfaces[i] = interfaces[i] with { SecurityGroupIds = endpoint.SecurityGroupIds };
        return design with { NetworkInterfaces = interfaces.MoveToImmutable() };
    }

    private ImmutableArray<string> Edited(ImmutableArray<string> ids, ImmutableArray<string> added, ImmutableArray<string> removed, Func<string, string> idOf)
    {
        foreach (string name in removed)
        {
            string id = idOf(name);
            if (!ids.Contains(id)) throw new ChangeRefusedException("InvalidParameter", $"The endpoint {Endpoint} has no '{name}' to remove.");
            ids = ids.Remove(id);
        }
        foreach (string id in added.Select(idOf))
            if (!ids.Contains(id)) ids = ids.Add(id);
        return ids;
    }
}
